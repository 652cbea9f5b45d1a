import type { LookupDefinition, LookupRow, LookupTable } from '@crossdock/flow-schema';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApi, type Answer, type TestApi } from '../../test/api-server.ts';
import { startTestWorker } from '../../test/api-worker.ts';
import { chain, map, node, webhook } from '../../test/flow-documents.ts';
import { until } from '../../test/system/until.ts';
import { systemActor } from '../access/principal.ts';
import type { RunningWorker } from '../worker/start-worker.ts';

let api: TestApi;
let worker: RunningWorker;

beforeAll(async () => {
  api = await startTestApi();
  worker = await startTestWorker(api);
});
afterAll(async () => {
  await worker.stop();
  await api.parts.bulk.stop();
  await api.close();
});
beforeEach(async () => {
  await api.pool.query('DELETE FROM deployments');
  await api.pool.query('DELETE FROM lookup_tables');
  await api.pool.query(`UPDATE exceptions SET status = 'discarded'`);
  api.parts.tables.recheck();
});

const units: LookupDefinition = {
  key: 'units',
  title: 'Units of measure',
  keys: [{ name: 'unit', match: 'exact', type: 'text', ignoreCase: true }],
  values: [{ name: 'ours', type: 'text' }],
  onMiss: { policy: 'exception', desk: 'purchasing' },
};
const as = () => ({ as: api.admin });
const params = { key: 'units' };
const create = (changes: object = {}) =>
  api.operate('createLookup', { ...as(), body: { ...units, ...changes } });
const row = (unit: string, ours: string, more: object = {}) => ({
  keys: { unit },
  values: { ours },
  ...more,
});
const add = (body: object) => api.operate('addLookupRow', { ...as(), params, body });
const put = (id: string, revision: number, body: object) =>
  api.operate('putLookupRow', {
    ...as(),
    params: { ...params, id },
    headers: { 'if-match': `"${revision}"` },
    body,
  });
const rows = async (query: Record<string, string | number> = {}) =>
  (await api.operate('listLookupRows', { ...as(), params, query })).body;
const tryIt = async (body: object) => (await api.operate('tryLookup', { ...as(), params, body })).body;
const load = (content: string, more: object = {}, version?: number) =>
  api.operate('importLookup', {
    ...as(),
    params,
    body: { content, mode: 'merge', ...more },
    ...(version === undefined ? {} : { headers: { 'if-match': `${version}` } }),
  });
const outcome = ({ status, body }: Answer) => [status, body.code];

it.each([
  ['a NUL', 'a\u0000'],
  ['half of a character', 'a\ud800'],
])('%s in a row is refused: it can’t be stored', async (_what, text) => {
  await create();
  for (const body of [row(text, 'PCE'), row('EA', text), row('EA', 'PCE', { partner: text })]) {
    const answer = await add(body);
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid_fields']);
  }
  expect((await rows()).items).toEqual([]);
});

