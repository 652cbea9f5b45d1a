import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { callsTo } from '../api-client.ts';
import { environment, type Deployed } from '../system/operator.ts';
import { createWorld, type World } from '../system/world.ts';
import { knocks, partner } from './doors.cases.ts';
import { doors } from './doors.flows.ts';

// Generous: a machine may have other things to do.
vi.setConfig({ testTimeout: 120_000 });

let world: World;
const deployed = new Map<string, Deployed>();

beforeAll(async () => {
  // No server dies here: what one works on is not to be taken over, however busy the machine is.
  world = await createWorld({ env: { CROSSDOCK_LEASE_MS: '60000' } });
  await world.start();
  const { operator, erp } = world;
  await operator.connect('erp', erp.url);
  await operator.do('createConnection', {
    body: { key: 'partner', name: 'ACME', connector: 'inbound', environment, config: {}, secrets: partner },
  });
  for (const door of doors) {
    const flow = await operator.deploy(door);
    deployed.set(flow.path, flow);
  }
  const flowId = deployed.get('paused')?.flowId ?? '';
  await operator.do('deployFlow', { params: { id: flowId, environment }, body: { paused: true } });
});
afterAll(() => world.close());

const countRuns = async (): Promise<number> =>
  Number((await world.pool.query('SELECT count(*) AS n FROM runs')).rows[0].n);

describe('at the intake', () => {
  it.each(knocks.map((knock) => [knock.name, knock] as const))('%s', async (_name, knock) => {
    const before = await countRuns();
    const { call } = callsTo(world.server.url);
    const answer = await call(
      knock.method ?? 'POST',
      `/in/${knock.environment ?? environment}/${knock.path}`,
      {
        ...knock.send,
        ...(knock.withKey ? { as: world.operator.caller } : {}),
      },
    );
    expect(answer).toMatchObject({ status: knock.status });
    if (knock.status >= 400) {
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(answer.body).toMatchObject({ status: knock.status, code: knock.code });
    }
    if (knock.body) expect(answer.body).toMatchObject(knock.body);
    for (const [name, pattern] of Object.entries(knock.headers ?? {}))
      expect(answer.headers.get(name) ?? 'absent').toMatch(pattern);
    expect(await countRuns()).toBe(before + (knock.status < 300 ? 1 : 0));
  });
});

describe('a message that comes twice', () => {
  it('is one run', async () => {
    const { operator } = world;
    const first = await operator.send('once', { orderNumber: 'PO-1' });
    const second = await operator.send('once', { orderNumber: 'PO-1', again: true });
    expect(first.body).toEqual({ runId: first.body['runId'], duplicate: false });
    expect(second.body).toEqual({ runId: first.body['runId'], duplicate: true });
    expect(second.status).toBe(202);
  });

  it('is one run, however many come at the same time', async () => {
    const { operator } = world;
    const sent = await Promise.all(
      Array.from({ length: 20 }, () => operator.send('once', { orderNumber: 'PO-2' })),
    );
    expect(new Set(sent.map(({ body }) => body['runId'])).size).toBe(1);
    expect(sent.filter(({ body }) => body['duplicate'] === false)).toHaveLength(1);
  });

  it('gets the same answer where the flow answers', async () => {
    const { operator } = world;
    const send = () => operator.send('answers-once', { orderNumber: 'PO-3', name: 'Ada' });
    const [first, second] = [await send(), await send()];
    expect([first.status, first.body]).toEqual([201, { hello: 'Ada' }]);
    expect([second.status, second.body]).toEqual([201, { hello: 'Ada' }]);
    expect(second.headers.get('x-crossdock-run')).toBe(first.headers.get('x-crossdock-run'));
  });
});

describe('an answer that takes too long', () => {
  it('is a 202 with the run, which goes on', async () => {
    const { operator, erp } = world;
    await erp.fault({ mode: 'latency', latencyMs: 700 });
    const answer = await operator.send('answers-late', {});
    expect(answer.status).toBe(202);
    await erp.heal();
    await operator.settled(String(answer.body['runId']), 'succeeded');
  });
});

describe('answers of a server without a worker', () => {
  it('come from the process that works', async () => {
    const full = world.server;
    await world.start({ role: 'api' });
    const answer = await world.operator.send('answers', { name: 'Grace' });
    expect([answer.status, answer.body]).toEqual([201, { hello: 'Grace' }]);
    await world.server.end('SIGTERM');
    world.use(full);
  });
});

describe('credentials of the sender', () => {
  it.each(['own-key', 'partner-key', 'password', 'signed'])(
    'are in nothing that is kept of "%s"',
    async (path) => {
      const sent = knocks.filter((knock) => knock.path === path && knock.status === 202);
      expect(sent.length).toBeGreaterThan(0);
      const flowId = deployed.get(path)?.flowId;
      const { rows } = await world.pool.query<{ kept: string }>(
        `SELECT r.trigger::text || coalesce(string_agg(s.input::text || s.output::text, ' '), '') AS kept
       FROM runs r LEFT JOIN steps s ON s.run_id = r.id WHERE r.flow_id = $1 GROUP BY r.id`,
        [flowId],
      );
      expect(rows.length).toBeGreaterThan(0);
      const kept = rows.map((row) => row.kept).join('\n');
      const secrets = [partner.apiKey, partner.password, world.operator.apiKey, 'Basic ', 'Bearer '];
      const encoded = Buffer.from(`${partner.username}:${partner.password}`).toString('base64');
      for (const secret of [...secrets, encoded]) expect(kept).not.toContain(secret);
      expect(kept.toLowerCase()).not.toMatch(/"(authorization|x-api-key|x-partner-key|cookie)"/);
    },
  );
});
