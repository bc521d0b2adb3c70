/** The evidence page, from a file of made-up numbers on a site of its own: what is tested is what it makes of them. */
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { intervalSvg } from '../src/components/figure-file/interval-svg';
import { evidenceText, parseEvidence } from '../src/evidence/evidence-file';
import { sampleEvidence } from '../src/evidence/testing/sample-evidence';
import { judge } from '../src/evidence/verdicts';
import { expect } from './page';
import { type Site, test } from './site';

const { evidence, plots } = sampleEvidence();
const path = 'evidence/evidence.json';

function ship(site: Site): void {
  site.write(path, evidenceText(evidence));
  for (const plot of plots) site.write(`evidence/figures/${plot.file}`, intervalSvg(plot));
}

const verdicts = (page: Page) => page.getByRole('list', { name: 'Verdicts' }).getByRole('listitem');

test('each claim has its verdict, its rule, its figures with words, and its numbers', async ({
  lab,
  page,
  site,
}) => {
  ship(site);
  await lab.open('#evidence');
  await expect(verdicts(page)).toHaveCount(evidence.verdicts.length);
  for (const [i, { claim, verdict, rule }] of evidence.verdicts.entries()) {
    await expect(verdicts(page).nth(i)).toContainText(verdict);
    const section = page.getByRole('region', {
      name: (await verdicts(page).nth(i).getByRole('link').textContent()) ?? '',
      exact: true,
    });
    await section.getByText('The rule').click();
    await expect(section).toContainText(rule);
    for (const { alt } of evidence.figures.filter((figure) => figure.claim === claim)) {
      const figure = section.getByRole('img', { name: alt });
      await figure.scrollIntoViewIfNeeded();
      await expect
        .poll(() => figure.evaluate((image: HTMLImageElement) => image.naturalWidth))
        .toBeGreaterThan(100);
    }
    for (const table of evidence.tables.filter((each) => each.claim === claim)) {
      const region = section.getByRole('region', { name: `${claim}: ${table.caption}` });
      const closed = section.locator('details:not([open])', {
        has: page.locator('caption', { hasText: table.caption }),
      });
      if ((await closed.count()) > 0) await closed.locator('summary').click();
      const cells = await region
        .locator('tbody tr')
        .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
      expect(cells).toEqual(table.rows);
    }
  }
  await expect(page.getByRole('main')).toContainText('npm run reproduce');
  await expect(page.getByRole('main')).toContainText(evidence.provenance.processor);
});

test('the site ships what is committed: the verdicts that the rules give, each figure, the numbers of every run', async ({
  lab,
  page,
}) => {
  const parsed = parseEvidence(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.ok) throw new Error(parsed.message);
  await lab.open('#evidence');
  await expect(verdicts(page).getByRole('strong')).toHaveText(
    judge(parsed.evidence.runs).map(({ verdict }) => verdict),
  );
  const figures = page.getByRole('main').getByRole('img');
  await expect(figures).toHaveCount(parsed.evidence.figures.length);
  for (const figure of await figures.all()) {
    await figure.scrollIntoViewIfNeeded();
    await expect
      .poll(() => figure.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(100);
  }
  const shipped = await page.request.get(path);
  expect(await shipped.text()).toBe(readFileSync(path, 'utf8'));
});

test('a link to a claim leads to it, by keyboard too', async ({ lab, page, site }) => {
  ship(site);
  await lab.open('#evidence/C4');
  const heading = (name: string) => page.getByRole('heading', { level: 3, name });
  await expect(heading('Are two phases as good')).toBeFocused();
  await expect(heading('Are two phases as good')).toBeInViewport();
  await verdicts(page).nth(1).getByRole('link').focus();
  await page.keyboard.press('Enter');
  await expect(heading('Does momentum help')).toBeFocused();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of [
    { width: 1280, height: 900 },
    { width: 360, height: 740 },
  ]) {
    test(`axe finds nothing: ${colorScheme}, ${viewport.width} px`, async ({ lab, page, site }) => {
      // Hundreds of cells of tables are looked at.
      test.slow();
      ship(site);
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      await lab.open('#evidence');
      await expect(verdicts(page)).toHaveCount(evidence.verdicts.length);
      for (const summary of await page.getByRole('main').locator('summary').all()) await summary.click();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      ).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        viewport.width,
      );
    });
  }
}

test('what is missing or damaged is said in words, and can be tried again', async ({ lab, page, site }) => {
  const said = page.getByRole('alert');
  ship(site);
  site.remove(path);
  await lab.open('#evidence');
  await expect(said).toContainText('ships no evidence: it answered 404');
  site.write(path, evidenceText(evidence).slice(0, 5000));
  await lab.button('Try again').click();
  await expect(said).toContainText('did not arrive whole');
  site.write(path, evidenceText({ ...evidence, version: 2 as 1 }));
  await lab.button('Try again').click();
  await expect(said).toContainText('Not an evidence file: version');
  ship(site);
  await lab.button('Try again').click();
  await expect(verdicts(page)).toHaveCount(evidence.verdicts.length);
  await expect(said).toHaveCount(0);
});

test('figures follow the theme of the page, whatever the system has', async ({ lab, page, site }) => {
  ship(site);
  await page.emulateMedia({ colorScheme: 'light' });
  await lab.open('#evidence');
  const figure = page.getByRole('img', { name: evidence.figures[0].alt });
  const theme = page.getByRole('button', { name: /^Theme/ });
  for (const wanted of ['light', 'dark'] as const) {
    while (!(await theme.textContent())?.includes(wanted)) await theme.click();
    await figure.scrollIntoViewIfNeeded();
    const png = (await figure.screenshot()).toString('base64');
    // The corner is paper.
    const brightness = await page.evaluate(async (data) => {
      const picture = new Image();
      picture.src = `data:image/png;base64,${data}`;
      await picture.decode();
      const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
      context?.drawImage(picture, 0, 0);
      return context?.getImageData(20, picture.height - 8, 1, 1).data[0];
    }, png);
    expect(brightness).toBe(wanted === 'dark' ? 0x17 : 0xfd);
  }
});
