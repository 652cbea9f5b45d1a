import { startSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts';

/** Sandboxes for tests: on free ports, each closed by the test that opened it. */
export const openSandbox = (options: SandboxOptions = {}): Promise<Sandbox> =>
  startSandbox({ port: 0, ...options });

export interface Call {
  method?: string;
  path: string;
  body?: unknown;
  /** Sent as it is, for bodies that are no JSON. */
  rawBody?: string;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

const credentials: [string, Record<string, string>][] = [
  ['/erp', { Authorization: 'Bearer sandbox-erp-token' }],
  ['/storefront', { 'X-API-Key': 'sandbox-storefront' }],
  ['/carrier', { Authorization: 'Bearer sandbox-carrier-token' }],
];

/** Calls with the fixed credentials of the service, which `headers` may override; an empty one is left out. */
export async function call(sandbox: { url: string }, request: Call, signal?: AbortSignal): Promise<Answer> {
  const { method = 'GET', path, body, rawBody, headers = {} } = request;
  const content = rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
  const [, login = {}] = credentials.find(([service]) => path.startsWith(service)) ?? [];
  const type: Record<string, string> = content === undefined ? {} : { 'Content-Type': 'application/json' };
  const sent = Object.entries({ ...type, ...login, ...headers }).filter(([, value]) => value !== '');
  const response = await fetch(sandbox.url + path, {
    method,
    headers: Object.fromEntries(sent),
    ...(content === undefined ? {} : { body: content }),
    ...(signal === undefined ? {} : { signal }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

/** A purchase order that the master data knows; 25.45 + 757.32 = 782.77. */
export const order = (
  orderNumber: string,
  changes: Record<string, unknown> = {},
): Record<string, unknown> => ({
  orderNumber,
  customer: '828513080',
  currency: 'USD',
  requestedDate: '2026-03-31',
  lines: [
    { lineNumber: 1, item: '0459001004', quantity: 5, unit: 'EA', price: 5.09 },
    { lineNumber: 2, item: '0650002027', quantity: 12, unit: 'EA', price: 63.11 },
  ],
  ...changes,
});

export const postOrder = (body: unknown, key?: string): Call => ({
  method: 'POST',
  path: '/erp/sales-orders',
  body,
  ...(key === undefined ? {} : { headers: { 'Idempotency-Key': key } }),
});
