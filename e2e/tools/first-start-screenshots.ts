import { setUp, test } from '../support/fixtures.ts';
import { emptyViews } from '../support/pages.ts';
import { takeAll } from './take.ts';

test.use({ installationKind: 'new' });

test('a new installation', async ({ page }) => {
  await takeAll(page, {
    name: 'setup',
    open: async () => {
      await page.goto('/setup');
      await page.getByLabel('Name').waitFor();
    },
  });
  await setUp(page);
  for (const view of emptyViews) await takeAll(page, view);
});
