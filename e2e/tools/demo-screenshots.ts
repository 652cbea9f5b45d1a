import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { Designer } from '../support/designer.ts';
import { expect, test } from '../support/fixtures.ts';
import { openDemoFlow, views } from '../support/pages.ts';
import { colorSchemes, sizes, takeAll } from './take.ts';

for (const view of views)
  test(view.name, async ({ page, context }) => {
    if (view.signedOut) await context.clearCookies();
    await takeAll(page, view);
  });

const forReadme = fileURLToPath(new URL('../../packages/designer-ui/docs/designer.png', import.meta.url));

/** Tries the demo's flow with the sample order, so that the canvas shows what a run has done. */
async function tryFlow(page: Page): Promise<void> {
  await openDemoFlow(page);
  await page.getByRole('tab', { name: 'Test run' }).click();
  await page.getByRole('button', { name: 'Samples' }).click();
  await page.getByRole('menuitem', { name: /850/ }).first().click();
  await page.getByRole('button', { name: 'Run test' }).click();
  await expect(page.getByTestId('test-run-bar')).toContainText('Succeeded');
}

test.describe('the designer with a test run', () => {
  for (const colorScheme of colorSchemes)
    for (const size of sizes)
      test(`in ${colorScheme} at ${size.width}`, async ({ page }) => {
        await page.setViewportSize(size);
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await tryFlow(page);
        const designer = new Designer(page);
        await designer.node('To canonical order').click();
        await expect(designer.inspector.getByText('→').first()).toBeVisible();
        await page.mouse.move(0, 0);
        const path = `e2e/results/screenshots/designer-test-run-${colorScheme}-${size.width}x${size.height}.png`;
        await page.screenshot({ path });
        if (colorScheme === 'light' && size.width === 1600) await page.screenshot({ path: forReadme });
      });
});
