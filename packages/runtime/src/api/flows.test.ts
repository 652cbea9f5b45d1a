import type { FlowDefinition } from '@crossdock/flow-schema';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApi, type Answer, type OperationOptions, type TestApi } from '../../test/api-server.ts';
import { callErp, chain, map, node, webhook } from '../../test/flow-documents.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  // In this order, for the references; quicker than TRUNCATE on so few rows.
  for (const table of [
    'exceptions',
    'runs',
    'deployments',
    'flow_versions',
    'flows',
    'connections',
    'audit',
  ]) {
    await api.pool.query(`DELETE FROM ${table}`);
  }
});

const as = () => ({ as: api.admin });
const create = (definition: FlowDefinition) => api.operate('createFlow', { ...as(), body: { definition } });
const save = (id: string, revision: string | undefined, definition: FlowDefinition) =>
  api.operate('updateFlow', {
    ...as(),
    params: { id },
    body: { definition },
    ...(revision === undefined ? {} : { headers: { 'if-match': revision } }),
  });
const publish = (id: string) => api.operate('publishFlow', { ...as(), params: { id } });
const deploy = (id: string, environment: string, body: unknown) =>
  api.operate('deployFlow', { ...as(), params: { id, environment }, body });
const onFlow = (id: string): OperationOptions => ({ ...as(), params: { id } });

const orders = (name = 'Orders', path = 'orders') => chain(name, webhook(path), map('canonical', 'body'));

/** Creates a flow and publishes it. */
async function published(definition: FlowDefinition): Promise<string> {
  const { body } = await create(definition);
  const answer = await publish(body.id);
  expect(answer.body.version).toBe(1);
  return body.id;
}

const outcome = ({ status, body }: Answer) => [status, body.code];

describe('a draft', () => {
  it('is kept as it was sent, whatever texts are in it', async () => {
    const pinned = { zebra: 1, apple: [null, 1e21, 'NUL \u0000, half \ud800'], __proto__x: {} };
    const definition = chain('Orders', { ...webhook('orders'), pinnedOutput: pinned });
    const created = await create(definition);
    expect(created.headers.get('etag')).toBe('"1"');
    const read = await api.operate('getFlow', onFlow(created.body.id));
    expect(JSON.stringify(read.body.definition)).toBe(JSON.stringify(definition));
    expect(read.body).toMatchObject({ revision: 1, latestVersion: null, changed: true, deployments: [] });
    expect((await api.operate('listFlows', as())).body.items).toHaveLength(1);
  });

  it('may be incomplete', async () => {
    const { body } = await create({ ...chain('Draft', node('x', 'teleport')), description: 'To do' });
    const findings = await api.operate('validateFlow', onFlow(body.id));
    expect(findings.body.errors.map(({ nodeId }) => nodeId)).toContain('x');
    const answer = await publish(body.id);
    expect(outcome(answer)).toEqual([422, 'flow_invalid']);
    expect(answer.body.errors?.map(({ path }) => path)).toContain('definition.nodes[0].type');
  });

  it.each(['1', '"1"', 'W/"1"'])('is saved on top of the revision in If-Match: %s', async (revision) => {
    const { body } = await create(orders());
    const saved = await save(body.id, revision, orders('Renamed'));
    expect(saved.body).toMatchObject({ name: 'Renamed', revision: 2 });
    expect(saved.headers.get('etag')).toBe('"2"');
  });

  it.each<[string, string | undefined, number, string]>([
    ['nothing', undefined, 428, 'revision_required'],
    ['an older revision', '1', 412, 'stale_revision'],
    ['a later revision', '7', 412, 'stale_revision'],
    ['any revision', '*', 400, 'malformed_request'],
    ['words', 'newest', 400, 'malformed_request'],
  ])('is not saved on top of %s', async (_case, revision, status, code) => {
    const { body } = await create(orders());
    await save(body.id, '1', orders('Second'));
    const answer = await save(body.id, revision, orders('Third'));
    expect(outcome(answer)).toEqual([status, code]);
    if (status === 412) expect(answer.body['revision']).toBe(2);
    expect((await api.operate('getFlow', onFlow(body.id))).body.name).toBe('Second');
  });

  it('is saved once when several people save the same revision', async () => {
    const { body } = await create(orders());
    const answers = await Promise.all(['A', 'B', 'C', 'D'].map((name) => save(body.id, '1', orders(name))));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412, 412, 412]);
  });

  it('is gone once deleted, and comes back', async () => {
    const { body } = await create(orders());
    const { id } = body;
    expect((await api.operate('deleteFlow', onFlow(id))).status).toBe(204);
    expect((await api.operate('getFlow', onFlow(id))).status).toBe(404);
    expect((await save(id, '1', orders())).status).toBe(404);
    expect((await api.operate('listFlows', as())).body.items).toEqual([]);
    expect((await api.operate('deleteFlow', onFlow(id))).status).toBe(404);
    expect((await api.operate('restoreFlow', onFlow(id))).body.id).toBe(id);
    expect((await api.operate('listFlows', as())).body.items).toHaveLength(1);
  });
});

