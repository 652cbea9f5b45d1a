import { join } from 'node:path';
import { startSandbox, type Sandbox } from '@crossdock/sandbox';
import { createFolder } from '../private-file.ts';
import {
  installDemo,
  moveDemoConnection,
  openDemo,
  unfinishedDemo,
  type DemoConnections,
  type DemoServices,
} from './install-demo.ts';

export interface DemoOptions extends DemoServices, DemoConnections {
  hasHadFlows(): Promise<boolean>;
  sandbox: Sandbox;
}

/** Where the sandbox listens if it can; another port does as well. */
const usualPort = 3410;

/** Starts the sandbox company; what it has booked survives restarts in the data folder. */
export async function startDemoSandbox(dataDir: string): Promise<Sandbox> {
  const folder = join(dataDir, 'sandbox');
  await createFolder(folder);
  const journalFile = join(folder, 'journal.jsonl');
  try {
    return await startSandbox({ port: usualPort, journalFile });
  } catch (error) {
    if (!(error instanceof Error) || Reflect.get(error, 'code') !== 'EADDRINUSE') throw error;
    return startSandbox({ port: 0, journalFile });
  }
}

/**
 * Installs the demo's flow, connection and orders in an installation that has never had a flow, or goes on where an
 * earlier start was cut short. An ERP that somebody has connected already gets no orders of ours.
 * @returns whether it was installed now
 */
export async function ensureDemo({ hasHadFlows, sandbox, ...services }: DemoOptions): Promise<boolean> {
  if (!(await moveDemoConnection(services, sandbox.erpUrl))) return false;
  if (!(await hasHadFlows())) {
    await installDemo(services, sandbox.erpUrl);
    return true;
  }
  const unfinished = await unfinishedDemo(services);
  if (unfinished) await openDemo(services, unfinished);
  return unfinished !== undefined;
}
