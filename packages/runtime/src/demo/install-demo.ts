import type { FlowDefinition } from '@crossdock/flow-schema';
import { sandboxCredentials } from '@crossdock/sandbox';
import { systemActor } from '../access/principal.ts';
import type { ConnectionName, Connections } from '../definitions/connections.ts';
import type { Deployments } from '../definitions/deployments.ts';
import type { Flows } from '../definitions/flows.ts';
import type { LookupRows } from '../definitions/lookup-rows.ts';
import type { Lookups } from '../definitions/lookups.ts';
import type { StartRun } from '../runs/start-run.ts';
import { demoOrders } from './demo-orders.ts';
import { purchaseOrderIntake } from './purchase-order-intake.ts';
import { unitRows, units } from './units.ts';

export interface DemoServices {
  flows: Flows;
  deployments: Deployments;
  connections: Connections;
  lookups: Pick<Lookups, 'create'>;
  lookupRows: Pick<LookupRows, 'add'>;
  startRun: StartRun;
}

const environment = 'development';

/**
 * Sets the demo up: the sandbox company's ERP as a connection, a lookup table, the flow deployed, and a morning of
 * orders.
 */
export async function installDemo(services: DemoServices, erpUrl: string): Promise<void> {
  const { flows, deployments, connections, lookups, lookupRows } = services;
  await connections.create(
    {
      key: 'erp',
      name: 'Harbor Supply ERP (sandbox)',
      connector: 'http',
      environment,
      config: {
        baseUrl: erpUrl,
        auth: { type: 'basic', username: sandboxCredentials.erp.username },
        testPath: '/ping',
      },
      secrets: { password: sandboxCredentials.erp.password },
    },
    systemActor,
  );
  await lookups.create(units, systemActor);
  for (const row of unitRows) await lookupRows.add(units.key, row, systemActor);
  const definition = purchaseOrderIntake();
  const flow = await flows.create(definition, systemActor);
  const version = await flows.publish(flow.id, 'The demo as delivered', systemActor);
  await deployments.put({ flowId: flow.id, environment }, { version }, systemActor);
  await sendOrders(services, { flowId: flow.id, version, definition });
}

async function sendOrders(
  { startRun }: DemoServices,
  published: { flowId: string; version: number; definition: FlowDefinition },
): Promise<void> {
  const now = new Date();
  for (const body of demoOrders(now)) {
    await startRun({
      ...published,
      environment,
      trigger: {
        body,
        headers: { 'content-type': 'application/edi-x12' },
        query: {},
        path: 'purchase-orders',
        receivedAt: now.toISOString(),
      },
    });
  }
}

export interface DemoConnections {
  connections: Connections;
  /** Where a connection leads; undefined if there is none, or it leads nowhere. */
  baseUrlOf(name: ConnectionName): Promise<unknown>;
}

/** The sandbox may get another port at a later start: the demo's connection follows it. */
export async function moveDemoConnection(
  { connections, baseUrlOf }: DemoConnections,
  erpUrl: string,
): Promise<void> {
  const name = { key: 'erp', environment };
  const baseUrl = await baseUrlOf(name);
  if (baseUrl === erpUrl || !isSandbox(baseUrl)) return;
  const { config } = await connections.get(name);
  await connections.update(name, { config: { ...config, baseUrl: erpUrl } }, systemActor);
}

/** Only what still points to a sandbox on this machine is ours to change. */
const isSandbox = (baseUrl: unknown): boolean =>
  typeof baseUrl === 'string' && /^http:\/\/127\.0\.0\.1:\d+\/erp$/.test(baseUrl);
