import { existsSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { Designer, typeCode } from './support/designer.ts';
import { expect, setUp, test } from './support/fixtures.ts';
import { purchaseOrder } from './support/orders.ts';

/** What one person does from the first page on; each test goes on where the one before has left off. */
test.describe.configure({ mode: 'serial' });
test.use({ installationKind: 'new' });

const toSalesOrder = `interchanges[0].(
  $order := groups[0].transactions[0].data;
  {
    "orderNumber": $order.beginning.purchaseOrderNumber,
    "customer": $trim(senderId),
    "lines": [$order.lines.{
      "lineNumber": $number(lineNumber),
      "item": productIds[0].id,
      "quantity": quantity,
      "price": unitPrice
    }],
    "total": $round($sum($order.lines.(quantity * unitPrice)), 2)
  }
)`;

const steps = ['Order comes in', 'Read the 850', 'To sales order', 'Large?', 'Book in ERP'];
const sample = fileURLToPath(new URL('../../shared/samples/edi/x12_850_1.edi', import.meta.url));

let apiKey = '';

/** Posts a document as a partner does. `body` may be `@file`. */
async function post(url: string, body: string): Promise<{ runId: string; duplicate: boolean }> {
  const { stdout } = await promisify(execFile)('curl', [
    '--silent',
    '--fail-with-body',
    '--header',
    `X-API-Key: ${apiKey}`,
    '--header',
    'Content-Type: application/edi-x12',
    '--data-binary',
    body,
    `${url}/in/development/purchase-orders`,
  ]);
  return JSON.parse(stdout) as { runId: string; duplicate: boolean };
}

const status = (page: Page) => page.getByTestId('page-status');

async function expectStates(page: Page, states: Record<string, RegExp>): Promise<void> {
  for (const [step, state] of Object.entries(states))
    await expect(new Designer(page).node(step)).toHaveAttribute('aria-label', state);
}

const allOf = (names: readonly string[], state: RegExp): Record<string, RegExp> =>
  Object.fromEntries(names.map((name) => [name, state]));

test('a new user sets up, and every page says what comes first', async ({ page, installation }) => {
  await page.goto('/runs');
  await expect(page).toHaveURL(/\/setup/);
  await setUp(page);

  await expect(page.getByRole('listitem').filter({ hasText: 'Connect a system' })).toBeVisible();
  const main = page.getByRole('navigation', { name: 'Main' });
  for (const [name, empty] of [
    ['Runs', 'No runs yet'],
    ['Exceptions', 'Nothing needs mending'],
    ['Connections', 'No connections yet'],
    ['Settings', 'No API keys yet'],
    ['Flows', 'No flows yet'],
  ] as const) {
    await main.getByRole('link', { name, exact: true }).click();
    await expect(page.getByText(empty)).toBeVisible();
  }
  installation.session = await page.context().storageState();
});

test('connects the ERP and tries the connection', async ({ page, installation }) => {
  await page.goto('/connections');
  await page.getByRole('button', { name: 'New connection' }).first().click();
  const form = page.getByRole('dialog');
  await form.getByRole('combobox', { name: 'Connector' }).click();
  await page.getByRole('option', { name: 'HTTP' }).click();
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('ERP');
  await expect(form.getByRole('textbox', { name: 'Key', exact: true })).toHaveValue('erp');
  await form.getByRole('combobox', { name: 'Environment' }).click();
  await page.getByRole('option', { name: 'Development' }).click();
  await form.getByLabel('Base address').fill(installation.company.erpUrl);
  await form.getByRole('combobox', { name: 'Authentication' }).click();
  await page.getByRole('option', { name: 'User and password' }).click();
  await form.getByLabel('User name').fill('crossdock');
  await form.getByRole('textbox', { name: 'Password' }).fill('sandbox-erp');
  await form.getByRole('button', { name: /More options/ }).click();
  await form.getByLabel('Test path').fill('/ping');
  await form.getByRole('button', { name: 'Save and test' }).click();
  await expect(form.getByText('The connection works')).toBeVisible();
  await form.getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByRole('row', { name: /ERP/ })).toBeVisible();
});

