/** What a first-time user does with runs: forks, deletes, renames and compares them, and expects to see what came of it. */
import { readFileSync } from 'node:fs';
import { csvParse } from 'd3';
import { expect, type Lab, test } from './page';

const tiny = '?backend=wasm&dataset=moons&trainSize=100&epochs=3&switchEpoch=2';
const phone = { width: 360, height: 640 };
const items = (lab: Lab) => lab.page.getByRole('list', { name: 'Runs', exact: true }).getByRole('listitem');
const undo = (lab: Lab) => lab.button('Undo');

test('the two forks of the shipped recording begin at its drop, and it stays as it was', async ({ lab }) => {
  await lab.open();
  await expect(lab.status).toContainText('Recorded run');
  await expect(lab.page.getByText('at the drop, step 3,750')).toBeVisible();
  await lab.button('Fork: keep large | drop to small').click();
  await expect(items(lab)).toHaveCount(2);
  await expect(items(lab).first()).toContainText(/Recorded: two phases.*recorded, epoch 60 of 60/);
  await expect(items(lab).nth(1)).toContainText('large throughout');
  await expect(lab.page.getByRole('combobox', { name: 'Schedule', exact: true })).toHaveValue('constant');
  await expect(lab.field('Learning rate')).toHaveValue('0.4');
  await expect(lab.field('Drop at epoch')).toHaveCount(0);
});

test('what was deleted can be brought back where one is, on a phone too; deleting everything asks first', async ({
  lab,
  page,
}) => {
  await lab.trainToEnd(tiny);
  for (const size of [{ width: 1280, height: 720 }, phone]) {
    await page.setViewportSize(size);
    await items(lab)
      .getByRole('button', { name: /^Delete/ })
      .click();
    await expect(items(lab)).toHaveCount(0);
    await expect(undo(lab)).toBeInViewport({ ratio: 1 });
    await expect(undo(lab)).toBeFocused();
    await page.evaluate(() => scrollTo(0, 0));
    await expect(undo(lab)).toBeInViewport({ ratio: 1 });
    await page.keyboard.press('Enter');
    await expect(items(lab)).toHaveCount(1);
    await expect(undo(lab)).toHaveCount(0);
    const dialog = page.getByRole('dialog', { name: 'Delete all runs and data?' });
    await lab.button('Delete all runs and data').click();
    await expect(dialog).toContainText('This deletes 1 run. Your progress in the lessons stays.');
    await lab.button('Cancel').click();
    await expect(dialog).toBeHidden();
    await expect(items(lab)).toHaveCount(1);
    await lab.button('Delete all runs and data').click();
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(items(lab)).toHaveCount(1);
    await lab.button('Delete all runs and data').click();
    await lab.button('Delete all').click();
    await expect(items(lab)).toHaveCount(0);
    await expect(undo(lab)).toBeInViewport({ ratio: 1 });
    await undo(lab).click();
    await expect(items(lab)).toHaveCount(1);
  }
});

test('a run is renamed by typing; the comparison shows numbers beside names, and goes out as a file', async ({
  lab,
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await lab.trainToEnd(tiny);
  await lab.field('Seed').fill('2');
  await lab.field('Momentum').first().fill('0.5');
  await lab.field('Momentum').first().press('Enter');
  await lab.button('Train').click();
  await expect(items(lab).getByText(/^finished/)).toHaveCount(2, { timeout: 60_000 });
  await expect(items(lab).nth(1)).toContainText('η 0.4, μ 0.5, seed 2');
  await items(lab)
    .first()
    .getByRole('button', { name: /^Rename/ })
    .click();
  await page.keyboard.type('A very long name that would fill the whole table by itself');
  await page.keyboard.press('Enter');
  await expect(
    lab.button('A very long name that would fill the whole table by itself').first(),
  ).toBeVisible();
  await page.getByText('Compare', { exact: true }).click();
  const table = page.getByRole('region', { name: 'Runs compared' });
  for (const name of ['μ', 'seed']) await expect(table.getByRole('columnheader', { name })).toBeVisible();
  await expect(table.getByRole('columnheader', { name: 'η', exact: true })).toHaveCount(0);
  await table.scrollIntoViewIfNeeded();
  // Whole cells beside the names, before anybody scrolls sideways.
  const seen = await table.evaluate((section) => {
    const { right } = section.getBoundingClientRect();
    const cells = [...section.querySelectorAll('tbody tr:first-child td')];
    return cells
      .filter((cell) => cell.getBoundingClientRect().right <= right)
      .map((cell) => cell.textContent);
  });
  expect(seen.slice(0, 3)).toEqual([expect.any(String), expect.any(String), expect.stringMatching(/%$/)]);
  const coming = page.waitForEvent('download');
  await lab.button('Table as CSV').click();
  const file = await coming;
  expect(file.suggestedFilename()).toBe('two-regimes-runs.csv');
  const rows = csvParse(readFileSync(await file.path(), 'utf8'));
  expect(rows.map(({ seed }) => seed).sort()).toEqual(['1', '2']);
  expect(rows.every(({ testAccuracy }) => Number(testAccuracy) > 0.5)).toBe(true);
});

test('the line on changes that will be replayed has its room: figures stay where they are', async ({
  lab,
  page,
}) => {
  for (const size of [{ width: 1280, height: 720 }, phone]) {
    await page.setViewportSize(size);
    await lab.open(`${tiny}&change=50*learningRate*0.1`);
    const top = () => lab.figure('Loss').evaluate((figure) => figure.getBoundingClientRect().top + scrollY);
    await expect(page.getByText('Your mid-run change will be replayed.')).toBeVisible();
    const before = await top();
    await lab.button('Discard it').click();
    await expect(page.getByText('Your mid-run change')).toHaveCount(0);
    expect(await top()).toBeCloseTo(before, 0);
  }
});

test('arriving in Explore shows its top, and no frame around the page', async ({ lab, page }) => {
  for (const size of [{ width: 1280, height: 720 }, phone]) {
    await page.setViewportSize(size);
    await page.goto('./');
    await page.getByRole('link', { name: 'Explore', exact: true }).first().focus();
    await page.keyboard.press('Enter');
    await expect(lab.button('Train')).toBeVisible();
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await page.locator('main').focus();
    expect(await page.locator('main').evaluate((main) => getComputedStyle(main).outlineStyle)).toBe('none');
  }
});
