import { startSandbox, type Sandbox } from '@crossdock/sandbox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../../test/api-server.ts';
import { baseUrlOf, hasHadFlows } from '../store/first-start.ts';
import { ensureDemo, type DemoOptions } from './start-demo.ts';

let api: TestApi;
let sandbox: Sandbox;
beforeAll(async () => {
  [api, sandbox] = await Promise.all([startTestApi(), startSandbox({ port: 0 })]);
});
afterAll(() => Promise.all([api.close(), sandbox.close()]));

const ensure = (changed: object = {}): Promise<boolean> => {
  const { pool, parts } = api;
  const options: DemoOptions = {
    ...parts,
    sandbox,
    hasHadFlows: () => hasHadFlows(pool),
    baseUrlOf: (name) => baseUrlOf(pool, name),
  };
  return ensureDemo({ ...options, ...changed });
};

/** A part whose method is cut short, as by a stop in mid-start. */
function cut<Name extends 'lookups' | 'lookupRows' | 'flows' | 'deployments' | 'startRun'>(
  name: Name,
  method?: string,
) {
  const stop = () => Promise.reject(new Error(`cut short at ${name}`));
  if (method === undefined) return { [name]: stop };
  return {
    [name]: new Proxy(api.parts[name], { get: (part, key) => (key === method ? stop : bound(part, key)) }),
  };
}

function bound(part: object, key: string | symbol): unknown {
  const value: unknown = Reflect.get(part, key);
  return typeof value === 'function' ? value.bind(part) : value;
}

const runs = async (): Promise<number> =>
  Number((await api.pool.query<{ n: string }>('SELECT count(*) AS n FROM runs')).rows[0]?.n);

it('goes on where an earlier start was cut short, until the demo is whole', async () => {
  for (const interruption of [
    cut('lookups', 'create'),
    cut('lookupRows', 'add'),
    cut('flows', 'create'),
    cut('flows', 'publish'),
    cut('deployments', 'put'),
    cut('startRun'),
  ]) {
    await expect(ensure(interruption)).rejects.toThrow('cut short at');
  }
  expect(await runs()).toBe(0);
  expect(await ensure()).toBe(true);
  const sent = await runs();
  expect(sent).toBeGreaterThan(3);
  const { items } = await api.parts.flows.list({ limit: 5, after: undefined }, undefined);
  expect(items).toEqual([
    expect.objectContaining({
      latestVersion: 1,
      deployments: [expect.objectContaining({ environment: 'development', version: 1, paused: false })],
    }),
  ]);
  expect(await ensure()).toBe(false);
  expect(await runs()).toBe(sent);
});

it('leaves an ERP alone that leads elsewhere', async () => {
  const elsewhere = () => Promise.resolve('https://erp.example.com');
  expect(await ensure({ hasHadFlows: () => Promise.resolve(false), baseUrlOf: elsewhere })).toBe(false);
});