test('draws a flow of six steps by mouse, publishes and deploys it', async ({ page }) => {
  const designer = new Designer(page);
  await designer.newEmptyFlow('Purchase orders of Northgate');

  await designer.drop('Webhook', { x: 400, y: 160 });
  await designer.drop('Parse', { x: 720, y: 160 });
  await designer.drop('Map', { x: 1040, y: 160 });
  await designer.drop('Switch', { x: 400, y: 360 });
  await designer.drop('Log: Write', { x: 720, y: 480 });
  await designer.drop('HTTP: Request', { x: 1040, y: 360 });

  const webhook = await designer.rename('Webhook', 'Order comes in');
  await webhook.getByRole('textbox', { name: 'Path' }).fill('purchase-orders');
  await designer.rename('Parse', 'Read the 850');

  const map = await designer.rename('Map', 'To sales order');
  await typeCode(map.getByRole('textbox', { name: 'Expression' }), toSalesOrder);

  const size = await designer.rename('Switch', 'Large?');
  await size.getByRole('textbox', { name: 'Port' }).fill('large');
  await typeCode(size.getByRole('textbox', { name: 'When' }), 'total > 1000');
  await size.getByRole('textbox', { name: 'Otherwise' }).fill('normal');

  const log = await designer.rename('Log: Write', 'Tell key accounts');
  await log.getByRole('textbox', { name: 'Message' }).fill('A large order');

  const book = await designer.rename('HTTP: Request', 'Book in ERP');
  await book.getByRole('combobox', { name: 'Connection' }).click();
  await page.getByRole('option', { name: /erp/i }).click();
  await book.getByRole('textbox', { name: 'Path' }).fill('/sales-orders');
  await designer.close();
  await designer.fit();

  await designer.connect('Order comes in', 'Read the 850');
  await designer.connect('Read the 850', 'To sales order');
  await designer.connect('To sales order', 'Large?');
  await designer.connect('Large?', 'Tell key accounts', 'large');
  await designer.connect('Large?', 'Book in ERP', 'normal');
  await designer.saved();

  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  const development = page.getByRole('dialog').getByRole('region', { name: 'Development' });
  await development.getByRole('button', { name: 'Deploy' }).click();
  await expect(development.getByText('Version 1', { exact: true }).first()).toBeVisible();
  await expect(development.getByTestId('intake-address')).toContainText('/in/development/purchase-orders');
});

