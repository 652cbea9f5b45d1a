import { expect, type Locator, type Page } from '@playwright/test';

interface Point {
  x: number;
  y: number;
}

/** The designer as a person with a mouse uses it. */
export class Designer {
  readonly page: Page;
  readonly inspector: Locator;
  readonly canvas: Locator;
  readonly nodes: Locator;
  readonly edges: Locator;

  constructor(page: Page) {
    this.page = page;
    this.inspector = page.getByTestId('inspector');
    this.canvas = page.locator('.react-flow__pane');
    this.nodes = page.locator('[data-testid^="node-"]');
    this.edges = page.locator('.react-flow__edge');
  }

  /** Creates a flow by its dialog; it begins with a webhook. */
  async newFlow(name: string): Promise<void> {
    await this.page.goto('/flows');
    await this.page.getByRole('button', { name: 'New flow' }).first().click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByRole('button', { name: 'Create flow' }).click();
    await this.page.waitForURL(/\/flows\/[0-9a-f-]{36}/);
    await expect(this.nodes).toHaveCount(1);
  }

  /** Creates a flow and takes away what it brings, so that the canvas is empty. */
  async newEmptyFlow(name: string): Promise<void> {
    await this.newFlow(name);
    await this.clickCanvas();
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.press('Delete');
    await expect(this.nodes).toHaveCount(0);
  }

  /** Gives the keys to the canvas, with nothing selected. */
  async clickCanvas(): Promise<void> {
    await this.canvas.click({ position: { x: 20, y: 480 } });
  }

  /** A step by its name, as it is read out: its name, what it does, and its state. */
  node(name: string): Locator {
    return this.page.locator(`[data-testid^="node-"][aria-label^=${JSON.stringify(`${name},`)}]`);
  }

  edge(from: string, to: string): Locator {
    return this.page.locator(`.react-flow__edge[aria-label=${JSON.stringify(`${from} to ${to}`)}]`);
  }

  /** Drags a step from the palette to a place on the screen. */
  async drop(kind: string, at: Point): Promise<void> {
    const count = await this.nodes.count();
    await this.page.getByLabel('Palette').getByRole('button', { name: kind, exact: true }).hover();
    await this.dragTo(at);
    await expect(this.nodes).toHaveCount(count + 1);
  }

  /** Draws a line from an output to the next step's input. */
  async connect(from: string, to: string, port = 'out'): Promise<void> {
    const count = await this.edges.count();
    await this.still();
    await this.port(from, port).hover();
    await this.page.mouse.down();
    await this.page.mouse.move(...(await centre(this.port(to, 'in'))), { steps: 8 });
    // Counted, not seen: a level line has no height.
    await expect(this.page.locator('.react-flow__connection.valid')).toHaveCount(1);
    await this.page.mouse.up();
    await expect(this.edges).toHaveCount(count + 1);
  }

  /** Presses where the mouse is and lets go at a point. */
  async dragTo({ x, y }: Point): Promise<void> {
    await this.page.mouse.down();
    await this.page.mouse.move(x, y, { steps: 8 });
    await this.page.mouse.up();
  }

  port(step: string, port: string): Locator {
    return this.node(step).locator(`[data-port="${port}"]`);
  }

  /** Opens the settings of a step, wherever on the canvas it is. */
  async open(name: string): Promise<Locator> {
    await this.fit();
    await this.node(name).click();
    await expect(this.inspector.getByLabel('Name of the step')).toHaveValue(name);
    return this.inspector;
  }

  /** Opens the settings of a step and gives it another name. */
  async rename(name: string, to: string): Promise<Locator> {
    const inspector = await this.open(name);
    await inspector.getByLabel('Name of the step').fill(to);
    await inspector.getByLabel('Name of the step').press('Enter');
    await expect(this.node(to)).toBeVisible();
    return inspector;
  }

  async close(): Promise<void> {
    await this.inspector.getByRole('button', { name: 'Close' }).click();
    await expect(this.inspector).toBeHidden();
  }

  /** Brings all steps into sight. */
  async fit(): Promise<void> {
    await this.page.getByRole('button', { name: /Fit/ }).click();
    await this.still();
  }

  /**
   * Waits until the canvas moves no more. Counted in frames, not in time: a slow machine draws few of them, and
   * a press that is aimed while the canvas glides lands beside its target.
   */
  async still(): Promise<void> {
    await this.page.locator('.react-flow__viewport').evaluate(async (viewport) => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const place = () => {
        const { x, y } = viewport.getBoundingClientRect();
        return `${getComputedStyle(viewport).transform} ${x} ${y}`;
      };
      for (let same = 0, last = ''; same < 6; same = place() === last ? same + 1 : 0) {
        last = place();
        await frame();
      }
    });
  }

  async saved(): Promise<void> {
    await expect(this.page.getByTestId('save-state')).toHaveText('Saved');
  }
}

/** The middle of something on the screen. */
async function centre(locator: Locator): Promise<[x: number, y: number]> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error(`not on the screen: ${locator.toString()}`);
  return [box.x + box.width / 2, box.y + box.height / 2];
}

/** Puts text into a code editor, replacing what is there. */
export async function typeCode(editor: Locator, text: string): Promise<void> {
  await editor.click();
  await editor.press('Control+a');
  // Pasted, as a person would: typing would have the editor complete brackets.
  await editor.evaluate((element, pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    element.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
}
