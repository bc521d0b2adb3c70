/** The parts of the site that train nothing: the home page, what stands behind it, and the ways between all parts. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { placeNames, places } from '../src/components/page/place';
import { lessons } from '../src/lessons/registry';
import { firstPictureFile } from '../src/runs/first-picture';
import { expect, test } from './page';

const parts = { home: '', about: '#about' };
/** Something of each part that no other has. */
const signs: Record<(typeof placeNames)[number], (page: Page) => ReturnType<Page['locator']>> = {
  home: (page) => page.getByRole('link', { name: 'Train one yourself' }),
  explore: (page) => page.getByRole('button', { name: 'Train', exact: true }),
  lessons: (page) => page.getByRole('link', { name: lessons[0].title }).first(),
  phases: (page) => page.getByRole('heading', { name: 'Phase diagram' }),
  evidence: (page) => page.getByRole('heading', { level: 2, name: 'Evidence' }),
  about: (page) => page.getByRole('heading', { name: 'How to cite' }),
};
const picture = (page: Page) => page.getByRole('figure', { name: 'A recorded run' });
const titleOf = (name: (typeof placeNames)[number]) =>
  name === 'home' ? 'Two Regimes' : `${places[name].label} · Two Regimes`;

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 360]) {
    test(`axe finds nothing and nothing is cut off: ${colorScheme}, ${width} px`, async ({
      lab: _,
      page,
    }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      for (const hash of Object.values(parts)) {
        await page.goto(`./${hash}`);
        await page.reload();
        if (hash === '') {
          await page.getByText('Show as table').click();
          await expect(page.getByRole('cell', { name: '60', exact: true })).toBeVisible();
        } else await expect(signs.about(page)).toBeVisible();
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
        ).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
    });
  }
}

test('by keyboard alone: every part of the site, its title, and back', async ({ lab: _, page }) => {
  await page.goto('./');
  for (const name of [...placeNames.slice(1), 'home' as const]) {
    const link = page
      .getByRole('navigation', { name: 'Parts of the site' })
      .getByRole('link', { name: places[name].label, exact: true });
    await link.focus();
    await page.keyboard.press('Enter');
    await expect(signs[name](page)).toBeVisible();
    await expect(link).toHaveAttribute('aria-current', 'page');
    await expect(page).toHaveTitle(titleOf(name));
  }
  await page.goBack();
  await expect(signs.about(page)).toBeVisible();
  await expect(page).toHaveTitle(titleOf('about'));
});

test('the home page leads by Tab and Enter to training, and to each lesson', async ({ lab: _, page }) => {
  await page.goto('./');
  const train = signs.home(page);
  await expect(train).toBeVisible();
  for (let i = 0; i < 30 && !(await train.evaluate((each) => each === document.activeElement)); i++)
    await page.keyboard.press('Tab');
  await expect(train).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(signs.explore(page)).toBeEnabled();
  for (const { title } of lessons) {
    await page.goto('./#');
    await page.getByRole('link', { name: title, exact: true }).press('Enter');
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
  }
});

test('another part is shown from its top', async ({ lab: _, page }) => {
  await page.setViewportSize({ width: 360, height: 700 });
  await page.goto('./');
  const link = page.getByRole('listitem').getByRole('link', { name: 'About', exact: true });
  await link.scrollIntoViewIfNeeded();
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(300);
  await link.click();
  await expect(signs.about(page)).toBeVisible();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
});

test('an unknown fragment leads to the page with runs', async ({ lab: _, page }) => {
  for (const hash of ['#nothing-of-the-kind', '#abouts', '#figures', '#/about']) {
    await page.goto('./#about');
    await expect(signs.about(page)).toBeVisible();
    await page.evaluate((to) => {
      location.hash = to;
    }, hash);
    await expect(signs.explore(page)).toBeVisible();
    await expect(page).toHaveTitle(titleOf('explore'));
  }
});

test('the picture runs, can be held, and goes on', async ({ lab: _, page }) => {
  await page.goto('./');
  const moment = picture(page).getByText(/^epoch \d+ of 60/);
  const epoch = async () => Number((await moment.textContent())?.match(/\d+/)?.[0]);
  await expect.poll(epoch).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Pause the picture' }).press('Enter');
  const shown = picture(page).locator('clipPath rect');
  const held = await shown.getAttribute('width');
  await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
  expect(await shown.getAttribute('width')).toBe(held);
  await page.getByRole('button', { name: 'Play the picture' }).press('Enter');
  await expect.poll(() => shown.getAttribute('width')).not.toBe(held);
  await expect(picture(page).getByRole('img')).toHaveAccessibleName(
    /after 30 epochs; the step is made small/,
  );
});

test('who wants no motion sees the whole run, still', async ({ lab: _, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('./');
  await expect(picture(page).getByText('epoch 60 of 60')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Play the picture' })).toBeVisible();
});

test('without its recording the home page says so, and all else is there', async ({ lab: _, page }) => {
  const answers = [
    { status: 404, body: 'Not found', said: 'The site answered 404.' },
    { status: 200, body: '<html>', said: 'What arrived is not JSON.' },
    { status: 200, body: '{"runs":{"two-phase":[{}]}}', said: 'Run file: format' },
  ];
  for (const { said, ...answer } of answers) {
    await page.unrouteAll();
    await page.route(`**/${firstPictureFile}`, (route) => route.fulfill(answer));
    await page.goto('./#about');
    await page.goto('./');
    await page.reload();
    await expect(page.getByText(`The recorded run cannot be shown: ${said}`)).toBeVisible();
    await expect(signs.home(page)).toBeVisible();
  }
});

test('about: the citation can be copied, the licence of the data is there', async ({
  lab: _,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('./#about');
  await page.getByRole('button', { name: 'Copy BibTeX' }).press('Enter');
  await expect(page.getByText('Copied.')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.trim()).toBe((await page.getByRole('textbox', { name: 'BibTeX' }).inputValue()).trim());
  expect(copied).toContain('2002.10376');
  await expect(page.getByRole('link', { name: 'arXiv:2002.10376' })).toHaveAttribute(
    'href',
    /^https:\/\/arxiv\.org/,
  );
  const licence = await page.getByRole('link', { name: 'MIT licence' }).getAttribute('href');
  const answer = await page.request.get(new URL(licence ?? '', page.url()).href);
  expect(await answer.text()).toContain('Zalando');
});