describe('a version', () => {
  it('is frozen: without pinned outputs, numbered, and untouched by the draft', async () => {
    const definition = orders();
    const [first, ...rest] = definition.nodes;
    const pinned = {
      ...definition,
      nodes: [{ ...first, pinnedOutput: { a: 1 } }, ...rest],
    } as FlowDefinition;
    const { body } = await create(pinned);
    const answer = await api.operate('publishFlow', { ...onFlow(body.id), body: { note: 'First' } });
    expect(answer.body.version).toBe(1);
    expect((await api.operate('getFlow', onFlow(body.id))).body).toMatchObject({
      changed: false,
      latestVersion: 1,
    });
    await save(body.id, '1', orders('Changed'));
    expect((await api.operate('getFlow', onFlow(body.id))).body.changed).toBe(true);
    expect((await publish(body.id)).body.version).toBe(2);
    const version = await api.operate('getVersion', { ...as(), params: { id: body.id, version: '1' } });
    expect(version.body).toMatchObject({ note: 'First', definition });
    expect(version.text).not.toContain('pinnedOutput');
    const missing = await api.operate('getVersion', { ...as(), params: { id: body.id, version: '3' } });
    expect(missing.status).toBe(404);
  });

  it('has a number of its own, however many publish at once', async () => {
    const { body } = await create(orders());
    const answers = await Promise.all([1, 2, 3, 4].map(() => publish(body.id)));
    expect(answers.map((answer) => answer.body.version).toSorted((a, b) => Number(a) - Number(b))).toEqual([
      1, 2, 3, 4,
    ]);
    const page = await api.operate('listVersions', { ...onFlow(body.id), query: { limit: 3 } });
    expect(page.body.items.map(({ version }) => version)).toEqual([4, 3, 2]);
    const query = { cursor: page.body.nextCursor ?? '' };
    const rest = await api.operate('listVersions', { ...onFlow(body.id), query });
    expect([rest.body.items.map(({ version }) => version), rest.body.nextCursor]).toEqual([[1], null]);
  });

  it('is not made of expressions that don’t parse or read steps that aren’t there', async () => {
    const bad = chain('Bad', webhook('bad'), map('one', 'body.('), map('two', '$steps.nowhere.body'));
    const { body } = await create(bad);
    const answer = await publish(body.id);
    expect(answer.body.errors?.map(({ path }) => path)).toEqual([
      'definition.nodes[1].config.expression',
      'definition.nodes[2].config.expression',
    ]);
  });
});

