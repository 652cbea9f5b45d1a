import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../../test/api-server.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

describe('evaluating an expression', () => {
  const evaluate = (body: unknown) => api.operate('evaluate', { as: api.admin, body });

  it.each<[string, object, object]>([
    [
      'reads its input',
      { expression: 'lines.(qty * price)', input: { lines: { qty: 2, price: 3 } } },
      { output: 6 },
    ],
    ['reads bindings', { expression: '$vars.limit + 1', bindings: { vars: { limit: 9 } } }, { output: 10 }],
    ['gives no output for nothing', { expression: 'missing', input: {} }, {}],
    ['tells null from nothing', { expression: '$', input: null }, { output: null }],
    ['has no input unless it is given one', { expression: '$exists($)' }, { output: false }],
  ])('%s', async (_case, body, answer) => {
    expect((await evaluate(body)).body).toEqual(answer);
  });

  it.each<[string, string, string, number | undefined]>([
    ['what doesn’t parse', '1 + ', 'S0207', 4],
    ['what fails on its data', '"a" + 1', 'T2001', 5],
    ['what would never end', '($f := function($n) { $f($n + 1) + 1 }; $f(1))', 'X1003', undefined],
    ['what takes too much room', '$pad("x", 200000000)', 'X1004', undefined],
  ])('answers %s with JSONata’s own code', async (_case, expression, code, position) => {
    const { status, body } = await evaluate({ expression });
    expect([status, body.code]).toEqual([422, code]);
    expect(body['message']).toBe(body.detail);
    if (position !== undefined) expect(body['position']).toBe(position);
  });

  it('ends after its time', async () => {
    const { status, body } = await evaluate({ expression: '[1..3000].($x := $; [1..3000].($x * $))' });
    expect([status, body.code]).toEqual([422, expect.stringMatching(/^X1/)]);
  });
});

describe('documents', () => {
  const parse = (body: unknown) => api.operate('parseDocument', { as: api.admin, body });
  const serialize = (body: unknown) => api.operate('serializeDocument', { as: api.admin, body });

  it('are parsed from text and base64 alike', async () => {
    const text = 'sku,qty\nA-1,2\n';
    const plain = await parse({ format: 'csv', content: text });
    const encoded = await parse({
      format: 'csv',
      content: Buffer.from(text).toString('base64'),
      encoding: 'base64',
    });
    expect(plain.body.document).toEqual([{ sku: 'A-1', qty: '2' }]);
    expect(encoded.body).toEqual(plain.body);
  });

  it('are written', async () => {
    const { body } = await serialize({ format: 'csv', document: [{ sku: 'A-1', qty: 2 }] });
    expect(body).toEqual({ content: expect.stringMatching(/^sku,qty\r?\nA-1,2/), encoding: 'utf8' });
  });

  it('are workbooks too, which travel as base64', async () => {
    const document = [{ sku: '0074', qty: 2, due: '2026-11-04' }];
    const written = await serialize({ format: 'xlsx', document, options: { sheet: 'Orders' } });
    expect(written.body).toEqual({ content: expect.stringMatching(/^UEsD/), encoding: 'base64' });
    const read = await parse({ format: 'xlsx', ...written.body, options: { sheet: 'orders' } });
    expect(read.body).toMatchObject({ document, warnings: [] });
    const damaged = await parse({ format: 'xlsx', content: 'UEsDBA==', encoding: 'base64' });
    expect([damaged.status, damaged.body.code]).toEqual([422, 'xlsx.zip']);
  });

  it('have fields at fixed positions', async () => {
    const fields = [
      { name: 'sku', at: 1, length: 6 },
      { name: 'qty', at: 7, length: 4, type: 'integer', pad: '0' },
    ];
    const options = { layout: [{ name: 'line', fields }], lineEnd: 'lf' };
    const document = [{ sku: '0074', qty: 2 }];
    const written = await serialize({ format: 'fixed', document, options });
    expect(written.body).toEqual({ content: '0074  0002\n', encoding: 'utf8' });
    expect((await parse({ format: 'fixed', ...written.body, options })).body).toMatchObject({ document });
  });

  it.each<[string, object, string, string]>([
    ['a fault with its line', { format: 'json', content: '{\n"a": }' }, 'json.', 'line 2'],
    [
      'an option that isn’t there',
      { format: 'csv', content: '', options: { colour: 1 } },
      'options.invalid',
      'colour',
    ],
  ])('that can’t be read are answered with %s', async (_case, request, code, detail) => {
    const { status, body } = await parse(request);
    expect(status).toBe(422);
    expect(body.code).toContain(code);
    expect(body.detail).toContain(detail);
  });

  it.each<[string, object, string]>([
    ['an unknown format', { format: 'fax', content: '' }, 'format'],
    ['base64 that isn’t', { format: 'json', content: '%%%', encoding: 'base64' }, 'content'],
    [
      'limits of the caller’s own',
      { format: 'json', content: '1', options: { limits: { maxDepth: 9e9 } } },
      'options.limits',
    ],
  ])('are refused with %s', async (_case, request, path) => {
    const { status, body } = await parse(request);
    expect([status, body.code]).toEqual([422, 'invalid_fields']);
    expect(body.errors?.map((error) => error.path)).toEqual([path]);
  });
});