test('makes an API key for the partner', async ({ page }) => {
  await page.goto('/settings');
  await page.getByRole('button', { name: 'New API key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Northgate');
  await expect(dialog.getByRole('checkbox', { name: /send messages/i })).toBeChecked();
  await dialog.getByRole('button', { name: 'Create key' }).click();
  apiKey = await dialog.getByLabel('API key').inputValue();
  expect(apiKey).toMatch(/^cdk_/);
  await dialog.getByRole('button', { name: 'I have copied it' }).click();
  await expect(page.getByRole('row', { name: /Northgate/ })).not.toContainText(apiKey);
});

test('an order posted with curl is seen on the canvas and booked in the ERP', async ({
  page,
  installation,
}) => {
  const order = purchaseOrder('NG-60001', [
    { item: 'NG-77115', quantity: 10, price: 14.6 },
    { item: 'NG-77230', quantity: 6, price: 38 },
  ]);
  const { runId } = await post(installation.url, order);

  await page.goto('/runs');
  await page.getByRole('row', { name: /Purchase orders of Northgate/ }).click();
  await expect(page).toHaveURL(new RegExp(runId));
  await expect(status(page)).toHaveText('Succeeded');
  await expectStates(page, allOf(steps, /succeeded/));
  await expectStates(page, { 'Tell key accounts': /not run/ });
  expect(await installation.company.ordersOf('NG-60001')).toMatchObject([
    {
      total: 374,
      lines: [
        { quantity: 10, price: 14.6 },
        { quantity: 6, price: 38 },
      ],
    },
  ]);
});

test('a real partner’s purchase order is booked with its lines and total', async ({ page, installation }) => {
  const present = existsSync(sample);
  if (!present) console.log('No sample 850 beside the repository: skipped');
  test.skip(!present, 'the sample 850 is not beside the repository');
  const { runId } = await post(installation.url, `@${sample}`);
  await page.goto(`/runs/${runId}`);
  await expect(status(page)).toHaveText('Succeeded');
  const { byOrderNumber } = await installation.company.ledger();
  const numbers = Object.keys(byOrderNumber).filter((number) => number !== 'NG-60001');
  expect(numbers).toHaveLength(1);
  const [booked] = await installation.company.ordersOf(numbers[0] ?? '');
  expect(booked?.lines).toHaveLength(4);
  expect(booked?.total).toBe(884.06);
});

test('an order waits while the ERP is down, and is booked by itself when it is back', async ({
  page,
  installation,
}) => {
  const { company } = installation;
  await company.breakErp({ mode: 'down' });
  const { runId } = await post(
    installation.url,
    purchaseOrder('NG-60002', [{ item: 'NG-77115', quantity: 3, price: 14.6 }]),
  );
  await page.goto(`/runs/${runId}`);
  await expect(status(page)).toHaveText('Waiting');
  await expect(page.getByText(/at “Book in ERP” · goes on/)).toBeVisible();
  await expectStates(page, { 'Book in ERP': /waiting for another attempt/ });
  const attempts = page.getByRole('listitem').filter({ hasText: 'Book in ERP' });
  await expect(attempts).toContainText(/[2-9] attempts/);

  await company.breakErp({ mode: 'none' });
  await expect(status(page)).toHaveText('Succeeded', { timeout: 45_000 });
  await expectStates(page, allOf(steps, /succeeded/));
  expect((await company.ledger()).byOrderNumber['NG-60002']).toMatchObject({ bookings: 1 });
  expect(await company.ordersOf('NG-60002')).toMatchObject([{ total: 43.8 }]);
});

test('an unknown item is an exception; corrected and resumed, the order is booked once', async ({
  page,
  installation,
}) => {
  const { company } = installation;
  const { runId } = await post(
    installation.url,
    purchaseOrder('NG-60003', [{ item: 'ABC-123', quantity: 2, price: 38 }]),
  );
  await page.goto('/exceptions');
  await expect(page.getByText('Item ABC-123 is not in the item master').first()).toBeVisible();
  await page.getByRole('table', { name: 'Exceptions' }).locator('[data-row-link]').click();
  await expect(page.getByRole('heading', { name: 'What happened' })).toBeVisible();

  const data = page.getByRole('textbox', { name: 'Data at the failed step' });
  await expect(data).toContainText('ABC-123');
  const before = JSON.parse((await data.locator('.cm-line').allTextContents()).join('\n')) as object;
  await typeCode(data, JSON.stringify(before, null, 2).replace('ABC-123', 'NG-77230'));
  await page.getByRole('button', { name: 'Save and resume' }).click();
  await expect(status(page)).toHaveText('Resolved');

  await page.getByRole('link', { name: 'Open run' }).click();
  await expect(page).toHaveURL(new RegExp(runId));
  await expect(status(page)).toHaveText('Succeeded');
  const response = await page.request.get(`/api/v1/runs/${runId}/steps`);
  const ran = (await response.json()) as { nodeId: string; status: string }[];
  // Five steps of the first start, the failed one among them, and that one again: nothing else ran twice.
  expect(ran).toHaveLength(6);
  expect(ran.filter(({ status: state }) => state === 'failed')).toHaveLength(1);
  const [failed] = ran.filter(({ status: state }) => state === 'failed');
  expect(ran.filter(({ nodeId }) => nodeId === failed?.nodeId)).toHaveLength(2);
  expect((await company.ledger()).byOrderNumber['NG-60003']).toMatchObject({ bookings: 1 });
  expect(await company.ordersOf('NG-60003')).toMatchObject([{ total: 76 }]);
});
