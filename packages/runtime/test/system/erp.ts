import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sandboxCredentials } from '@crossdock/sandbox';
import { startChild } from './child.ts';

const file = fileURLToPath(new URL('../../../sandbox/dist/main.js', import.meta.url));

/** The ERP's own account of what it was asked and what it booked. */
export interface Ledger {
  salesOrders: number;
  requests: number;
  idempotentReplays: number;
  refused: number;
  byOrderNumber: Record<string, { bookings: number; requests: number }>;
}

export interface Fault {
  mode: 'down' | 'error' | 'rate-limited' | 'timeout' | 'drop-answer' | 'latency';
  latencyMs?: number;
  times?: number;
  rate?: number;
  match?: { method?: string; path?: string };
}

/** The sandbox company's ERP, as a process of its own: it goes on while servers die. */
export interface Erp {
  /** Address of the ERP, for connections. */
  readonly url: string;
  readonly host: string;
  ledger(): Promise<Ledger>;
  /** Makes the ERP ill until `heal`. */
  fault(fault: Fault): Promise<void>;
  /** How many requests the fault has struck. */
  struck(): Promise<number>;
  heal(): Promise<void>;
  /** Adds an item to its master data. */
  addItem(number: string): Promise<void>;
  /** Numbers of the orders that it has booked, oldest first. */
  bookedInOrder(): Promise<string[]>;
  stop(): Promise<void>;
}

/** Customer with credit for whatever the tests order, and an item with stock for it. */
export const orderedBy = 'C-TESTS';
export const orderedItem = 'TEST-BOLT';

export const erpLogin = sandboxCredentials.erp;

/** @param folder where the journal goes */
export async function startErp(folder: string): Promise<Erp> {
  const env = { SANDBOX_PORT: '0', SANDBOX_JOURNAL: join(folder, 'erp.jsonl') };
  const child = startChild({ file, env });
  const { url, erpUrl } = await new Promise<{ url: string; erpUrl: string }>((resolve, reject) => {
    child.process.stdout?.on('data', () => {
      const [line = '', rest] = child.output().split('\n', 2);
      if (rest !== undefined) resolve(JSON.parse(line) as { url: string; erpUrl: string });
    });
    child.ended.then(() => reject(new Error(`The sandbox ended: ${child.output()}`)), reject);
  });
  const control = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${url}/control${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  await control('POST', '/customers', { id: orderedBy, name: 'Tests', creditLimit: 900_000_000 });
  const addItem = async (number: string): Promise<void> => {
    const item = { number, description: number, unit: 'EA', listPrice: 1, stock: { BAL: 1_000_000 } };
    await control('POST', '/items', item);
  };
  await addItem(orderedItem);
  return {
    url: erpUrl,
    host: new URL(url).host,
    ledger: async () => (await control('GET', '/ledger')) as Ledger,
    fault: async (fault) => void (await control('PUT', '/faults/erp', fault)),
    struck: async () => ((await control('GET', '/faults')) as { erp: { hits: number } }).erp.hits,
    heal: async () => void (await control('DELETE', '/faults')),
    addItem,
    bookedInOrder: () => listOrders(erpUrl),
    stop: async () => void (await child.end('SIGTERM')),
  };
}

async function listOrders(erpUrl: string): Promise<string[]> {
  const { username, password } = erpLogin;
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const numbers: string[] = [];
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ limit: '200', ...(cursor ? { cursor } : {}) });
    const response = await fetch(`${erpUrl}/sales-orders?${query}`, { headers: { authorization } });
    const page = (await response.json()) as { items: { orderNumber: string }[]; nextCursor: string | null };
    numbers.push(...page.items.map(({ orderNumber }) => orderNumber));
    cursor = page.nextCursor;
  } while (cursor);
  return numbers;
}
