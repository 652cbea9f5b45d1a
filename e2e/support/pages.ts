import type { Page } from '@playwright/test';
import { Api } from './api.ts';

/** A page with something on it: how to get there, and to wait until it stands. */
export interface View {
  name: string;
  /** Only for people who aren't signed in. */
  signedOut?: boolean;
  open(page: Page): Promise<void>;
}

interface Listed {
  items: { id: string }[];
}

/** The first of a list of the API. */
async function firstOf(page: Page, path: string): Promise<string> {
  const { items } = await new Api(page).get<Listed>(path);
  const [first] = items;
  if (!first) throw new Error(`nothing at ${path}`);
  return first.id;
}

/** Goes to an address and waits for what shows that its data is there. */
const at = (address: string, shows: string) => async (page: Page) => {
  await page.goto(address);
  await page.getByText(shows).first().waitFor();
};

const openRun =
  (status: string, shows: string) =>
  async (page: Page): Promise<void> => {
    const id = await firstOf(page, `/runs?status=${status}&q=${shows}`);
    await at(`/runs/${id}`, shows)(page);
    await page.locator('.react-flow__node').first().waitFor();
  };

/** The demo's flow in the designer. */
export async function openDemoFlow(page: Page): Promise<void> {
  const id = await firstOf(page, '/flows?q=Purchase%20order%20intake');
  await page.goto(`/flows/${id}`);
  await page.locator('.react-flow__node').first().waitFor();
}

async function openInspector(page: Page): Promise<void> {
  await openDemoFlow(page);
  await page.getByTestId('node-canonical').click();
  await page.getByTestId('inspector').getByRole('textbox', { name: 'Expression' }).waitFor();
}

async function openSideBySide(page: Page): Promise<void> {
  await openInspector(page);
  await page.getByRole('button', { name: 'Show side by side' }).click();
  await page.getByRole('region', { name: /^Step/ }).waitFor();
  await page.mouse.move(0, 0);
}

const openDrawer =
  (tab: string) =>
  async (page: Page): Promise<void> => {
    await openDemoFlow(page);
    await page.getByRole('tab', { name: tab }).click();
    await page.getByRole('tabpanel', { name: tab }).waitFor();
  };

const openDialog =
  (address: string, button: string) =>
  async (page: Page): Promise<void> => {
    await page.goto(address);
    await page.getByRole('button', { name: button }).first().click();
    await page.getByRole('dialog').getByRole('textbox').first().waitFor();
  };

async function openDeploy(page: Page): Promise<void> {
  await openDemoFlow(page);
  await page.getByRole('button', { name: 'Deploy' }).click();
  await page.getByTestId('intake-address').waitFor();
}

async function openPublish(page: Page): Promise<void> {
  await openDemoFlow(page);
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('dialog').getByRole('textbox').waitFor();
}

async function openException(page: Page): Promise<void> {
  await at(`/exceptions/${await firstOf(page, '/exceptions?q=NG-48212')}`, 'What happened')(page);
  await page.getByRole('textbox', { name: 'Data at the failed step' }).waitFor();
  await page.getByRole('table').waitFor();
}

/** Every page of the demo, and what opens on it. */
export const views: readonly View[] = [
  { name: 'login', signedOut: true, open: at('/login', 'Welcome back.') },
  { name: 'home', open: at('/', 'Item ABC-123 is not in the item master') },
  { name: 'flows', open: at('/flows', 'Purchase order intake') },
  { name: 'flows-new', open: openDialog('/flows', 'New flow') },
  { name: 'runs', open: at('/runs', 'NG-48212') },
  { name: 'runs-empty', open: at('/runs?q=nothing-like-this', 'No runs match these filters') },
  { name: 'run-succeeded', open: openRun('succeeded', 'BG-9914') },
  { name: 'run-failed', open: openRun('failed', 'NG-48212') },
  { name: 'exceptions', open: at('/exceptions', 'NG-48212') },
  { name: 'exception', open: openException },
  { name: 'connections', open: at('/connections', 'Harbor Supply ERP') },
  { name: 'connection', open: at('/connections?edit=development/erp', 'Base address') },
  { name: 'lookups', open: at('/lookups', 'Units of measure') },
  { name: 'lookups-new', open: openDialog('/lookups', 'New lookup table') },
  { name: 'lookup', open: at('/lookups/units', 'Pieces are sold by the each') },
  { name: 'lookup-row', open: openDialog('/lookups/units', 'Add row') },
  { name: 'lookup-import', open: openDialog('/lookups/units', 'Import CSV') },
  { name: 'settings', open: at('/settings', 'Environments') },
  { name: 'settings-new-key', open: openDialog('/settings', 'New API key') },
  { name: 'not-found', open: at('/no-such-page', 'Home') },
  { name: 'designer', open: openDemoFlow },
  { name: 'designer-inspector', open: openInspector },
  { name: 'designer-side-by-side', open: openSideBySide },
  { name: 'designer-problems', open: openDrawer('Problems') },
  { name: 'designer-test', open: openDrawer('Test run') },
  { name: 'designer-json', open: openDrawer('JSON') },
  { name: 'designer-versions', open: openDrawer('Versions') },
  { name: 'designer-publish', open: openPublish },
  { name: 'designer-deploy', open: openDeploy },
];

/** The pages of an installation on which nothing has been done yet. */
export const emptyViews: readonly View[] = [
  { name: 'empty-home', open: at('/', 'Connect a system') },
  { name: 'empty-flows', open: at('/flows', 'No flows yet') },
  { name: 'empty-runs', open: at('/runs', 'No runs yet') },
  { name: 'empty-exceptions', open: at('/exceptions', 'Nothing needs mending') },
  { name: 'empty-connections', open: at('/connections', 'No connections yet') },
  { name: 'empty-lookups', open: at('/lookups', 'No lookup tables yet') },
  { name: 'empty-settings', open: at('/settings', 'No API keys yet') },
];
