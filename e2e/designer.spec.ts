import type { FlowDefinition } from '@crossdock/flow-schema';
import type { Locator, Page } from '@playwright/test';
import { Api } from './support/api.ts';
import { Designer, typeCode } from './support/designer.ts';
import { expect, test } from './support/fixtures.ts';
import { threeSteps } from './support/flows.ts';
import { openDemoFlow } from './support/pages.ts';

/** A flow with three steps, open in the designer and all in sight. */
async function openFlow(
  page: Page,
  definition: FlowDefinition,
): Promise<{ id: string; api: Api; designer: Designer }> {
  const api = new Api(page);
  const id = await api.createFlow(definition);
  const designer = new Designer(page);
  await page.goto(`/flows/${id}`);
  await expect(designer.nodes).toHaveCount(definition.nodes.length);
  await designer.fit();
  return { id, api, designer };
}

/** Where a step is drawn, in the coordinates of the canvas. */
const placeOf = async (node: Locator): Promise<{ x: number; y: number }> => {
  const [x = 0, y = 0] = await node.evaluate((element) =>
    [...getComputedStyle(element).transform.matchAll(/-?[\d.]+/g)]
      .slice(-2)
      .map(([number]) => Number(number)),
  );
  return { x, y };
};

const press = (page: Page, keys: string) => page.keyboard.press(keys);

/** Adds a step by the list that opens at the cursor. */
async function choose(page: Page, title: string, step: string): Promise<void> {
  const list = page.getByRole('combobox', { name: title });
  await list.fill(step);
  await expect(page.getByRole('option', { name: step }).first()).toBeVisible();
  await list.press('Enter');
}

test.describe('undo and redo', () => {
  test('adding, by keys', async ({ page }) => {
    const { designer } = await openFlow(page, threeSteps('Undo of adding'));
    await designer.clickCanvas();
    await press(page, 'a');
    await choose(page, 'Add a step', 'Filter');
    await expect(designer.node('Filter')).toBeVisible();
    await press(page, 'Control+z');
    await expect(designer.nodes).toHaveCount(3);
    await press(page, 'Control+Shift+z');
    await expect(designer.node('Filter')).toBeVisible();
  });

  test('moving, by arrow keys and by mouse', async ({ page }) => {
    const { designer } = await openFlow(page, threeSteps('Undo of moving'));
    const node = designer.node('Write it down');
    await node.click();
    const start = await placeOf(node);
    await press(page, 'ArrowDown');
    await press(page, 'ArrowDown');
    await expect.poll(async () => (await placeOf(node)).y).toBeGreaterThan(start.y);
    await press(page, 'Control+z');
    await expect.poll(() => placeOf(node)).toEqual(start);
    await press(page, 'Control+Shift+z');
    await expect.poll(async () => (await placeOf(node)).y).toBeGreaterThan(start.y);
    await press(page, 'Control+z');

    await node.hover();
    const box = await node.boundingBox();
    await designer.dragTo({ x: (box?.x ?? 0) + 60, y: (box?.y ?? 0) + 160 });
    await expect.poll(async () => (await placeOf(node)).y).toBeGreaterThan(start.y + 40);
    await press(page, 'Control+z');
    await expect.poll(() => placeOf(node)).toEqual(start);
  });

  test('connecting and deleting', async ({ page }) => {
    const { designer, id, api } = await openFlow(
      page,
      threeSteps('Undo of connecting', [{ id: 'e1', source: 'in', target: 'total' }]),
    );
    await designer.connect('Work out the total', 'Write it down');
    await press(page, 'Control+z');
    await expect(designer.edges).toHaveCount(1);
    await press(page, 'Control+Shift+z');
    await expect(designer.edges).toHaveCount(2);

    await designer.node('Work out the total').click();
    await press(page, 'Delete');
    await expect(designer.nodes).toHaveCount(2);
    await expect(designer.edges).toHaveCount(0);
    await press(page, 'Control+z');
    await expect(designer.nodes).toHaveCount(3);
    await expect(designer.edges).toHaveCount(2);
    await press(page, 'Control+Shift+z');
    await expect(designer.nodes).toHaveCount(2);
    await press(page, 'Control+z');
    await designer.saved();
    await expect.poll(async () => (await api.draft(id)).nodes.length).toBe(3);
  });
});

