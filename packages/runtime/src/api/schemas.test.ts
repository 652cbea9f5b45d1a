import type { FlowFindings, RegisteredSchema, SchemaVersionSummary } from '@crossdock/flow-schema';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApi, type Answer, type TestApi } from '../../test/api-server.ts';
import { startTestWorker } from '../../test/api-worker.ts';
import { chain, map, node, webhook } from '../../test/flow-documents.ts';
import { until } from '../../test/system/until.ts';
import type { RunningWorker } from '../worker/start-worker.ts';

let api: TestApi;
let worker: RunningWorker;

beforeAll(async () => {
  api = await startTestApi();
  worker = await startTestWorker(api);
});
afterAll(async () => {
  await worker.stop();
  await api.close();
});
beforeEach(async () => {
  await api.pool.query('DELETE FROM schema_versions');
  await api.pool.query('DELETE FROM schemas');
});

const as = () => ({ as: api.admin });
const priceList = {
  type: 'object',
  required: ['item'],
  properties: { item: { type: 'string' }, price: { type: 'number' } },
};
const withCurrency = { ...priceList, properties: { ...priceList.properties, currency: { type: 'string' } } };
const stricter = { ...priceList, required: ['item', 'price'] };
const params = { key: 'priceList' };

const create = (changes: object = {}) =>
  api.operate('createSchema', {
    ...as(),
    body: { key: 'priceList', title: 'Price list', mode: 'backward', schema: priceList, ...changes },
  });
const publish = (schema: object, note?: string) =>
  api.operate('publishSchema', {
    ...as(),
    params,
    body: { schema, ...(note === undefined ? {} : { note }) },
  });
const version = (number: number) => ({ params: { ...params, version: String(number) } });
const outcome = ({ status, body }: Answer) => [status, body.code];

