import {
  test as base,
  expect,
  type BrowserContext,
  type Page,
  type PlaywrightWorkerArgs,
} from '@playwright/test';
import { Company } from './company.ts';
import { startSandboxProcess, startServerProcess } from './processes.ts';

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>;

/** A server with what it talks to. */
export interface Installation {
  url: string;
  /** The company behind the server; its own one on a new installation, the demo's on a demo. */
  company: Company;
  /** Cookies of the signed-in owner, with which every page of a test begins; undefined until there is an owner. */
  session: StorageState | undefined;
}

interface WorkerOptions {
  /**
   * `new`: nobody has set the server up. `demo`: with the demo's flow and orders, and an owner.
   * Files that ask for the same kind share one installation.
   */
  installationKind: 'new' | 'demo';
  installation: Installation;
}

/** The person of these tests. */
export const owner = {
  name: 'Dana Whitlock',
  email: 'dana@harbor.example',
  password: 'correct-horse-battery',
};

interface Started {
  url: string;
  company: Company;
  session: StorageState | undefined;
  stop(): Promise<void>;
}

async function startNew(): Promise<Started> {
  const sandbox = await startSandboxProcess();
  const server = await startServerProcess({ egressAllow: new URL(sandbox.url).host });
  const stop = async (): Promise<void> => {
    await server.stop();
    await sandbox.stop();
  };
  return { url: server.url, company: new Company(sandbox.url), session: undefined, stop };
}

/** A demo with its owner; the company is found where the demo's connection says that its ERP is. */
async function startDemo(playwright: PlaywrightWorkerArgs['playwright']): Promise<Started> {
  const { url, stop } = await startServerProcess({ demo: true });
  const request = await playwright.request.newContext({ baseURL: url });
  const created = await request.post('/api/v1/setup', { data: owner });
  expect(created.status(), await created.text()).toBe(201);
  const connections = (await (await request.get('/api/v1/connections')).json()) as {
    items: { key: string; config: { baseUrl: string } }[];
  };
  const erp = connections.items.find(({ key }) => key === 'erp');
  if (!erp) throw new Error('the demo has no connection to its ERP');
  const session = await request.storageState();
  await request.dispose();
  return { url, company: new Company(new URL(erp.config.baseUrl).origin), session, stop };
}

export const test = base.extend<object, WorkerOptions>({
  installationKind: ['demo', { option: true, scope: 'worker' }],
  installation: [
    async ({ installationKind, playwright }, provide) => {
      const { stop, ...installation } = await (installationKind === 'new'
        ? startNew()
        : startDemo(playwright));
      await provide(installation);
      await stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  baseURL: async ({ installation }, provide) => provide(installation.url),
  storageState: async ({ installation }, provide) => provide(installation.session),
});

/** Logs in as a person does, by the form. */
export async function logIn(page: Page, { email, password } = owner): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** Sets a new installation up by its first page. */
export async function setUp(page: Page): Promise<void> {
  await page.goto('/setup');
  await page.getByLabel('Name').fill(owner.name);
  await page.getByLabel('E-mail').fill(owner.email);
  await page.getByLabel('Password', { exact: true }).fill(owner.password);
  await page.getByRole('button', { name: 'Create owner and start' }).click();
  await expect(page.getByRole('heading', { name: 'Home', level: 1 })).toBeVisible();
}

export { expect };
