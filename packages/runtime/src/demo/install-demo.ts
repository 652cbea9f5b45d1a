import type { FlowDefinition, FlowSummary } from '@crossdock/flow-schema';
import { sandboxCredentials } from '@crossdock/sandbox';
import { systemActor } from '../access/principal.ts';
import type { ConnectionName, Connections } from '../definitions/connections.ts';
import type { Deployments } from '../definitions/deployments.ts';
import type { Flows } from '../definitions/flows.ts';
import type { LookupRows } from '../definitions/lookup-rows.ts';
import type { Lookups } from '../definitions/lookups.ts';
import { Refusal, type RefusalCode } from '../refusal.ts';
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
 * orders. What an installation that was cut short has left is kept.
 */
export async function installDemo(services: DemoServices, erpUrl: string): Promise<void> {
  const { flows, connections, lookups, lookupRows } = services;
  await unlessThere(
    'connection_exists',
    connections.create(
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
    ),
  );
  await unlessThere('lookup_exists', lookups.create(units, systemActor));
  for (const row of unitRows)
    await unlessThere('lookup_conflict', lookupRows.add(units.key, row, systemActor));
  const { id } = await flows.create(purchaseOrderIntake(), systemActor);
  await openDemo(services, { id, latestVersion: null });
}

/** Publishes and deploys the demo's flow as far as it is not, and sends the orders. */
export async function openDemo(
  services: DemoServices,
  { id: flowId, latestVersion }: Pick<FlowSummary, 'id' | 'latestVersion'>,
): Promise<void> {
  const { flows, deployments } = services;
  const version = latestVersion ?? (await flows.publish(flowId, 'The demo as delivered', systemActor));
  await deployments.put({ flowId, environment }, { version }, systemActor);
  await sendOrders(services, { flowId, version, definition: purchaseOrderIntake() });
}

/**
 * The demo's flow if its installation was cut short: it is the only one, as it was delivered, and has never run.
 */
export async function unfinishedDemo({
  flows,
}: Pick<DemoServices, 'flows'>): Promise<FlowSummary | undefined> {
  const { items } = await flows.list({ limit: 2, after: undefined }, undefined);
  const [only, another] = items;
  const asDelivered =
    only?.revision === 1 &&
    only.updatedBy === systemActor.actor &&
    only.name === purchaseOrderIntake().name &&
    only.lastRuns.length === 0;
  return asDelivered && !another ? only : undefined;
}

async function unlessThere(code: RefusalCode, creation: Promise<unknown>): Promise<void> {
  try {
    await creation;
  } catch (error) {
    if (!(error instanceof Refusal && error.code === code)) throw error;
  }
}

/** All at once, so that a stop leaves either all of them or none. */
async function sendOrders(
  { startRun }: DemoServices,
  published: { flowId: string; version: number; definition: FlowDefinition },
): Promise<void> {
  const now = new Date();
  const message = (body: string) => ({
    body,
    headers: { 'content-type': 'application/edi-x12' },
    query: {},
    path: 'purchase-orders',
    receivedAt: now.toISOString(),
  });
  await Promise.all(
    demoOrders(now).map((body) => startRun({ ...published, environment, trigger: message(body) })),
  );
}

export interface DemoConnections {
  connections: Connections;
  /** Where a connection leads; undefined if there is none, or it leads nowhere. */
  baseUrlOf(name: ConnectionName): Promise<unknown>;
}

/**
 * The sandbox may get another port at a later start: the demo's connection follows it.
 * @returns false if there is a connection of this name which does not lead to the sandbox
 */
export async function moveDemoConnection(
  { connections, baseUrlOf }: DemoConnections,
  erpUrl: string,
): Promise<boolean> {
  const name = { key: 'erp', environment };
  const baseUrl = await baseUrlOf(name);
  if (baseUrl === erpUrl || baseUrl === undefined) return true;
  if (!isSandbox(baseUrl)) return false;
  const { config } = await connections.get(name);
  await connections.update(name, { config: { ...config, baseUrl: erpUrl } }, systemActor);
  return true;
}

/** Only what still points to a sandbox on this machine is ours to change. */
const isSandbox = (baseUrl: unknown): boolean =>
  typeof baseUrl === 'string' && /^http:\/\/127\.0\.0\.1:\d+\/erp$/.test(baseUrl);