describe('a lookup table', () => {
  it('is created, changed, listed and deleted', async () => {
    const created = await create();
    expect(created.body).toMatchObject({ key: 'units', version: 1, rows: 0, usedBy: [] });
    await add(row('EACH', 'EA'));
    const update = (version: number, body: object) =>
      api.operate('updateLookup', { ...as(), params, body, headers: { 'if-match': `"${version}"` } });
    expect(outcome(await update(1, units))).toEqual([412, 'stale_revision']);
    const values = [...units.values, { name: 'note', type: 'text' }];
    const changed = await update(2, { ...units, title: 'Units', values });
    expect(changed.body).toMatchObject({ title: 'Units', version: 3, rows: 1 });
    expect(changed.headers.get('etag')).toBe('"3"');
    const listed = await api.operate('listLookups', { ...as(), query: { q: 'UNI' } });
    expect(listed.body.items.map(({ title }: LookupTable) => title)).toEqual(['Units']);
    expect((await api.operate('deleteLookup', { ...as(), params })).status).toBe(204);
    expect((await api.operate('getLookup', { ...as(), params })).status).toBe(404);
    const { rows: audit } = await api.pool.query<{ action: string }>(
      `SELECT action FROM audit WHERE subject = 'lookup:units' ORDER BY at DESC, id DESC LIMIT 4`,
    );
    expect(audit.map(({ action }) => action)).toEqual([
      'lookup.delete',
      'lookup.update',
      'lookup.row.add',
      'lookup.create',
    ]);
  });

  it.each<[string, object, string]>([
    ['wildcards in numbers', { keys: [{ name: 'qty', match: 'wildcard', type: 'number' }] }, 'keys[0].type'],
    ['two columns of a name', { values: [{ name: 'unit', type: 'text' }] }, 'values[0].name'],
    ['another key than it should', { key: 'Units of measure' }, 'key'],
  ])('is refused with %s', async (_case, changes, path) => {
    const answer = await create(changes);
    expect(outcome(answer)).toEqual([422, 'invalid_fields']);
    expect(answer.body.errors?.map((error) => error.path)).toEqual([path]);
  });

  it('is refused a second time, and a change that its rows do not fit', async () => {
    await create();
    expect(outcome(await create())).toEqual([409, 'lookup_exists']);
    await add(row('EACH', 'EA'));
    const keys = [{ name: 'unit', match: 'exact', type: 'number' }];
    const answer = await api.operate('updateLookup', {
      ...as(),
      params,
      body: { ...units, keys },
      headers: { 'if-match': '2' },
    });
    expect(outcome(answer)).toEqual([422, 'invalid_fields']);
    expect(answer.body.detail).toContain('EACH');
  });
});

describe('rows', () => {
  it('are added, paged, searched, changed and deleted', async () => {
    await create();
    const saved = await add(row('EACH', 'EA'));
    expect(saved.body).toMatchObject({
      row: { ...row('EACH', 'EA'), partner: '*', environment: null, revision: 1 },
      resumed: { runs: 0, jobId: null },
    });
    for (const [unit, ours] of ['CTN:XCT', 'BOX:XBX', 'PAIL:XPL'].map((pair) => pair.split(':')))
      await add(row(String(unit), String(ours)));
    const first = await rows({ limit: 2 });
    const second = await rows({ limit: 2, cursor: first.nextCursor ?? '' });
    const unitsOf = ({ items }: { items: LookupRow[] }) => items.map(({ keys }) => keys['unit']);
    expect([unitsOf(first), unitsOf(second), second.nextCursor]).toEqual([
      ['EACH', 'CTN'],
      ['BOX', 'PAIL'],
      null,
    ]);
    expect(unitsOf(await rows({ q: 'xb' }))).toEqual(['BOX']);

    const { id, revision } = saved.body.row;
    const changed = await put(id, revision, row('EACH', 'C62'));
    expect(changed.body.row).toMatchObject({ values: { ours: 'C62' }, revision: 2 });
    expect(outcome(await put(id, revision, row('EACH', 'EA')))).toEqual([412, 'stale_revision']);
    const remove = (version: number) =>
      api.operate('deleteLookupRow', {
        ...as(),
        params: { ...params, id },
        headers: { 'if-match': `${version}` },
      });
    expect((await remove(1)).status).toBe(412);
    expect((await remove(2)).status).toBe(204);
    expect((await remove(2)).status).toBe(404);
  });

  it('that match as well as another are refused', async () => {
    await create();
    await add(row('EACH', 'EA'));
    expect(outcome(await add(row('each', 'C62')))).toEqual([409, 'lookup_conflict']);
    expect((await add(row('each', 'C62', { partner: 'NORTHGATE' }))).status).toBe(201);
    const { id, revision } = (await add(row('BOX', 'XBX'))).body.row;
    expect(outcome(await put(id, revision, row('EACH', 'XBX')))).toEqual([409, 'lookup_conflict']);
    expect((await put(id, revision, row('Box', 'XBX'))).status).toBe(200);
  });

  it.each<[string, object, string]>([
    ['an unknown environment', row('EACH', 'EA', { environment: 'moon' }), 'environment'],
    ['no key', { keys: {}, values: {} }, 'keys.unit'],
    ['an unknown column', { keys: { unit: 'EACH' }, values: { theirs: 'x' } }, 'values.theirs'],
  ])('with %s are refused', async (_case, body, path) => {
    await create();
    const answer = await add(body);
    expect(outcome(answer)).toEqual([422, 'invalid_fields']);
    expect(answer.body.errors?.map((error) => error.path)).toEqual([path]);
  });

  it('can be tried: what is found, and why', async () => {
    await create();
    await add(row('EACH', 'EA', { environment: 'test' }));
    const found = await tryIt({ key: 'each', environment: 'test' });
    expect(found).toMatchObject({ found: true, value: 'EA', row: { environment: 'test' } });
    expect(found.why).toContain('unit: "each" counts as "EACH"');
    expect(await tryIt({ key: 'each', environment: 'production' })).toEqual({
      found: false,
      why: ['A row has this key, but is for test only'],
    });
    expect(await tryIt({ key: 'EA', environment: 'test', reverse: true })).toMatchObject({ value: 'EACH' });
    const wrong = await api.operate('tryLookup', {
      ...as(),
      params,
      body: { key: { no: 1 }, environment: 'test' },
    });
    expect(outcome(wrong)).toEqual([422, 'invalid_fields']);
  });

  it('answer expressions that are tried out, in the environment asked for', async () => {
    await create();
    await add(row('EACH', 'EA', { environment: 'test' }));
    const evaluate = (environment: string) =>
      api.operate('evaluate', { ...as(), body: { expression: '$lookup("units", "each")', environment } });
    expect((await evaluate('test')).body).toEqual({ output: 'EA' });
    expect((await evaluate('production')).body.detail).toBe("No entry for 'each' in table Units of measure");
  });
});