test('steps are copied inside a flow and to another one', async ({ page }) => {
  const { designer, api } = await openFlow(page, threeSteps('Copied from'));
  await designer.node('Work out the total').click();
  // The settings that opened have taken room from the canvas.
  await designer.fit();
  await designer.node('Write it down').click({ modifiers: ['Shift'] });
  await press(page, 'Control+c');
  await press(page, 'Control+v');
  await expect(designer.nodes).toHaveCount(5);
  await expect(designer.edges).toHaveCount(3);

  const other = await api.createFlow({ ...threeSteps('Copied to', []), nodes: [] });
  await page.goto(`/flows/${other}`);
  await expect(page.getByText('An empty flow')).toBeVisible();
  await press(page, 'Control+v');
  await expect(designer.node('Work out the total')).toBeVisible();
  await expect(designer.edges).toHaveCount(1);
  await designer.saved();
  expect((await api.draft(other)).edges).toEqual([
    expect.objectContaining({ source: 'total', target: 'note' }),
  ]);
});

test('a step is put into a connection', async ({ page }) => {
  const { designer, id, api } = await openFlow(page, threeSteps('Inserted'));
  await designer.edge('Order comes in', 'Work out the total').hover();
  await page.getByRole('button', { name: 'Insert a step from Order comes in to Work out the total' }).click();
  await choose(page, 'Insert a step', 'Filter');
  await expect(designer.edge('Order comes in', 'Filter')).toHaveCount(1);
  await expect(designer.edge('Filter', 'Work out the total')).toHaveCount(1);
  await expect(designer.edges).toHaveCount(3);
  await designer.saved();
  expect((await api.draft(id)).nodes).toHaveLength(4);
});

test('a connection dropped on the empty canvas asks for the next step', async ({ page }) => {
  const { designer } = await openFlow(page, threeSteps('Dropped'));
  await designer.port('Write it down', 'out').hover();
  const box = await designer.node('Write it down').boundingBox();
  await designer.dragTo({ x: box?.x ?? 0, y: (box?.y ?? 0) + 200 });
  await choose(page, 'Add the next step', 'Milestone');
  await expect(designer.edge('Write it down', 'Milestone')).toHaveCount(1);
});

test('tidying up lays the flow out from left to right, and can be undone', async ({ page }) => {
  const heaped = threeSteps('Tidied');
  heaped.nodes = heaped.nodes.map((node, index) => ({
    ...node,
    position: { x: 300 - index * 40, y: index * 30 },
  }));
  const { designer } = await openFlow(page, heaped);
  const places = () => Promise.all(heaped.nodes.map(({ name }) => placeOf(designer.node(name))));
  const before = await places();
  await page.getByRole('button', { name: 'Tidy up' }).click();
  await expect
    .poll(async () => {
      const [first, second, third] = (await places()).map(({ x }) => x);
      return Math.min((second ?? 0) - (first ?? 0), (third ?? 0) - (second ?? 0));
    })
    .toBeGreaterThan(208);
  await press(page, 'Control+z');
  await expect.poll(places).toEqual(before);
});

test('the flow as JSON and the canvas are two views of one', async ({ page }) => {
  const { designer, id, api } = await openFlow(page, threeSteps('As JSON'));
  await page.getByRole('tab', { name: 'JSON' }).click();
  const editor = page.getByRole('textbox', { name: 'Flow as JSON' });
  await designer.rename('Write it down', 'Keep a record');
  await expect(editor).toContainText('Keep a record');
  await designer.close();

  const text = JSON.stringify({ ...threeSteps('As JSON'), name: 'Edited as JSON' }, null, 2);
  await typeCode(editor, text.replace('Work out the total', 'Add it up'));
  await expect(designer.node('Add it up')).toBeVisible();
  await expect(page.getByLabel('Name of the flow')).toHaveValue('Edited as JSON');

  await typeCode(editor, text.replace('"type": "map"', '"type": 3'));
  await expect(page.getByText(/Not taken over yet\. nodes\[1\]\.type/)).toBeVisible();
  await expect(designer.node('Add it up')).toBeVisible();
  await typeCode(editor, '{ "formatVersion": 1,');
  await expect(page.getByText(/Not taken over yet/)).toBeVisible();
  await designer.saved();
  expect((await api.draft(id)).name).toBe('Edited as JSON');
});

test('the draft is saved by itself and there after loading the page again', async ({ page }) => {
  const { designer, id, api } = await openFlow(page, threeSteps('Saved by itself'));
  await designer.rename('Write it down', 'Kept over the reload');
  await expect.poll(async () => (await api.draft(id)).nodes[2]?.name).toBe('Kept over the reload');
  await designer.saved();
  await page.reload();
  await expect(designer.node('Kept over the reload')).toBeVisible();
});

