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

  it.each<[string, object, string, string]>([
    ['a fault with its line', { format: 'json', content: '{\n"a": }' }, 'json.', 'line 2'],
    ['a format that isn’t there yet', { format: 'edifact', content: 'UNB+' }, 'format.unknown', 'edifact'],
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