describe('a CSV file', () => {
  it('is looked through before it is taken in', async () => {
    await create();
    await add(row('EACH', 'EA'));
    await add(row('CTN', 'XCT'));
    const content = 'unit,ours\nEACH,C62\nBOX,XBX\n';
    const counts = { added: 1, changed: 1, removed: 1, unchanged: 0, errors: [] };
    const dry = await load(content, { mode: 'replace', dryRun: true });
    expect(dry.body).toMatchObject({ ...counts, applied: false, version: 3 });
    expect(dry.body.changes.map(({ kind }) => kind)).toEqual(['removed', 'changed', 'added']);
    expect((await rows()).items).toHaveLength(2);

    expect(outcome(await load(content, { mode: 'replace' }))).toEqual([428, 'revision_required']);
    expect(outcome(await load(content, { mode: 'replace' }, 2))).toEqual([412, 'stale_revision']);
    const done = await load(content, { mode: 'replace' }, 3);
    expect(done.body).toMatchObject({ ...counts, applied: true, version: 4 });
    const { body } = await api.operate('exportLookup', { ...as(), params });
    expect(body).toEqual({
      rows: 2,
      content: 'unit,ours,partner,environment,validFrom,validTo\r\nEACH,C62,*,,,\r\nBOX,XBX,*,,,\r\n',
    });
    const again = await load(body.content, {}, 4);
    expect(again.body).toMatchObject({ added: 0, changed: 0, removed: 0, unchanged: 2 });
  });

  it('with faults changes nothing, and names rows and reasons', async () => {
    await create();
    const content = 'unit,ours,environment,validTo\nEACH,EA,moon,\n,XCT,,\nBOX,XBX,,soon\nbox,XBX,,\n';
    const { body } = await load(content, {}, 1);
    expect(body).toMatchObject({ applied: false, version: 1 });
    expect(body.errors).toEqual([
      { row: 2, column: 'environment', message: 'there is no environment "moon"' },
      { row: 3, column: 'unit', message: 'is needed' },
      { row: 4, column: 'validTo', message: 'is not a day such as 2026-11-21' },
    ]);
    expect((await rows()).items).toEqual([]);
  });

  it('of thousands of rows is taken in whole, in its order', async () => {
    await create();
    const lines = Array.from({ length: 12_000 }, (_, n) => `U${n},X${n}`);
    const { body } = await load(`unit,ours\n${lines.join('\n')}\n`, {}, 1);
    expect(body).toMatchObject({ applied: true, added: 12_000 });
    expect(body.changes).toHaveLength(200);
    expect(await tryIt({ key: 'u11999', environment: 'test' })).toMatchObject({ value: 'X11999' });
    const { content } = (await api.operate('exportLookup', { ...as(), params })).body;
    expect(
      content
        .split('\r\n')
        .slice(1, -1)
        .map((line) => line.split(',')[0]),
    ).toEqual(lines.map((line) => line.split(',')[0]));
  });
});

