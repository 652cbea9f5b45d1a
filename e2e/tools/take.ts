import type { Page } from '@playwright/test';
import { expect } from '../support/fixtures.ts';
import type { View } from '../support/pages.ts';

export const sizes = [
  { width: 1280, height: 800 },
  { width: 1600, height: 1000 },
] as const;
export const colorSchemes = ['light', 'dark'] as const;

/** Takes a page in every size and colour scheme, into `e2e/results/screenshots`. */
export async function takeAll(page: Page, view: View): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await view.open(page);
    for (const colorScheme of colorSchemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
      await page.screenshot({
        path: `e2e/results/screenshots/${view.name}-${colorScheme}-${size.width}x${size.height}.png`,
      });
    }
  }
}
