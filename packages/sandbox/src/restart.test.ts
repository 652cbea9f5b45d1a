import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call, openSandbox, order, postOrder } from './sandbox.fixture.ts';
import type { Sandbox } from './sandbox.ts';

let folder: string;
let journalFile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-restart-'));
  journalFile = join(folder, 'journal.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Everything that a client can see of the state. */
async function snapshot(sandbox: { url: string }): Promise<unknown[]> {
  const paths = [
    '/control/ledger',
    '/erp/sales-orders',
    '/erp/customers',
    '/erp/items?limit=200',
    '/storefront/orders',
    '/carrier/shipments',
  ];
  return Promise.all(paths.map(async (path) => (await call(sandbox, { path })).body));
}

async function doBusiness(sandbox: Sandbox): Promise<void> {
  const cart = { email: 'jo@example.com', lines: [{ item: 'LUM-EXIT-R', quantity: 1 }] };
  const shipTo = { postalCode: '40403' };
  const tender = { reference: 'SO-100001', service: 'GROUND', shipTo, parcels: [{ weightKg: 2 }] };
  const unknown = { lines: [{ item: 'ABC-123', quantity: 1, price: 1 }] };
  await call(sandbox, postOrder(order('PO-1'), 'key-1'));
  await call(sandbox, postOrder(order('PO-1'), 'key-1'));
  await call(sandbox, postOrder(order('PO-2', unknown)));
  await call(sandbox, {
    method: 'POST',
    path: '/control/items',
    body: { number: 'BRK-1P20', stock: { RNO: 2 } },
  });
  await call(sandbox, {
    method: 'POST',
    path: '/control/customers',
    body: { id: 'C-10030', creditLimit: 5 },
  });
  await call(sandbox, { method: 'POST', path: '/storefront/orders', body: cart });
  await call(sandbox, {
    method: 'POST',
    path: '/storefront/orders/WEB-500001/status',
    body: { status: 'accepted' },
  });
  await call(sandbox, { method: 'POST', path: '/carrier/shipments', body: tender });
  await call(sandbox, { method: 'POST', path: '/control/shipments/SHP-300001/milestones', body: {} });
}

describe('restart on a journal', () => {
  it('comes back as it was, idempotency keys and counts included', async () => {
    const first = await openSandbox({ journalFile });
    await doBusiness(first);
    const before = await snapshot(first);
    await first.close();
    appendFileSync(journalFile, '{"v":1,"events":[{"type":"order-boo');

    const second = await openSandbox({ journalFile });
    try {
      expect(await snapshot(second)).toEqual(before);
      const replay = await call(second, postOrder(order('PO-1'), 'key-1'));
      expect(replay.headers.get('idempotency-replayed')).toBe('true');
      const next = await call(second, postOrder(order('PO-3'), 'key-3'));
      expect(next).toMatchObject({ status: 201, body: { salesOrder: 'SO-100002' } });
    } finally {
      await second.close();
    }
  });

  it('stays reset after a restart', async () => {
    const first = await openSandbox({ journalFile });
    const fresh = await snapshot(first);
    await doBusiness(first);
    await call(first, { method: 'POST', path: '/control/reset' });
    await first.close();
    const second = await openSandbox({ journalFile });
    expect(await snapshot(second)).toEqual(fresh);
    await second.close();
  });

  it('leaves the port free when the journal is damaged', async () => {
    appendFileSync(journalFile, 'no journal\n');
    await expect(openSandbox({ journalFile })).rejects.toThrow('line 1');
  });
});

describe('as a process of its own', () => {
  const packageFolder = fileURLToPath(new URL('..', import.meta.url));
  const running = new Set<ChildProcess>();

  beforeAll(() => {
    const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
    execFileSync(process.execPath, [join(typescript, 'bin', 'tsc'), '-b', packageFolder]);
  });
  afterEach(() => running.forEach((child) => child.kill('SIGKILL')));

  async function spawnSandbox(
    environment: Record<string, string>,
  ): Promise<{ child: ChildProcess; url: string }> {
    const child = spawn(process.execPath, [join(packageFolder, 'dist', 'main.js')], {
      env: { ...process.env, SANDBOX_PORT: '0', SANDBOX_JOURNAL: journalFile, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    running.add(child);
    child.once('exit', () => running.delete(child));
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    const { url } = JSON.parse(String(line)) as { url: string };
    return { child, url };
  }

  it('has booked what it dropped the answer of, although it was killed', async () => {
    const first = await spawnSandbox({});
    const fault = { mode: 'drop-answer', times: 1 };
    await call(first, { method: 'PUT', path: '/control/faults/erp', body: fault });
    await expect(call(first, postOrder(order('PO-1'), 'key-1'))).rejects.toThrow();
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');

    const second = await spawnSandbox({});
    const again = await call(second, postOrder(order('PO-1'), 'key-1'));
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    const { body } = await call(second, { path: '/control/ledger' });
    expect(body).toMatchObject({ byOrderNumber: { 'PO-1': { bookings: 1, requests: 2 } } });
  });

  it.skipIf(process.platform === 'win32')(
    'ends with status 0 on SIGTERM, requests in flight or not',
    async () => {
      const { child, url } = await spawnSandbox({});
      await call({ url }, { method: 'PUT', path: '/control/faults/erp', body: { mode: 'timeout' } });
      const hanging = call({ url }, { path: '/erp/ping' }).then(
        () => 'answered',
        () => 'cut off',
      );
      const faults = async (): Promise<unknown> => (await call({ url }, { path: '/control/faults' })).body;
      await expect.poll(faults).toMatchObject({ erp: { hits: 1 } });
      child.kill('SIGTERM');
      expect(await once(child, 'exit')).toEqual([0, null]);
      expect(await hanging).toBe('cut off');
    },
  );

  it('says plainly that the port is in use', async () => {
    const { url } = await spawnSandbox({});
    const child = spawn(process.execPath, [join(packageFolder, 'dist', 'main.js')], {
      env: { ...process.env, SANDBOX_PORT: new URL(url).port },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    running.add(child);
    const chunks: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(Buffer.concat(chunks).toString()).toContain('The port is in use; set SANDBOX_PORT');
  });
});