describe('a registered schema', () => {
  it('is created, published anew, read and changed, and all of it is in the audit', async () => {
    const created = await create({ description: 'What we sell at' });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      key: 'priceList',
      description: 'What we sell at',
      mode: 'backward',
      builtIn: false,
      latest: { version: 1, note: null, deprecated: false },
    });
    const published = await publish(withCurrency, 'Currency');
    expect([published.status, published.body]).toMatchObject([
      201,
      { key: 'priceList', version: 2, note: 'Currency', schema: withCurrency },
    ]);
    const settings = { title: 'Prices', mode: 'full' };
    const changed = await api.operate('updateSchema', { ...as(), params, body: settings });
    expect(changed.body).toMatchObject({ ...settings, latest: { version: 2 } });
    expect(changed.body).not.toHaveProperty('description');
    const versions = await api.operate('listSchemaVersions', { ...as(), params });
    expect(versions.body.items.map((one: SchemaVersionSummary) => one.version)).toEqual([2, 1]);
    const first = await api.operate('getSchemaVersion', { ...as(), ...version(1) });
    expect(first.body).toMatchObject({ version: 1, schema: priceList });
    const { rows } = await api.pool.query<{ action: string }>(
      `SELECT action FROM audit WHERE subject = 'schema:priceList' ORDER BY at, id`,
    );
    expect(rows.map(({ action }) => action)).toEqual(['schema.create', 'schema.publish', 'schema.update']);
  });

  it('is refused with a key that is taken, by a canonical document too', async () => {
    await create();
    expect(outcome(await create())).toEqual([409, 'schema_exists']);
    expect(outcome(await create({ key: 'order' }))).toEqual([409, 'schema_exists']);
  });

  it.each<[string, object]>([
    ['of an unknown type', { type: 'decimal' }],
    ['with a pattern that can’t be', { type: 'string', pattern: '(' }],
    ['that refers to nothing', { $ref: '#/$defs/none' }],
  ])('is refused with a schema %s', async (_case, schema) => {
    const answer = await create({ schema });
    expect(outcome(answer)).toEqual([422, 'invalid_fields']);
    expect(answer.body.errors?.map(({ path }) => path)).toEqual(['schema']);
  });

  it('takes no version that is not compatible, and says why', async () => {
    await create();
    const refused = await publish(stricter);
    expect(outcome(refused)).toEqual([422, 'schema_incompatible']);
    expect(refused.body.errors).toEqual([
      { path: 'price', message: 'Against version 1: “price” is required now.' },
    ]);
    expect((await api.operate('listSchemaVersions', { ...as(), params })).body.items).toHaveLength(1);
    await api.operate('updateSchema', { ...as(), params, body: { title: 'Price list', mode: 'none' } });
    expect((await publish(stricter)).status).toBe(201);
  });

  it('numbers versions one after the other when many publish at once', async () => {
    await create({ mode: 'none' });
    const answers = await Promise.all(
      [1, 2, 3, 4].map((count) => publish({ ...priceList, maxProperties: count })),
    );
    expect(answers.map(({ body }) => body.version).sort((left, right) => left - right)).toEqual([2, 3, 4, 5]);
  });

  it('is compared: versions, and what is not published yet', async () => {
    await create();
    await publish(withCurrency);
    const compare = async (body: object) =>
      (await api.operate('compareSchemas', { ...as(), params, body })).body;
    expect(await compare({ from: 1, to: 2 })).toEqual({
      changes: [{ path: 'currency', change: 'fieldAdded', breaks: 'none', message: '“currency” is new.' }],
      compatible: true,
      reasons: [],
    });
    expect(await compare({ schema: stricter })).toMatchObject({
      changes: [
        { path: 'price', breaks: 'backward' },
        { path: 'currency', change: 'fieldRemoved' },
      ],
      compatible: false,
      reasons: ['Against version 2: “price” is required now.'],
    });
    expect(outcome(await api.operate('compareSchemas', { ...as(), params, body: {} }))).toEqual([
      422,
      'invalid_fields',
    ]);
  });

  it('can be deprecated, and taken back', async () => {
    await create();
    const mark = (body: object) => api.operate('deprecateSchema', { ...as(), ...version(1), body });
    expect((await mark({ deprecated: true, note: 'Use tariff' })).body).toMatchObject({
      deprecated: true,
      deprecation: 'Use tariff',
    });
    expect((await mark({ deprecated: false })).body).toMatchObject({ deprecated: false, deprecation: null });
  });

  it.each([
    ['getSchema', {}],
    ['listSchemaVersions', {}],
    ['getSchemaVersion', { version: '1' }],
    ['getSchemaVersion', { version: 'latest' }],
  ] as const)('is not found where there is none: %s', async (operation, more) => {
    const answer = await api.operate(operation, { ...as(), params: { key: 'none', version: '1', ...more } });
    expect(outcome(answer)).toEqual([404, 'not_found']);
  });

  it('may be read by those who read flows, and published only by those who publish', async () => {
    const reader = { as: await api.keyFor(['flows:read']) };
    expect((await api.operate('listSchemas', reader)).status).toBe(200);
    const writer = await api.keyFor(['flows:read', 'flows:write']);
    const refused = await api.operate('publishSchema', { as: writer, params, body: { schema: {} } });
    expect(outcome(refused)).toEqual([403, 'forbidden']);
  });
});

describe('canonical documents', () => {
  it('are listed before the company’s own, page by page', async () => {
    await create();
    await create({ key: 'tariff', title: 'Tariff' });
    const pageAfter = async (cursor: string | undefined) =>
      (
        await api.operate('listSchemas', {
          ...as(),
          query: { limit: 11, ...(cursor === undefined ? {} : { cursor }) },
        })
      ).body;
    const first = await pageAfter(undefined);
    const second = await pageAfter(first.nextCursor ?? '');
    expect(second.nextCursor).toBeNull();
    const keys = [...first.items, ...second.items].map(({ key }) => key);
    expect(keys).toHaveLength(13);
    expect(keys.slice(0, 2)).toEqual(['creditNote', 'despatchAdvice']);
    expect(keys.slice(-2)).toEqual(['priceList', 'tariff']);
    const found = await api.operate('listSchemas', { ...as(), query: { q: 'PRICE' } });
    expect(found.body.items.map(({ key }: RegisteredSchema) => key)).toEqual(['priceList']);
  });

  it('can be read, and not changed', async () => {
    const on = { ...as(), params: { key: 'order', version: '1' } };
    expect((await api.operate('getSchema', on)).body).toMatchObject({ title: 'Order', builtIn: true });
    expect((await api.operate('getSchemaVersion', on)).body.schema['$id']).toBe(
      'urn:crossdock:canonical:order:1',
    );
    const changes = [
      await api.operate('publishSchema', { ...on, body: { schema: {} } }),
      await api.operate('updateSchema', { ...on, body: { title: 'Mine', mode: 'none' } }),
      await api.operate('deprecateSchema', { ...on, body: { deprecated: true } }),
    ];
    for (const answer of changes) expect(outcome(answer)).toEqual([409, 'schema_built_in']);
  });
});

