import type { Page } from '@playwright/test';
// @ts-expect-error plain JavaScript, shared with the size budget
import { siteFiles } from '../scripts/page-files.mjs';
import { expect, test } from './page';

/** Scripts and style sheets that the page asks for from now on. */
function loadedBy(page: Page): Set<string> {
  const loaded = new Set<string>();
  page.on('request', (request) => {
    const path = new URL(request.url()).pathname.slice(1);
    if (/\.(js|css)$/.test(path)) loaded.add(path);
  });
  return loaded;
}

const countedFor = ({ scripts, others }: { scripts: string[]; others: string[] }) =>
  [...scripts, ...others].filter((path) => path !== 'index.html').sort();

test('what a visit loads by itself is what the size budget counts', async ({ lab, page }) => {
  const loaded = loadedBy(page);
  await lab.open();
  await expect(lab.status).toContainText('Recorded run');
  await expect(page.getByRole('region', { name: 'Regime lens' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect([...loaded].sort()).toEqual(countedFor(siteFiles('dist').page));
});

test('the home page loads what the size budget counts for it, and no tfjs', async ({ page }) => {
  const loaded = loadedBy(page);
  await page.goto('./');
  await expect(page.getByRole('figure', { name: 'A recorded run' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect([...loaded].sort()).toEqual(countedFor(siteFiles('dist').home));
});