describe('a flow', () => {
  const environment = 'test';
  const expression = '{"unit": $lookup("units", unit, {"partner": from})}';

  async function deploy(...steps: ReturnType<typeof node>[]): Promise<(body: object) => Promise<string>> {
    const definition = chain('Units', webhook('units'), ...steps);
    const { id: flowId } = await api.parts.flows.create(definition, systemActor);
    const version = await api.parts.flows.publish(flowId, undefined, systemActor);
    await api.parts.deployments.put({ flowId, environment }, { version }, systemActor);
    return async (body) => {
      const trigger = { body, headers: {}, query: {}, receivedAt: new Date().toISOString() };
      return (await api.parts.startRun({ flowId, version, environment, definition, trigger })).runId;
    };
  }
  const runOf = async (id: string) => (await api.operate('getRun', { ...as(), params: { id } })).body;
  const ended = async (id: string) => {
    await until(
      'the run ends',
      async () => !['queued', 'running', 'waiting'].includes((await runOf(id)).status),
    );
    return runOf(id);
  };

  it('that names a table which is not there is not published', async () => {
    const publish = deploy(
      map('m', 'body.$lookup("units", unit)'),
      node('l', 'lookup', { table: 'no', key: '=1' }),
    );
    await expect(publish).rejects.toMatchObject({ code: 'flow_invalid' });
    const errors = await publish.catch(
      (error: { errors: { path: string; message: string }[] }) => error.errors,
    );
    const missing = (table: string) => expect.stringMatching(`^There is no lookup table "${table}"`);
    expect(errors).toEqual([
      { path: 'definition.nodes[1].config.expression', message: missing('units') },
      { path: 'definition.nodes[2].config.table', message: missing('no') },
    ]);
  });

  it('reads tables in expressions and lookup steps, and keeps them from being deleted', async () => {
    await create();
    await add(row('EACH', 'EA'));
    await add(row('EACH', 'C62', { partner: 'NORTHGATE' }));
    const send = await deploy(
      map('m', `body.${expression}`),
      node('l', 'lookup', { table: 'units', key: '=$trigger.body.unit', output: 'usual' }),
      node('d', 'lookup', {
        table: 'units',
        key: '=$lowercase("PAIL")',
        output: 'other',
        onMiss: { policy: 'default', value: '?' },
      }),
    );
    const run = await ended(await send({ unit: 'each', from: 'NORTHGATE' }));
    expect(run).toMatchObject({ status: 'succeeded', output: { unit: 'C62', usual: 'EA', other: '?' } });
    const refused = await api.operate('deleteLookup', { ...as(), params });
    expect(outcome(refused)).toEqual([409, 'lookup_in_use']);
    expect((await api.operate('getLookup', { ...as(), params })).body.usedBy).toMatchObject([
      { flowName: 'Units' },
    ]);
  });

  it('loads a table whose name it makes up', async () => {
    await create();
    await add(row('EACH', 'EA'));
    const send = await deploy(map('m', 'body.$lookup("un" & "its", unit)'));
    expect(await ended(await send({ unit: 'EACH' }))).toMatchObject({ output: 'EA' });
  });

  it('waits for a row that is missing, and goes on in all runs that wait for it once it is there', async () => {
    await create();
    const send = await deploy(map('m', `body.${expression}`));
    const waiting = await Promise.all(
      ['XY', 'XY', 'xy', 'ZZ'].map((unit) => send({ unit, from: 'NORTHGATE' })),
    );
    for (const id of waiting) {
      expect(await ended(id)).toMatchObject({
        status: 'failed',
        error: {
          class: 'business',
          code: 'lookup.miss',
          message: expect.stringContaining('in table Units of measure'),
          detail: { table: 'units', environment, partner: 'NORTHGATE' },
        },
      });
    }
    const gaps = await api.operate('listLookupGaps', { ...as(), params });
    expect(gaps.body.items.map(({ key, runs }) => [key, runs])).toEqual([
      ['XY', 2],
      [expect.stringMatching(/xy|ZZ/), 1],
      [expect.stringMatching(/xy|ZZ/), 1],
    ]);
    const [gap] = gaps.body.items;
    const exception = await api.operate('getException', { ...as(), params: { id: gap?.exceptionId ?? '' } });
    expect(exception.body).toMatchObject({ desk: 'purchasing', code: 'lookup.miss' });

    const elsewhere = await add({ ...row('XY', 'X1', { environment: 'production' }), resume: true });
    expect(elsewhere.body.resumed).toEqual({ runs: 0, jobId: null });
    const mended = await add({ ...row('XY', 'X2'), resume: true });
    expect(mended.body.resumed).toMatchObject({ runs: 3, jobId: expect.any(String) });
    for (const id of waiting.slice(0, 3)) {
      await until('the run goes on', async () => (await runOf(id)).status === 'succeeded');
      expect((await runOf(id)).output).toEqual({ unit: 'X2' });
    }
    expect((await runOf(waiting[3] ?? '')).status).toBe('failed');
    expect((await api.operate('listLookupGaps', { ...as(), params })).body.items).toHaveLength(1);

    const loaded = await load('unit,ours\nZZ,X3\n', { resume: true }, 3);
    expect(loaded.body.resumed.runs).toBe(1);
    await until('the last run goes on', async () => (await runOf(waiting[3] ?? '')).status === 'succeeded');
    const nothing = await api.operate('resumeLookup', { ...as(), params, body: {} });
    expect(nothing.body).toEqual({ runs: 0, jobId: null });
  });

  it('sees a row that another process has added, though its notice got lost', async () => {
    await create();
    const send = await deploy(map('m', `body.${expression}`));
    expect((await ended(await send({ unit: 'XY' }))).status).toBe('failed');
    const { rows: found } = await api.pool.query<{ id: string }>(
      `INSERT INTO lookup_rows (id, table_key, keys, vals, partner, search, updated_by)
       VALUES (gen_random_uuid(), 'units', '{"unit": "XY"}', '{"ours": "X9"}', '*', 'xy', 'elsewhere') RETURNING id`,
    );
    expect(found).toHaveLength(1);
    await api.pool.query(`UPDATE lookup_tables SET version = version + 1`);
    expect(await ended(await send({ unit: 'XY' }))).toMatchObject({ output: { unit: 'X9' } });
  });

  it('may not be set going by those who may only add rows', async () => {
    await create();
    const who = await api.keyFor(['lookups:write']);
    const answer = await api.operate('addLookupRow', {
      as: who,
      params,
      body: { ...row('XY', 'X1'), resume: true },
    });
    expect(outcome(answer)).toEqual([403, 'forbidden']);
    expect((await rows()).items).toEqual([]);
  });
});