describe('tests of maps', () => {
  const test = (body: unknown) => api.operate('testMap', { as: api.admin, body });

  it('say which cases pass, and where others differ', async () => {
    const { status, body } = await test({
      expression: '{ "id": number, "unit": $lookup("units", unit) }',
      lookups: { units: { EA: 'C62' } },
      cases: [
        { name: 'good', input: { number: 1, unit: 'EA' }, expected: { id: 1, unit: 'C62' } },
        { name: 'bad', input: { number: 2, unit: 'EA' }, expected: { id: 3, unit: 'C62' } },
        { name: 'read first', input: { format: 'json', content: '{' }, expected: {} },
      ],
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      passed: 1,
      failed: 2,
      results: [
        { name: 'good', passed: true, differences: [] },
        { name: 'bad', differences: [{ path: 'id', kind: 'changed', expected: 3, actual: 2 }] },
        { name: 'read first', failure: { stage: 'input', code: 'json.syntax' } },
      ],
    });
  });

  it('name the place where the map does not parse', async () => {
    const { status, body } = await test({ expression: '{ "a": }', cases: [{ name: 'any' }] });
    expect([status, body.code, body['position']]).toEqual([422, 'S0211', 8]);
  });

  it('end those that take too much, one by one', async () => {
    const { body } = await test({
      expression: '$pad("x", size)',
      cases: [{ name: 'large', input: { size: 2e8 } }],
    });
    expect(body).toMatchObject({ failed: 1, results: [{ failure: { stage: 'map', code: 'X1004' } }] });
  });
});

describe('templates', () => {
  it('are listed page by page, by what they read and make', async () => {
    const first = await api.operate('listTemplates', {
      as: api.admin,
      query: { limit: '1', canonical: 'order' },
    });
    const cursor = first.body.nextCursor;
    const second = await api.operate('listTemplates', {
      as: api.admin,
      query: { limit: '1', canonical: 'order', cursor: String(cursor) },
    });
    const [one, other] = [first.body.items[0], second.body.items[0]];
    expect([one?.source, one?.target]).toContainEqual({ canonical: 'order' });
    expect(other?.id).not.toBe(one?.id);
  });

  it('come with their map and pass their own tests', async () => {
    const id = 'csv-order-lines-to-order';
    const { body } = await api.operate('getTemplate', { as: api.admin, params: { id } });
    expect(body.expression).toContain('"lines"');
    const { body: results } = await api.operate('testTemplate', { as: api.admin, params: { id } });
    expect(results).toMatchObject({ failed: 0, passed: 1 });
  });

  it('are shown with a partner’s overlay, which is told from the edited map again', async () => {
    const params = { id: 'csv-order-lines-to-order' };
    const changes = [
      { kind: 'constant', path: 'currency', value: 'EUR', base: '$first.currency' },
      { kind: 'add', path: 'orderType', expression: '"standard"' },
    ];
    const { body: effective } = await api.operate('applyOverlay', {
      as: api.admin,
      params,
      body: { overlay: { changes: [...changes, { kind: 'remove', path: 'nothing' }] } },
    });
    expect(effective.differences).toEqual([
      { path: 'currency', kind: 'changed', before: '$first.currency', after: '"EUR"' },
      { path: 'orderType', kind: 'added', after: '"standard"' },
    ]);
    expect(effective.problems).toMatchObject([{ path: 'nothing', code: 'noField' }]);
    const { body: back } = await api.operate('overlayOf', {
      as: api.admin,
      params,
      body: { expression: effective.expression },
    });
    expect(back.overlay.changes).toEqual(expect.arrayContaining(changes));
  });

  it.each(['absent', '..', '../canonical', 'CSV'])('are not found under %j', async (id) => {
    const { status } = await api.operate('getTemplate', { as: api.admin, params: { id } });
    expect(status).toBe(404);
  });
});
