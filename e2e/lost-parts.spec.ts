/**
 * Every part of the built site is deleted in turn, and what loads it is pressed: the page stays, and the words are the
 * right ones. Parts are found among the files, by what the page asks for; a part that nothing here asks for fails.
 */
import { type Page, test as plain } from '@playwright/test';
import { type Place, places } from './lost-places';
import { endless, expect, reloadWhereNeeded } from './page';
import { type Site, test } from './site';

const isPart = (path: string) => /^assets\/.*\.(js|css)$/.test(path);
/** Loaded by `offline.spec.ts`: by a page that a service worker serves, which has it already. */
const ofNewVersion = /^assets\/announce-version-/;
/** Without these there is no page to say anything. */
const first = (site: Site) => [...site.read('index.html').matchAll(/assets\/[^"]+/g)].map(([path]) => path);

/** Waits until the page has asked for nothing for a while. */
async function settled(page: Page, site: Site, ms = 200): Promise<void> {
  for (let before = -1; before !== site.requested.size; ) {
    before = site.requested.size;
    await page.waitForTimeout(ms);
  }
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(address);
}

/** Parts by what loads them first: -1 is the place itself. */
async function partsOf(
  page: Page,
  site: Site,
  place: Place,
  known: Set<string>,
): Promise<Map<number, string[]>> {
  const parts = new Map<number, string[]>();
  const note = (press: number) => {
    const fresh = [...site.requested].filter((path) => isPart(path) && !known.has(path));
    for (const path of fresh) known.add(path);
    if (fresh.length > 0) parts.set(press, fresh);
  };
  site.requested.clear();
  await open(page, place.address);
  await settled(page, site, 600);
  note(-1);
  for (const [i, { press, slow, after }] of place.presses.entries()) {
    await press(page);
    await settled(page, site, slow);
    note(i);
    await after?.(page);
  }
  return parts;
}

const stays = async (page: Page) => {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Two Regimes');
  if (page.url().endsWith('#explore')) await expect(page.getByRole('figure', { name: 'Loss' })).toBeVisible();
};

test('each part that does not arrive is said where it is missed, and the page stays', async ({
  page,
  site,
}) => {
  test.setTimeout(900_000);
  page.setDefaultTimeout(60_000);
  const known = new Set(first(site));
  for (const place of places) {
    await plain.step(place.address, async () => {
      const parts = await partsOf(page, site, place, known);
      const own = parts.get(-1) ?? [];
      for (const part of own) {
        await plain.step(`without ${part}`, async () => {
          site.remove(part);
          await open(page, place.address);
          await expect.soft(page.getByText(place.words).first(), part).toBeVisible();
          await stays(page);
          if (/\/keeper-/.test(part))
            await expect(
              page.getByText(/^Runs are not kept .* The part that keeps runs could not be loaded/).first(),
            ).toBeVisible();
          site.restore();
        });
      }
      // One part of each press at a time: several presses share a page.
      const rounds = Math.max(0, ...[...parts].map(([press, list]) => (press < 0 ? 0 : list.length)));
      for (let round = 0; round < rounds; round++) {
        const lost = [...parts].filter(([press, list]) => press >= 0 && round < list.length);
        await plain.step(`without ${lost.map(([, list]) => list[round]).join(', ')}`, async () => {
          for (const [, list] of lost) site.remove(list[round]);
          await open(page, place.address);
          for (const [i, list] of lost) {
            const { press, spare, after } = place.presses[i];
            const words = spare?.of.test(list[round]) ? spare.words : place.presses[i].words;
            await press(page);
            await expect
              .soft(page.getByText(words).first(), `${place.presses[i].name} without ${list[round]}`)
              .toBeVisible();
            await stays(page);
            await after?.(page);
          }
          site.restore();
        });
      }
    });
  }
  const all = site.files().filter((path) => isPart(path) && !ofNewVersion.test(path));
  expect(all.filter((path) => !known.has(path))).toEqual([]);
});

const partNamed = (site: Site, name: string) =>
  site.files().find((path) => new RegExp(`^assets/${name}-.*\\.js$`).test(path)) ?? name;

test('Reload is offered once for a part; Try again brings it when it is back', async ({
  page,
  site,
  lab,
}) => {
  await lab.open();
  site.remove(partNamed(site, 'ShareDialog'));
  const dialog = page.getByRole('dialog');
  await lab.button('Share').click();
  await expect(dialog).toContainText('the connection was lost or the site was updated');
  await expect(dialog.getByRole('button')).toHaveText(['Try again', 'Reload', 'Close']);
  await dialog.getByRole('button', { name: 'Reload' }).click();
  await expect(dialog).toHaveCount(0);
  await lab.button('Share').click();
  await expect(dialog).toContainText('Loading the page again did not help');
  await expect(dialog.getByRole('button')).toHaveText(['Try again', 'Close']);
  site.restore();
  await dialog.getByRole('button', { name: 'Try again' }).click();
  const share = page.getByRole('dialog', { name: 'Share' });
  if (await reloadWhereNeeded(page, share)) await lab.button('Share').click();
  await expect(share).toBeVisible();
});

test('after an update the page is loaded again by itself, never while something trains; the run is kept', async ({
  page,
  site,
  lab,
}) => {
  const script = () => page.locator('script[type=module]').getAttribute('src');
  await lab.open(`?${endless}`);
  await lab.button('Train').click();
  await expect.poll(() => lab.step()).toBeGreaterThan(20);
  const first = await script();
  site.deploy();
  await lab.button('Share').click();
  await expect(page.getByRole('dialog')).toContainText('could not be loaded');
  const notice = page.getByRole('status', { name: 'This page' });
  await expect(notice).toContainText('The site was updated.');
  await page.keyboard.press('Escape');
  await expect(lab.status).toContainText('Training');
  expect(await script()).toBe(first);
  const reached = await lab.step();
  await notice.getByRole('button', { name: 'Reload' }).click();
  await expect.poll(script).not.toBe(first);
  const run = page.getByRole('list', { name: 'Runs', exact: true }).getByRole('listitem');
  await expect(run).toHaveCount(1);
  await run.getByRole('button').first().click();
  await expect(lab.status).toContainText('Paused');
  expect(await lab.step()).toBeGreaterThanOrEqual(reached);

  const second = await script();
  site.deploy();
  await lab.button('Export').click();
  await expect.poll(script).not.toBe(second);
  await expect(run).toHaveCount(1);
  await lab.button('Export').click();
  await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible();
});

test('without its first script the page says that it has not started', async ({ page, site }) => {
  site.remove(first(site).find((path) => path.endsWith('.js')) ?? '');
  await page.goto('./');
  await expect(page.getByText('Two Regimes has not started yet.')).toBeVisible();
});
