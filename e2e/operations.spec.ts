import type { Page } from '@playwright/test';
import { expect, logIn, owner, test } from './support/fixtures.ts';
import type { Line } from './support/orders.ts';
import { Partner } from './support/partner.ts';

const breakers: Line[] = [{ item: 'NG-77115', quantity: 2, price: 14.6 }];
const unknown = (item: string): Line[] => [{ item, quantity: 1, price: 10 }];

const status = (page: Page) => page.getByTestId('page-status');
const rows = (page: Page, list: string) =>
  page.getByRole('table', { name: list }).locator('tbody tr[data-row-id]');

/** The orders that the demo sends at its start have all ended. */
async function openRuns(page: Page): Promise<void> {
  await page.goto('/runs');
  await expect(rows(page, 'Runs').filter({ hasText: 'BG-9914' })).toContainText('Succeeded');
  await expect(rows(page, 'Runs').filter({ hasText: 'NG-48212' })).toContainText('Failed');
}

test('home shows what needs attention, and leads to it', async ({ page }) => {
  await page.goto('/');
  const message = 'Item ABC-123 is not in the item master';
  await page.getByRole('listitem').filter({ hasText: message }).click();
  await expect(page.getByRole('heading', { name: /Purchase order intake · NG-48212/ })).toBeVisible();
  await expect(page.getByText(message).first()).toBeVisible();
});

test('the flows with what runs where', async ({ page }) => {
  await page.goto('/flows');
  const flow = rows(page, 'Flows').filter({ hasText: 'Purchase order intake' });
  await expect(flow).toContainText('Development v1');
  await expect(flow.getByRole('link', { name: '1 open' })).toBeVisible();
  await page.getByPlaceholder('Search name or description').fill('no such flow');
  await expect(page.getByText('No flow matches “no such flow”')).toBeVisible();
  await page.getByRole('button', { name: 'Show all flows' }).click();
  await flow.getByRole('link', { name: 'Purchase order intake' }).click();
  await expect(page.getByLabel('Name of the flow')).toHaveValue('Purchase order intake');
});