it('is found out from samples', async () => {
  const samples = [
    { day: '2026-11-21', quantity: 2 },
    { day: '2026-11-22', quantity: 2.5, note: null },
  ];
  const answer = await api.operate('inferSchema', { ...as(), body: { samples, title: 'Counts' } });
  expect(answer.body).toEqual({
    schema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'Counts',
      type: 'object',
      required: ['day', 'quantity'],
      properties: {
        day: { type: 'string', format: 'date' },
        quantity: { type: 'number' },
        note: { type: 'null' },
      },
    },
    complete: true,
  });
});

describe('a flow', () => {
  const flowOf = (schemaRef: string) =>
    chain('Prices', webhook('prices'), map('body', 'body'), node('check', 'validate', { schemaRef }));
  const findingsOf = async (schemaRef: string): Promise<FlowFindings> => {
    const { body } = await api.operate('createFlow', { ...as(), body: { definition: flowOf(schemaRef) } });
    return (await api.operate('validateFlow', { ...as(), params: { id: body.id } })).body;
  };
  const rulesOf = (findings: readonly { rule: string; path: string }[]) =>
    findings.filter(({ rule }) => rule.includes('schema')).map(({ rule, path }) => [rule, path]);

  it('is checked for schemas that are not there, or no longer to be used', async () => {
    await create();
    expect(rulesOf((await findingsOf('priceList@1')).errors)).toEqual([]);
    expect(rulesOf((await findingsOf('order@1')).errors)).toEqual([]);
    expect(rulesOf((await findingsOf('priceList@2')).errors)).toEqual([
      ['unknown-schema', 'nodes[2].config.schemaRef'],
    ]);
    await api.operate('deprecateSchema', { ...as(), ...version(1), body: { deprecated: true } });
    expect(rulesOf((await findingsOf('priceList@1')).warnings)).toEqual([
      ['deprecated-schema', 'nodes[2].config.schemaRef'],
    ]);
  });

  it.each([
    ['both', { schemaRef: 'order@1', schema: {} }],
    ['neither', {}],
  ])('names one schema or has one: %s', async (_case, config) => {
    const definition = chain('Prices', webhook('prices'), node('check', 'validate', config));
    const { body } = await api.operate('createFlow', { ...as(), body: { definition } });
    const findings = await api.operate('validateFlow', { ...as(), params: { id: body.id } });
    expect(rulesOf(findings.body.errors)).toEqual([['one-schema', 'nodes[1].config.schema']]);
  });

  it('checks documents against the version that it names', async () => {
    await create();
    const { body: flow } = await api.operate('createFlow', {
      ...as(),
      body: { definition: flowOf('priceList@1') },
    });
    const run = async (input: object) => {
      const started = await api.operate('testRun', {
        ...as(),
        params: { id: flow.id },
        body: { trigger: { body: input } },
      });
      expect([started.status, started.body]).toMatchObject([202, { runId: expect.any(String) }]);
      const on = { ...as(), params: { id: started.body.runId } };
      await until('the run ends', async () =>
        ['succeeded', 'failed'].includes((await api.operate('getRun', on)).body.status),
      );
      return (await api.operate('getRun', on)).body;
    };
    expect(await run({ item: 'HS-1', price: 2 })).toMatchObject({ status: 'succeeded' });
    expect(await run({ price: 'two' })).toMatchObject({
      status: 'failed',
      error: {
        class: 'business',
        code: 'validation_failed',
        message: expect.stringContaining('(priceList@1)'),
        detail: {
          schema: 'priceList@1',
          errors: [
            { path: 'item', message: 'is missing' },
            { path: 'price', message: 'must be a number, but is the text "two"' },
          ],
        },
      },
    });
  });
});