describe('a deployment', () => {
  it('goes live, is paused, resumed, moved to another version and taken out', async () => {
    const id = await published(orders());
    const deployed = await deploy(id, 'test', { version: 1 });
    expect(deployed.body).toMatchObject({
      environment: 'test',
      version: 1,
      paused: false,
      intake: { method: 'POST', path: 'orders' },
    });
    expect((await deploy(id, 'test', { paused: true })).body).toMatchObject({ version: 1, paused: true });
    expect((await deploy(id, 'test', { paused: false })).body).toMatchObject({ version: 1, paused: false });
    await save(id, '1', orders('Orders', 'purchase-orders'));
    await publish(id);
    expect((await deploy(id, 'test', { version: 2 })).body.intake?.path).toBe('purchase-orders');
    const where = { ...as(), params: { id, environment: 'test' } };
    expect((await api.operate('undeployFlow', where)).status).toBe(204);
    expect((await api.operate('undeployFlow', where)).status).toBe(404);
  });

  it.each<[string, string, unknown, number, string]>([
    ['a version that isn’t there', 'test', { version: 9 }, 422, 'invalid_fields'],
    ['pausing what isn’t deployed', 'test', { paused: true }, 422, 'invalid_fields'],
    ['nothing', 'test', {}, 422, 'invalid_fields'],
    ['an unknown environment', 'moon', { version: 1 }, 404, 'not_found'],
  ])('is refused for %s', async (_case, environment, body, status, code) => {
    const id = await published(orders());
    expect(outcome(await deploy(id, environment, body))).toEqual([status, code]);
  });

  it('keeps the address of its webhook for itself, in its environment', async () => {
    const first = await published(orders('First'));
    const second = await published(orders('Second'));
    await deploy(first, 'test', { version: 1 });
    const answer = await deploy(second, 'test', { version: 1 });
    expect(outcome(answer)).toEqual([409, 'intake_taken']);
    expect(answer.body).toMatchObject({ flowId: first, flowName: 'First' });
    expect((await deploy(second, 'production', { version: 1 })).status).toBe(200);
    await api.operate('undeployFlow', { ...as(), params: { id: first, environment: 'test' } });
    expect((await deploy(second, 'test', { version: 1 })).status).toBe(200);
  });

  it('keeps its flow from being deleted', async () => {
    const id = await published(orders());
    await deploy(id, 'test', { version: 1 });
    await deploy(id, 'production', { version: 1 });
    const answer = await api.operate('deleteFlow', onFlow(id));
    expect(outcome(answer)).toEqual([409, 'flow_deployed']);
    expect(answer.body['environments']).toEqual(['production', 'test']);
  });

  it('needs its connections in that environment, of the right connector', async () => {
    const inbound = webhook('orders', { auth: { type: 'basic', connection: 'partner' } });
    const id = await published(chain('Orders', inbound, callErp));
    const answer = await deploy(id, 'test', { version: 1 });
    expect(outcome(answer)).toEqual([422, 'missing_connections']);
    expect(answer.body['connections']).toEqual(['partner', 'erp']);
    const base = { name: 'X', environment: 'test', config: {} };
    await api.operate('createConnection', {
      ...as(),
      body: { ...base, key: 'partner', connector: 'inbound' },
    });
    const wrong = { ...base, key: 'erp', connector: 'inbound' };
    await api.operate('createConnection', { ...as(), body: wrong });
    expect((await deploy(id, 'test', { version: 1 })).body['connections']).toEqual(['erp']);
    const where = { ...as(), params: { key: 'erp' }, query: { environment: 'test' } };
    await api.operate('deleteConnection', where);
    const right = { ...wrong, connector: 'http', config: { baseUrl: 'https://erp.example.com' } };
    await api.operate('createConnection', { ...as(), body: right });
    expect((await deploy(id, 'test', { version: 1 })).status).toBe(200);
  });

  it('of a schedule knows when it fires, unless it is paused', async () => {
    const schedule = node('at', 'schedule', {
      cron: '30 4 1 1 *',
      timeZone: 'Europe/Berlin',
      missed: 'once',
    });
    const id = await published(chain('Yearly', schedule, map('x', '1')));
    const nextTick = async (): Promise<Date | null> =>
      (await api.pool.query('SELECT next_tick_at FROM deployments')).rows[0].next_tick_at;
    await deploy(id, 'test', { version: 1 });
    const tick = await nextTick();
    expect(tick?.toISOString()).toMatch(/-01-01T03:30:00.000Z$/);
    expect(tick?.getTime()).toBeGreaterThan(Date.now());
    await deploy(id, 'test', { paused: true });
    expect(await nextTick()).toBeNull();
    await deploy(id, 'test', { paused: false });
    expect(await nextTick()).toEqual(tick);
  });
});