test('what is typed while the server is away is kept and saved later', async ({ page }) => {
  const { designer, id, api } = await openFlow(page, threeSteps('Offline'));
  await page.context().setOffline(true);
  await designer.rename('Write it down', 'Typed offline');
  await expect(page.getByTestId('save-state')).toContainText('Not saved yet');
  await page.context().setOffline(false);
  await designer.saved();
  expect((await api.draft(id)).nodes[2]?.name).toBe('Typed offline');
});

test('when another tab has saved meanwhile, nothing is lost', async ({ page, context }) => {
  const { designer, id, api } = await openFlow(page, threeSteps('Two at once'));
  const other = new Designer(await context.newPage());
  await other.page.goto(`/flows/${id}`);
  await other.rename('Write it down', 'Theirs');
  await other.saved();

  await designer.rename('Order comes in', 'Mine');
  const dialog = page.getByRole('dialog', { name: 'Somebody else has changed this flow' });
  await dialog.getByRole('button', { name: 'Compare' }).click();
  await expect(dialog.getByText('Theirs').first()).toBeVisible();
  await dialog.getByRole('button', { name: 'Join both' }).click();
  await designer.saved();
  await expect(designer.node('Theirs')).toBeVisible();
  expect((await api.draft(id)).nodes.map(({ name }) => name)).toEqual([
    'Mine',
    'Work out the total',
    'Theirs',
  ]);
});

test('a test run is shown on the canvas', async ({ page }) => {
  const { designer } = await openFlow(page, threeSteps('Tried'));
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  const message = { order: 'W-1', lines: [{ quantity: 3, price: 2.5 }] };
  await typeCode(page.getByRole('textbox', { name: 'Body of the test message' }), JSON.stringify(message));
  await page.getByRole('button', { name: 'Run test' }).click();
  await expect(page.getByTestId('test-run-bar')).toContainText('Succeeded');
  for (const { name } of threeSteps('').nodes)
    await expect(designer.node(name)).toHaveAttribute('aria-label', /succeeded/);

  await page
    .getByLabel('Result')
    .getByRole('button', { name: /Work out the total/ })
    .click();
  const output = designer.inspector.getByRole('region', { name: 'Output' });
  await expect(output).toContainText('7.5');
  await page.getByRole('button', { name: 'Clear the result' }).click();
  await expect(designer.node('Write it down')).not.toHaveAttribute('aria-label', /succeeded/);
});

test('a wrong expression is marked at its step and stops publishing', async ({ page }) => {
  const { designer } = await openFlow(page, threeSteps('Wrong'));
  const inspector = await designer.open('Work out the total');
  const expression = inspector.getByRole('textbox', { name: 'Expression' });
  await typeCode(expression, '$sum(body.lines.(quantity * )');
  await expect(expression).toHaveAttribute('aria-invalid', 'true');
  await designer.close();
  await expect(designer.node('Work out the total')).toHaveAttribute('aria-label', /1 problem/);

  await page.getByRole('button', { name: 'Publish' }).click();
  const dialog = page.getByRole('dialog', { name: 'Publish' });
  await expect(dialog.getByRole('button', { name: 'Publish' })).toBeDisabled();
  await dialog.getByRole('button', { name: /Work out the total/ }).click();
  await typeCode(
    inspector.getByRole('textbox', { name: 'Expression' }),
    '{ "order": body.order, "total": 1 }',
  );
  await expect(designer.node('Work out the total')).not.toHaveAttribute('aria-label', /problem/);
  await page.getByRole('button', { name: 'Publish' }).click();
  await dialog.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByRole('dialog', { name: 'Deploy' })).toBeVisible();
});

test('a step is added, wired and set without a mouse', async ({ page }) => {
  const { designer, id, api } = await openFlow(page, threeSteps('By keys'));
  await page.reload();
  await expect(designer.nodes).toHaveCount(3);
  const last = designer.node('Write it down');
  while (!(await last.evaluate((element) => element === document.activeElement))) await press(page, 'Tab');
  await press(page, 'Enter');
  await expect(designer.inspector.getByLabel('Name of the step')).toBeFocused();
  await press(page, 'Enter');
  await press(page, 'a');
  await choose(page, 'Add the next step', 'Milestone');
  await expect(designer.edge('Write it down', 'Milestone')).toHaveCount(1);
  await press(page, 'Enter');
  await expect(designer.inspector.getByLabel('Name of the step')).toBeFocused();
  await page.keyboard.type('Recorded ');
  await designer.saved();
  await expect.poll(async () => (await api.draft(id)).nodes[3]?.name).toContain('Recorded');
});

