import type { FlowDefinition } from '@crossdock/flow-schema';
import { sandboxCredentials } from '@crossdock/sandbox';
import { Pool } from 'undici';
import { environment } from './flows.ts';

/** What an HTTP call gave, in short. */
export interface Answer {
  status: number;
  text: string;
}

/** HTTP to one server, with its key. */
export interface Client {
  call(method: 'GET' | 'POST' | 'PUT', path: string, body?: object | string): Promise<Answer>;
  close(): Promise<void>;
}

/** @param connections how many calls may be under way at once */
export function clientOf(url: string, key: string, connections: number): Client {
  const pool = new Pool(url, { connections });
  return {
    async call(method, path, body) {
      const json = typeof body === 'object';
      const response = await pool.request({
        method,
        path,
        headers: {
          authorization: `Bearer ${key}`,
          ...(body === undefined
            ? {}
            : { 'content-type': json ? 'application/json' : 'application/edi-x12' }),
        },
        ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : body }),
      });
      return { status: response.statusCode, text: await response.body.text() };
    },
    close: () => pool.close(),
  };
}

/** Sets an installation up through its API, as an analyst would: the ERP's connection, and the flows in action. */
export async function setUp(client: Client, erpUrl: string, flows: readonly FlowDefinition[]): Promise<void> {
  const { username, password } = sandboxCredentials.erp;
  await must(client, 'POST', '/connections', {
    key: 'erp',
    name: 'ERP (sandbox)',
    connector: 'http',
    environment,
    config: { baseUrl: erpUrl, auth: { type: 'basic', username } },
    secrets: { password },
  });
  for (const definition of flows) {
    const { id } = await must(client, 'POST', '/flows', { definition });
    const { version } = await must(client, 'POST', `/flows/${String(id)}/versions`, {});
    await must(client, 'PUT', `/flows/${String(id)}/deployments/${environment}`, { version });
  }
}

async function must(
  client: Client,
  method: 'POST' | 'PUT',
  path: string,
  body: object,
): Promise<Record<string, unknown>> {
  const { status, text } = await client.call(method, `/api/v1${path}`, body);
  if (status >= 300) throw new Error(`${method} ${path} gave ${status}: ${text}`);
  return JSON.parse(text) as Record<string, unknown>;
}
