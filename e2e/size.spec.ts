// @ts-expect-error plain JavaScript, shared with the size budget
import { siteFiles } from '../scripts/page-files.mjs';
import { expect, test } from './page';

test('what a visit loads by itself is what the size budget counts', async ({ lab, page }) => {
  const loaded: string[] = [];
  page.on('request', (request) => {
    const path = new URL(request.url()).pathname.slice(1);
    if (/\.(js|css)$/.test(path)) loaded.push(path);
  });
  await lab.open();
  await expect(lab.status).toContainText('Recorded run');
  await expect(page.getByRole('region', { name: 'Regime lens' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  const { scripts, others } = siteFiles('dist').page;
  const counted: string[] = [...scripts, ...others].filter((path) => path !== 'index.html');
  expect([...new Set(loaded)].sort()).toEqual(counted.sort());
});