test.describe('help in expressions', () => {
  test('the parameters of a call are shown while it is written, and closed by Escape', async ({ page }) => {
    const { designer } = await openFlow(page, threeSteps('Hints'));
    const inspector = await designer.open('Work out the total');
    const editor = inspector.getByRole('textbox', { name: 'Expression' });
    await typeCode(editor, '');
    await editor.pressSequentially('$substring(body.order, ');
    const hint = page.locator('.cd-help-signature');
    await expect(hint).toContainText('$substring(text, start, length)');
    await expect(hint.locator('strong')).toHaveText('start');
    await press(page, 'Escape');
    await expect(hint).toBeHidden();
    await expect(editor).toBeFocused();
    await press(page, 'Control+Shift+Space');
    await expect(hint).toBeVisible();
  });

  test('what a word means is told by the mouse and by key', async ({ page }) => {
    const { designer } = await openFlow(page, threeSteps('Meanings'));
    const inspector = await designer.open('Work out the total');
    const editor = inspector.getByRole('textbox', { name: 'Expression' });
    const help = page.locator('.cd-help');
    await inspector.getByText('$sum', { exact: true }).hover();
    await expect(help).toContainText('$sum(numbers)');
    await page.mouse.move(0, 0);
    await expect(help).toBeHidden();
    await typeCode(editor, '$count(body.lines)');
    await press(page, 'Home');
    await press(page, 'ArrowRight');
    await press(page, 'Control+i');
    await expect(help).toContainText('$count(lines) gives 3');
    await press(page, 'Escape');
    await expect(help).toBeHidden();
    await expect(editor).toBeFocused();
  });
});

test('a validate step takes a schema of the registry', async ({ page }) => {
  const definition = threeSteps('Checked');
  const validate = {
    id: 'check',
    type: 'validate',
    name: 'Check the order',
    position: { x: 288, y: 160 },
    config: { schema: { type: 'object', required: [] } },
  };
  const flow = { ...definition, nodes: [...definition.nodes, validate] };
  const { designer, id, api } = await openFlow(page, flow);
  const inspector = await designer.open('Check the order');
  await inspector.getByText('Registered schema', { exact: true }).click();
  const schema = inspector.getByRole('combobox', { name: 'Registered schema' });
  await schema.fill('purchase-order@1');
  await expect(inspector.getByText('There is no schema “purchase-order”.')).toBeVisible();
  await schema.fill('invoice');
  await page.getByRole('option', { name: 'invoice@1' }).click();
  await expect(inspector.getByText('There is no schema')).toBeHidden();
  await designer.saved();
  expect((await api.draft(id)).nodes[3]?.config).toEqual({ schemaRef: 'invoice@1' });
  await expect(designer.node('Check the order')).toContainText('invoice@1');
});

test('a save whose answer got lost is no conflict', async ({ page }) => {
  const { designer, id, api } = await openFlow(page, threeSteps('Lost answer'));
  let isLost = false;
  await page.route(`**/api/v1/flows/${id}`, async (route) => {
    if (route.request().method() !== 'PUT' || isLost) return route.continue();
    isLost = true;
    await route.fetch();
    return route.abort();
  });
  await designer.rename('Write it down', 'Said twice');
  await expect(page.getByTestId('save-state')).toContainText('Not saved yet');
  await page.getByRole('button', { name: 'Try again' }).click();
  await designer.saved();
  await expect(page.getByRole('dialog')).toBeHidden();
  expect((await api.draft(id)).nodes[2]?.name).toBe('Said twice');
});

test('how a map departs from its template is told in words', async ({ page }) => {
  await openDemoFlow(page);
  await page.getByTestId('node-canonical').click();
  const changes = page.getByRole('list', { name: 'Changes to the template' });
  await expect(changes.getByRole('listitem')).toHaveCount(3);
  await expect(changes).toContainText('They name no seller: it is always us.');
  await expect(page.getByTestId('inspector')).toContainText('X12 850 to order');
});

test('the large editor is written in at once, and Escape closes it alone', async ({ page }) => {
  const { designer } = await openFlow(page, threeSteps('Large editor'));
  const inspector = await designer.open('Work out the total');
  await inspector.getByRole('textbox', { name: 'Expression' }).click();
  await inspector.getByRole('button', { name: 'Enlarge Expression' }).click();
  const dialog = page.getByRole('dialog', { name: 'Expression' });
  await expect(dialog.getByRole('textbox', { name: 'Expression' })).toBeFocused();
  await press(page, 'Escape');
  await expect(dialog).toBeVisible();
  await press(page, 'Escape');
  await expect(dialog).toBeHidden();
  await expect(inspector).toBeVisible();
});
