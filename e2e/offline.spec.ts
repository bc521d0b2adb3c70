/** The site without a connection, installed, and when a new version of it comes. */
import type { Page } from '@playwright/test';
import { endless, expect, Lab } from './page';
import { test } from './site';

/** The service worker has kept everything and serves this page. */
const isKept = (page: Page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller)
      await new Promise((resolve) =>
        navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
      );
  });

const fashion = '?backend=wasm&dataset=fashion&trainSize=100&epochs=1&switchEpoch=1&batchSize=10#explore';

// The whole site is fetched twice and kept.
test.slow();
test.use({ serviceWorkers: 'allow' });

test('everything that was built is kept but source maps, once each, and the site can be installed', async ({
  page,
  site,
}) => {
  await page.goto('./');
  await isKept(page);
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname.slice(1));
  });
  const built = site.files().filter((path) => !path.endsWith('.map') && path !== 'service-worker.js');
  expect(kept.sort()).toEqual(built.sort());
  const session = await page.context().newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // The one thing that is wrong with it is the window of the test.
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito']);
});

test('after one visit every part works without a connection', async ({ page, context, site, lab }) => {
  await page.goto('./');
  await isKept(page);
  await context.setOffline(true);
  for (const path of site.files()) site.remove(path);
  await page.reload();
  await expect(page.getByRole('figure', { name: 'A recorded run' })).toBeVisible();
  await lab.trainToEnd(fashion);
  await lab.button('Share').click();
  await expect(page.getByRole('dialog', { name: 'Share' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.goto('./#lessons/bounce/1');
  await expect(page.getByRole('figure', { name: 'Loss' })).toBeVisible();
  await page.goto('./#phase-diagram');
  await expect(page.getByRole('heading', { name: 'Phase diagram' })).toBeVisible();
  await page.goto('./#evidence');
  await expect(page.getByRole('main').getByRole('heading', { level: 3 }).first()).toBeVisible();
  await page.goto('./#about');
  await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
});

test('a damaged file is not kept: nothing is, and the page works', async ({ page, site }) => {
  site.flip('data/fashion-mnist.pack');
  await page.goto('./');
  await expect.poll(() => site.requested.has('data/fashion-mnist.pack')).toBe(true);
  const isGone = () =>
    page.evaluate(async () => (await navigator.serviceWorker.getRegistration()) === undefined);
  await expect.poll(isGone).toBe(true);
  await expect(page.getByRole('figure', { name: 'A recorded run' })).toBeVisible();
});

test('a new version is announced, waits for a run and for another tab, and is taken with the run kept', async ({
  page,
  context,
  site,
  lab,
}) => {
  await lab.open(`?${endless}`);
  await isKept(page);
  const script = () => page.locator('script[type=module]').getAttribute('src');
  const before = await script();
  site.deploy();
  await lab.button('Train').click();
  await expect.poll(() => lab.step()).toBeGreaterThan(20);
  // What a page that is opened, or looked at after an hour, does by itself.
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  const notice = page.getByRole('status', { name: 'This page' });
  await expect(notice).toContainText('A new version is ready.', { timeout: 120_000 });
  await expect(lab.status).toContainText('Training');
  // The old page finds its own parts, which are no longer on the site.
  await lab.button('Share').click();
  await expect(page.getByRole('dialog', { name: 'Share' })).toBeVisible();
  await page.keyboard.press('Escape');

  const other = await context.newPage();
  const otherLab = new Lab(other);
  await otherLab.open(`?${endless}`);
  expect(await other.locator('script[type=module]').getAttribute('src')).toBe(before);
  await notice.getByRole('button', { name: 'Reload' }).click();
  await expect(notice).toContainText('another tab has this site open');
  await expect(lab.status).toContainText('Training');
  await otherLab.button('Export').click();
  await expect(other.getByRole('dialog', { name: 'Export' })).toBeVisible();
  await other.close();

  const reached = await lab.step();
  await notice.getByRole('button', { name: 'Reload' }).click();
  await expect.poll(script).not.toBe(before);
  await expect(notice).toHaveText('');
  const run = page.getByRole('list', { name: 'Runs' }).getByRole('listitem');
  await expect(run).toHaveCount(1);
  await run.getByRole('button').first().click();
  await expect(lab.status).toContainText('Paused');
  expect(await lab.step()).toBeGreaterThanOrEqual(reached);
});
