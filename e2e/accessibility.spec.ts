import type { Page } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';
import { expect, test } from './support/fixtures.ts';
import { views } from './support/pages.ts';

/** WCAG 2.2, levels A and AA. */
const everything: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  resultTypes: ['violations'],
};
/** In the other colours only the contrast is another. */
const contrast: RunOptions = { runOnly: ['color-contrast'], resultTypes: ['violations'] };

/** What keeps people from using a page as it stands: each rule with the places that break it. */
async function barriers(page: Page, options: RunOptions): Promise<{ id: string; at: string[] }[]> {
  const { violations } = await page.evaluate(
    (chosen) => (globalThis as unknown as { axe: typeof axe }).axe.run(document, chosen),
    options,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => ({
      id,
      at: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary ?? ''}`),
    }));
}

// Colours on their way from one to another are nobody's reading.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

for (const view of views)
  test(`${view.name} has no serious barrier, in light and dark`, async ({ page, context }) => {
    if (view.signedOut) await context.clearCookies();
    await page.emulateMedia({ colorScheme: 'light' });
    await view.open(page);
    await page.evaluate(axe.source);
    expect(await barriers(page, everything)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
    // Asked again until the canvas, which paints by itself, has followed.
    await expect.poll(() => barriers(page, contrast)).toEqual([]);
  });
