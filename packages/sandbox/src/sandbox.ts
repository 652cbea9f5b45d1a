import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { carrierService } from './carrier/carrier-service.ts';
import { Company } from './company/company.ts';
import { controlService } from './control/control-service.ts';
import { faultGate } from './control/fault-gate.ts';
import { FaultBoard } from './control/faults.ts';
import { erpService } from './erp/erp-service.ts';
import { AccessTokens } from './http/auth.ts';
import { answerErrors, refuseUnknownRoute } from './http/problem.ts';
import { masterData } from './master-data/master-data.ts';
import { storefrontService } from './storefront/storefront-service.ts';

export interface SandboxOptions {
  /** 0 takes any free port; 3410 by default. */
  port?: number;
  /** 127.0.0.1 by default. */
  host?: string;
  /** Append-only journal through which state survives restarts; without it, memory only. */
  journalFile?: string;
}

export interface Sandbox {
  url: string;
  erpUrl: string;
  storefrontUrl: string;
  carrierUrl: string;
  /** Breaks open connections and stops; what was answered is in the journal. */
  close(): Promise<void>;
}

const defaultPort = 3410;
const defaultHost = '127.0.0.1';

/**
 * Starts the simulated distribution company.
 * @throws the listening error (`EADDRINUSE`) or DamagedJournalError; nothing is left running then
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = defaultPort, host = defaultHost, journalFile } = options;
  const server = createServer();
  // The port comes first: it keeps a second sandbox away from the journal of one that runs.
  await listen(server, port, host);
  try {
    const company = new Company(masterData(), journalFile);
    const closing = new AbortController();
    server.on('request', sandboxApp(company, closing.signal));
    return { ...addresses(server, host), close: () => close(server, company, closing) };
  } catch (error) {
    server.close();
    throw error;
  }
}

function sandboxApp(company: Company, closing: AbortSignal): Express {
  const app = express();
  const faults = new FaultBoard();
  const tokens = new AccessTokens();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use('/control', controlService({ company, faults, tokens }));
  app.use('/erp', faultGate(faults, 'erp', closing), erpService(company, tokens));
  app.use('/storefront', faultGate(faults, 'storefront', closing), storefrontService(company));
  app.use('/carrier', faultGate(faults, 'carrier', closing), carrierService(company));
  app.use(refuseUnknownRoute);
  app.use(answerErrors);
  return app;
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function addresses(server: Server, host: string): Omit<Sandbox, 'close'> {
  const { port } = server.address() as AddressInfo;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return { url, erpUrl: `${url}/erp`, storefrontUrl: `${url}/storefront`, carrierUrl: `${url}/carrier` };
}

async function close(server: Server, company: Company, closing: AbortController): Promise<void> {
  if (closing.signal.aborted) return;
  closing.abort();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
  company.close();
}