describe('the list of flows', () => {
  it('is in the order of names, by pages, and can be searched', async () => {
    for (const name of ['Bravo', 'alpha 100%', 'Charlie', 'alpha_2', 'Delta']) await create(orders(name));
    const names: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: Record<string, string | number> = { limit: 2, ...(cursor === '' ? {} : { cursor }) };
      const page: Answer<{ items: { name: string }[]; nextCursor: string | null }> = await api.operate(
        'listFlows',
        { ...as(), query },
      );
      names.push(...page.body.items.map(({ name }) => name));
      cursor = page.body.nextCursor;
    }
    expect(names.toSorted()).toEqual(['Bravo', 'Charlie', 'Delta', 'alpha 100%', 'alpha_2']);
    expect(new Set(names).size).toBe(5);
    const found = async (q: string) =>
      (await api.operate('listFlows', { ...as(), query: { q } })).body.items
        .map(({ name }) => name)
        .toSorted();
    expect(await found('ALPHA')).toEqual(['alpha 100%', 'alpha_2']);
    expect(await found('100%')).toEqual(['alpha 100%']);
    expect(await found('_')).toEqual(['alpha_2']);
  });

  it('shows deployments, newest outcomes and open exceptions', async () => {
    const id = await published({ ...orders(), description: 'Takes orders' });
    await deploy(id, 'test', { version: 1 });
    await api.pool.query(
      `INSERT INTO runs (id, flow_id, version, environment, test, status, trigger, effect_root, created_at, started_at, finished_at)
       SELECT gen_random_uuid(), $1, 1, 'test', n = 25, CASE WHEN n = 24 THEN 'failed' ELSE 'succeeded' END, '{}',
         gen_random_uuid(), now() + n * interval '1 s', now(), now() + n * interval '1 ms' FROM generate_series(1, 25) n`,
      [id],
    );
    await api.pool.query(
      `INSERT INTO exceptions (id, run_id, flow_id, environment, node_id, node_name, class, code, message, error, desk, step_attempts, status)
       SELECT gen_random_uuid(), id, flow_id, 'test', 'n', 'n', 'business', 'c', 'm', '{}', 'finance', 1,
         CASE WHEN status = 'failed' THEN 'open' ELSE 'resolved' END FROM runs`,
    );
    const { body } = await api.operate('listFlows', as());
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({
      id,
      description: 'Takes orders',
      triggerType: 'webhook',
      latestVersion: 1,
      openExceptions: 1,
      deployments: [{ environment: 'test', version: 1 }],
    });
    const runs = body.items[0]?.lastRuns ?? [];
    expect(runs).toHaveLength(20);
    expect(runs[0]).toMatchObject({ status: 'failed', durationMs: 24 });
  });

  it('shows what has just been saved', async () => {
    const { body } = await create(orders());
    await api.operate('listFlows', as());
    await save(body.id, '1', { ...orders(), description: 'New words' });
    expect((await api.operate('listFlows', as())).body.items[0]?.description).toBe('New words');
  });

  it('asks the database as often for many flows as for one', async () => {
    const queries = async (): Promise<number> => {
      // Who asks is known for a few seconds only, and would be looked up once more after that.
      api.parts.access.forgetKeys();
      await api.operate('getSession', as());
      let count = 0;
      const original = api.pool.query;
      const counted = (...args: unknown[]) => {
        count += 1;
        return Reflect.apply(original, api.pool, args);
      };
      Object.assign(api.pool, { query: counted });
      await api.operate('listFlows', { ...as(), query: { limit: 200 } });
      Object.assign(api.pool, { query: original });
      return count;
    };
    await create(orders('A'));
    await api.operate('listFlows', as());
    await create(orders('B'));
    const few = await queries();
    expect(few).toBeGreaterThan(0);
    for (let index = 0; index < 30; index += 1) await create(orders(`Flow ${index}`));
    expect(await queries()).toBe(few);
  });
});

describe('the audit', () => {
  it('names who did what to a flow, in the order of the changes', async () => {
    const id = await published(orders());
    await save(id, '1', orders('Renamed'));
    await deploy(id, 'test', { version: 1 });
    await api.operate('undeployFlow', { ...as(), params: { id, environment: 'test' } });
    await api.operate('deleteFlow', onFlow(id));
    await api.operate('restoreFlow', onFlow(id));
    const { rows } = await api.pool.query<{ action: string; actor: string; data: { by: string } }>(
      'SELECT action, actor, data FROM audit WHERE subject = $1 ORDER BY id',
      [`flow:${id}`],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'flow.create',
      'flow.publish',
      'flow.save',
      'flow.deploy',
      'flow.undeploy',
      'flow.delete',
      'flow.restore',
    ]);
    expect(new Set(rows.map(({ actor }) => actor)).size).toBe(1);
    expect(rows[0]?.data.by).toMatch(/^key:[0-9a-f-]{36}$/);
  });
});