test('filters of the runs stand in the address', async ({ page }) => {
  await openRuns(page);
  await page.getByRole('button', { name: /^Status/ }).click();
  await page.getByRole('checkbox', { name: 'Failed' }).click();
  await expect(page).toHaveURL(/[?&]status=failed/);
  await expect(rows(page, 'Runs').filter({ hasText: 'NG-48207' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.getByPlaceholder(/Order number/).fill('NG-48212');
  await expect(page).toHaveURL(/[?&]q=NG-48212/);
  await page.reload();
  await expect(rows(page, 'Runs')).toHaveCount(1);
  await expect(rows(page, 'Runs')).toContainText('NG-48212');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL(/\/runs$/);
  await expect(rows(page, 'Runs').filter({ hasText: 'NG-48207' })).toBeVisible();
});

test('a new order appears in the list by itself', async ({ page, installation }) => {
  await openRuns(page);
  await page.evaluate(() => document.body.setAttribute('data-loaded-once', ''));
  const partner = await Partner.of(page, installation.url);
  await partner.order('NG-70001', breakers);
  await expect(rows(page, 'Runs').filter({ hasText: 'NG-70001' })).toContainText('Succeeded');
  await expect(page.locator('body')).toHaveAttribute('data-loaded-once');
});

test('a run is replayed, and its order is still booked once', async ({ page, installation }) => {
  await openRuns(page);
  await rows(page, 'Runs').filter({ hasText: 'NG-48207' }).getByRole('link').first().click();
  await page.getByRole('button', { name: 'Replay', exact: true }).click();
  await page.getByRole('menuitem', { name: 'From the start, same message' }).click();
  await page.getByRole('button', { name: 'Open the new run' }).click();
  await expect(page.getByRole('link', { name: 'earlier run' })).toBeVisible();
  await expect(status(page)).toHaveText('Succeeded');
  expect((await installation.company.ledger()).byOrderNumber['NG-48207']).toMatchObject({ bookings: 1 });
});

test('a run that waits is cancelled', async ({ page, installation }) => {
  const partner = await Partner.of(page, installation.url);
  await installation.company.breakErp({ mode: 'down' });
  const runId = await partner.order('NG-70002', breakers);
  await page.goto(`/runs/${runId}`);
  await expect(status(page)).toHaveText('Waiting');
  await page.getByRole('button', { name: 'Cancel run' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the run' }).click();
  await expect(status(page)).toHaveText('Cancelled');
  await installation.company.breakErp({ mode: 'none' });
  expect((await installation.company.ledger()).byOrderNumber['NG-70002']).toBeUndefined();
});

test('an exception is discarded with a reason', async ({ page, installation }) => {
  const partner = await Partner.of(page, installation.url);
  await partner.order('NG-70003', unknown('ZZ-1'));
  await page.goto('/exceptions');
  await rows(page, 'Exceptions').filter({ hasText: 'NG-70003' }).click();
  await page.getByRole('button', { name: 'Discard…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Discard' }).click();
  await expect(dialog.getByText('Say why, for those who ask later.')).toBeVisible();
  await dialog.getByLabel('Reason').fill('Cancelled by the customer on the phone');
  await dialog.getByRole('button', { name: 'Discard' }).click();
  await expect(status(page)).toHaveText('Discarded');
  await expect(page.getByText('Cancelled by the customer on the phone').first()).toBeVisible();
  await page.goto('/exceptions?status=discarded');
  await expect(rows(page, 'Exceptions').filter({ hasText: 'NG-70003' })).toContainText('Discarded');
});

test('exceptions of one cause are resumed together', async ({ page, installation }) => {
  const { company } = installation;
  const partner = await Partner.of(page, installation.url);
  const orders = ['NG-70004', 'NG-70005', 'NG-70006'];
  for (const order of orders) await partner.order(order, unknown('NEW-42'));
  await page.goto('/exceptions');
  const ours = rows(page, 'Exceptions').filter({ hasText: /NG-7000[456]/ });
  await expect(ours).toHaveCount(3);
  await page.getByRole('button', { name: 'Select 3' }).click();
  const toolbar = page.getByRole('toolbar', { name: 'Selected exceptions' });
  await expect(toolbar).toContainText('3 exceptions selected');

  await company.addItem('NEW-42');
  await toolbar.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Resume 3' }).click();
  await expect(page.getByText('Finished: 3 of 3')).toBeVisible();
  await expect(ours).toHaveCount(0);
  for (const order of orders)
    await expect
      .poll(async () => (await company.ledger()).byOrderNumber[order])
      .toMatchObject({ bookings: 1 });
});

test('a connection is tried, and says what is wrong with it', async ({ page, installation }) => {
  await page.goto('/connections');
  const connection = rows(page, 'Connections').filter({ hasText: 'Harbor Supply ERP' });
  await connection.getByRole('button', { name: /^Test/ }).click();
  await expect(connection.getByLabel('Works:')).toBeVisible();
  await installation.company.breakErp({ mode: 'down' });
  await connection.getByRole('button', { name: /^Test/ }).click();
  await expect(connection.getByText('failed')).toBeVisible();
  await installation.company.breakErp({ mode: 'none' });
});

test('a key may only do what it was made for', async ({ page, installation }) => {
  await page.goto('/settings');
  await page.getByRole('button', { name: 'New API key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Reporting');
  await dialog.getByRole('checkbox', { name: /send messages/i }).uncheck();
  await dialog.getByRole('checkbox', { name: /read runs/i }).check();
  await dialog.getByRole('button', { name: 'Create key' }).click();
  const key = await dialog.getByLabel('API key').inputValue();
  const send = (headers: Record<string, string>) =>
    fetch(`${installation.url}/in/development/purchase-orders`, { method: 'POST', headers, body: 'ISA' });
  const ask = (path: string) => fetch(`${installation.url}${path}`, { headers: { 'X-API-Key': key } });

  expect((await ask('/api/v1/runs')).status).toBe(200);
  const refused = await send({ 'X-API-Key': key, 'Content-Type': 'application/edi-x12' });
  expect(refused.status).toBe(403);
  expect(refused.headers.get('content-type')).toContain('application/problem+json');
  expect((await ask('/api/v1/exceptions')).status).toBe(403);
  expect((await send({ 'Content-Type': 'application/edi-x12' })).status).toBe(401);
});

test.describe('signed out', () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test('a wrong password is refused; after log-in the page asked for opens', async ({ page }) => {
    await page.goto('/runs?status=failed');
    await expect(page).toHaveURL(/\/login/);
    await logIn(page, { ...owner, password: 'not-the-password' });
    await expect(page.getByRole('alert')).toContainText(/password/i);
    await logIn(page);
    await expect(page).toHaveURL(/\/runs\?status=failed/);
    await expect(rows(page, 'Runs').filter({ hasText: 'NG-48212' })).toBeVisible();

    await page.getByRole('button', { name: owner.name }).click();
    await page.getByRole('menuitem', { name: 'Log out' }).click();
    await expect(page).toHaveURL(/\/login/);
    await page.goto('/exceptions');
    await expect(page).toHaveURL(/\/login/);
  });

  test('a session that ends takes nothing from the page', async ({ page, context }) => {
    await page.goto('/login');
    await logIn(page);
    await expect(page).not.toHaveURL(/\/login/);
    await page.goto('/exceptions');
    await rows(page, 'Exceptions').filter({ hasText: 'NG-48212' }).click();
    await page.getByLabel('Comment').fill('Asked the customer');
    await context.clearCookies();
    await page.getByRole('button', { name: 'Comment', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.getByLabel('Password', { exact: true }).fill(owner.password);
    await dialog.getByRole('button', { name: 'Log in', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByLabel('Comment')).toHaveValue('Asked the customer');
    await page.getByRole('button', { name: 'Comment', exact: true }).click();
    await expect(page.getByRole('listitem').filter({ hasText: 'Asked the customer' })).toBeVisible();
  });
});
