import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call, openSandbox, order, postOrder } from './sandbox.fixture.ts';
import type { Sandbox } from './sandbox.ts';

describe('faults', () => {
  let sandbox: Sandbox;
  const setFault = (fault: Record<string, unknown>, service = 'erp') =>
    call(sandbox, { method: 'PUT', path: `/control/faults/${service}`, body: fault });
  const ping = (signal?: AbortSignal) => call(sandbox, { path: '/erp/ping' }, signal);
  const pings = async (count: number): Promise<number[]> => {
    const statuses: number[] = [];
    for (let index = 0; index < count; index += 1) statuses.push((await ping()).status);
    return statuses;
  };
  const report = async (): Promise<unknown> => (await call(sandbox, { path: '/control/faults' })).body;
  const reset = { cause: { code: 'ECONNRESET' } };

  beforeAll(async () => {
    sandbox = await openSandbox();
  });
  beforeEach(() => call(sandbox, { method: 'POST', path: '/control/reset' }));
  afterAll(() => sandbox.close());

  it('down breaks the connection before anything is done', async () => {
    await setFault({ mode: 'down' });
    await expect(call(sandbox, postOrder(order('PO-1'), 'key-1'))).rejects.toMatchObject(reset);
    expect((await call(sandbox, { path: '/control/ledger' })).body).toMatchObject({ requests: 0 });
    expect((await call(sandbox, { path: '/storefront/ping' })).status).toBe(200);
    await call(sandbox, { method: 'DELETE', path: '/control/faults/erp' });
    expect((await ping()).status).toBe(200);
  });

  it('drop-answer does the work and breaks the connection', async () => {
    await setFault({ mode: 'drop-answer', times: 1, match: { method: 'POST', path: '/sales-orders' } });
    expect((await ping()).status).toBe(200);
    await expect(call(sandbox, postOrder(order('PO-1'), 'key-1'))).rejects.toMatchObject(reset);
    const again = await call(sandbox, postOrder(order('PO-1'), 'key-1'));
    expect(again).toMatchObject({ status: 201, body: { salesOrder: 'SO-100001' } });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    const { body } = await call(sandbox, { path: '/control/ledger' });
    expect(body).toMatchObject({ byOrderNumber: { 'PO-1': { bookings: 1, requests: 2 } } });
  });

  it('timeout never answers', async () => {
    await setFault({ mode: 'timeout' });
    const patience = new AbortController();
    const waiting = call(sandbox, postOrder(order('PO-1')), patience.signal);
    // The hit shows that the request has arrived; only then is giving up a proof of anything.
    await expect.poll(report).toMatchObject({ erp: { hits: 1 } });
    const answeredFirst = await Promise.race([waiting, call(sandbox, { path: '/carrier/ping' })]);
    expect(answeredFirst.body).toMatchObject({ service: 'carrier' });
    patience.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    expect((await call(sandbox, { path: '/control/ledger' })).body).toMatchObject({ requests: 0 });
  });

  it('error answers the status that is asked for', async () => {
    await setFault({ mode: 'error' });
    expect(await ping()).toMatchObject({ status: 503, body: { code: 'service_fault' } });
    await setFault({ mode: 'error', status: 500, retryAfter: 7 });
    const answer = await ping();
    expect(answer.status).toBe(500);
    expect(answer.headers.get('retry-after')).toBe('7');
  });

  it('rate-limited answers 429 with Retry-After', async () => {
    await setFault({ mode: 'rate-limited', retryAfter: 3 });
    const answer = await ping();
    expect(answer).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    expect(answer.headers.get('retry-after')).toBe('3');
  });

  it('latency delays and then serves', async () => {
    await setFault({ mode: 'latency', latencyMs: 20 });
    expect((await ping()).status).toBe(200);
    expect(await report()).toMatchObject({ erp: { mode: 'latency', latencyMs: 20, hits: 1 } });
  });

  it('strikes the next requests only, and counts them', async () => {
    await setFault({ mode: 'error', times: 2 });
    expect(await pings(4)).toEqual([503, 503, 200, 200]);
    expect(await report()).toMatchObject({
      erp: { mode: 'error', times: 2, hits: 2, remaining: 0 },
      carrier: { mode: 'none', hits: 0 },
    });
  });

  it('spreads a rate evenly', async () => {
    await setFault({ mode: 'error', rate: 0.25 });
    expect(await pings(8)).toEqual([200, 200, 200, 503, 200, 200, 200, 503]);
    await setFault({ mode: 'error', rate: 0.1 });
    expect((await pings(20)).filter((status) => status === 503)).toHaveLength(2);
  });

  it.each([
    [{ method: 'get' }, 503],
    [{ method: 'POST' }, 200],
    [{ path: '/ping' }, 503],
    [{ path: '/erp/ping' }, 503],
    [{ path: '/pi*' }, 503],
    [{ path: '/pi' }, 200],
    [{ path: '/sales-orders*' }, 200],
    [{ method: 'GET', path: '/sales-orders' }, 200],
  ])('matches %j on GET /erp/ping with %i', async (match, status) => {
    await setFault({ mode: 'error', match });
    expect((await ping()).status).toBe(status);
  });

  it('none, DELETE and reset lift faults', async () => {
    await setFault({ mode: 'down' });
    await setFault({ mode: 'none' });
    expect((await ping()).status).toBe(200);
    await setFault({ mode: 'down' });
    await call(sandbox, { method: 'DELETE', path: '/control/faults' });
    expect((await ping()).status).toBe(200);
    await setFault({ mode: 'down' });
    await call(sandbox, { method: 'POST', path: '/control/reset' });
    expect((await ping()).status).toBe(200);
  });

  it('closes while requests wait', async () => {
    const other = await openSandbox();
    const fault = { mode: 'latency', latencyMs: 600_000 };
    await call(other, { method: 'PUT', path: '/control/faults/erp', body: fault });
    const waiting = call(other, { path: '/erp/ping' });
    waiting.catch(() => undefined);
    const faults = async (): Promise<unknown> => (await call(other, { path: '/control/faults' })).body;
    await expect.poll(faults).toMatchObject({ erp: { hits: 1 } });
    await other.close();
    await expect(waiting).rejects.toThrow('fetch failed');
  });
});
