/** The phase diagram, in the browser, with its workers and its storage. */
import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './page';

const small = 'dataset=moons&trainSize=60&width=6&hiddenLayers=1&batchSize=10';
const address = (query = 'backend=wasm') => `./?${query}&${small}#phase-diagram`;

async function plan(page: Page, entries: Record<string, string | number>): Promise<void> {
  for (const [name, value] of Object.entries(entries)) {
    const field = page.getByRole('textbox', { name, exact: true });
    await field.fill(String(value));
    await field.press('Enter');
  }
}

const grid = { 'Horizontal axis, values': 4, 'Vertical axis, values': 3, Epochs: 6, Seeds: 2 };
/** The line that screen readers hear comes up to a second later than the buttons. */
async function trainAll(page: Page, button: 'Start' | 'Start anew' | 'Go on'): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  const pause = page.getByRole('button', { name: 'Pause', exact: true });
  await expect(pause).toBeVisible();
  await expect(pause).toBeHidden({ timeout: 60_000 });
  await expect(page.getByRole('status').first()).toContainText('Finished');
}

async function file(page: Page, kind: 'CSV' | 'SVG' | 'PNG'): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: kind, exact: true }).click(),
  ]);
  return readFile(await download.path());
}

const rowsOf = (csv: Buffer) =>
  csv
    .toString()
    .trim()
    .split('\n')
    .map((line) => line.split(','));

test('a grid fills in, is read by keyboard, and a point of it opens as a whole run', async ({
  lab,
  page,
}) => {
  await page.goto(address());
  await plan(page, grid);
  await expect(page.getByText('24 runs, 864 steps.')).toBeVisible();
  await trainAll(page, 'Start');
  await expect(page.getByRole('status').first()).toContainText('24 of 24 runs');
  const [head, ...rows] = rowsOf(await file(page, 'CSV'));
  expect(head.slice(0, 4)).toEqual(['learningRate', 'switchEpoch', 'seed', 'trainLoss']);
  expect(rows).toHaveLength(24);

  const plot = page.getByRole('region', { name: /plot\. Arrow keys/ });
  await plot.focus();
  await plot.press('ArrowRight');
  // The first point in reading order: smallest rate, latest drop. Its mean is that of the two seeds.
  const first = rows.filter(([rate, drop]) => rate === '0.025' && drop === '6');
  const mean = first.reduce((sum, row) => sum + Number(row[head.indexOf('testAccuracy')]), 0) / 2;
  const reading = page.getByText(/^Learning rate 0\.025, drop at epoch 6: test accuracy/);
  await expect(reading).toContainText(`test accuracy ${(100 * mean).toFixed(1)} %`);
  await expect(reading).toContainText('2 seeds');
  await page.getByLabel('Colour').selectOption('Final training loss');
  await expect(page.getByText(/^Learning rate 0\.025, drop at epoch 6: final training loss/)).toBeVisible();

  await page.getByText('Show as table').click();
  await expect(page.getByRole('region', { name: 'Phase diagram as a table' }).getByRole('row')).toHaveCount(
    4,
  );

  await plot.press('Enter');
  await expect(page).toHaveURL(/learningRate=0\.025/);
  // The plot is gone; the keyboard goes on where the run is.
  await expect(page.getByRole('main')).toBeFocused();
  await expect(lab.status).toContainText('Finished', { timeout: 60_000 });
  await expect(lab.status).toContainText('epoch 6 of 6');
  await expect(lab.figure('Loss')).toBeVisible();
  // The whole run ends where its point did.
  const evaluations = await lab.table('Loss');
  const own = rows.find(([rate, drop, seed]) => rate === '0.025' && drop === '6' && seed === '1');
  const last = evaluations.at(-1)?.find((value) => Math.abs(value - Number(own?.[3])) < 1e-3);
  expect(last).toBeDefined();
  // The diagram is still there.
  await page.getByRole('link', { name: 'Phase diagram' }).click();
  await expect(page.getByRole('status').first()).toContainText('24 of 24 runs');
  await expect(page.getByLabel('Colour')).toHaveValue('trainLoss');
});

test('paused, it goes on after a reload, to the same numbers; cancelled, it keeps what it found', async ({
  lab,
  page,
}) => {
  await page.goto(address());
  await plan(page, { ...grid, Epochs: 60 });
  // Its keys work once nothing is typed any more.
  await lab.button('Start').focus();
  await page.keyboard.press('t');
  const over = page.getByRole('progressbar', { name: 'Runs of the sweep that are over' });
  await expect(over).not.toHaveJSProperty('value', 0);
  await page.keyboard.press('t');
  await expect(page.getByRole('status').first()).toContainText('Paused');
  await page.reload();
  await expect(page.getByRole('status').first()).toContainText(/Paused · ([1-9]|1\d) of 24 runs/);
  await trainAll(page, 'Go on');
  const inTwoParts = rowsOf(await file(page, 'CSV'));
  expect(inTwoParts).toHaveLength(25);

  await trainAll(page, 'Start anew');
  expect(rowsOf(await file(page, 'CSV'))).toEqual(inTwoParts);

  await plan(page, { Epochs: 200 });
  await lab.button('Start anew').click();
  await expect(over).not.toHaveJSProperty('value', 0);
  await page.keyboard.press('x');
  await expect(page.getByRole('status').first()).toContainText('Cancelled');
  expect(rowsOf(await file(page, 'CSV')).length).toBeGreaterThan(1);
});

test('the fused kernels train the same sweep as tfjs, and diverging points are marked', async ({
  lab: { page },
}) => {
  const entries = {
    ...grid,
    'Horizontal axis to': 10,
    Seeds: 1,
    Epochs: 14,
    'Vertical axis from': 11,
    'Vertical axis, values': 4,
  };
  const rows: string[][][] = [];
  for (const query of ['backend=wasm', 'engine=fused']) {
    await page.goto('about:blank');
    await page.goto(address(`${query}&smallMomentum=0.99&smallLearningRate=10&weightDecay=0.1&initScale=10`));
    await plan(page, entries);
    await trainAll(page, rows.length === 0 ? 'Start' : 'Start anew');
    await expect(page.getByRole('status').first()).toContainText(
      query === 'engine=fused' ? 'fused kernels' : 'WebAssembly',
    );
    rows.push(rowsOf(await file(page, 'CSV')));
  }
  const [[head, ...tfjs], [, ...fused]] = rows;
  const [loss, diverged] = ['trainLoss', 'divergedAt'].map((name) => head.indexOf(name));
  expect(tfjs.filter((row) => row[diverged] !== '0').length).toBeGreaterThan(0);
  expect(tfjs.filter((row) => row[diverged] === '0').length).toBeGreaterThan(3);
  for (const row of tfjs) {
    const twin = fused.find(([rate, drop]) => rate === row[0] && drop === row[1]) ?? [];
    expect(twin[diverged] === '0').toBe(row[diverged] === '0');
    // Rounding may bring the loss beyond return a step earlier.
    expect(Math.abs(Number(twin[diverged]) - Number(row[diverged]))).toBeLessThanOrEqual(1);
    if (row[diverged] === '0')
      expect(Math.abs(Number(twin[loss]) / Number(row[loss]) - 1)).toBeLessThan(1e-3);
  }
  await page.getByText('Show as table').click();
  const table = page.getByRole('region', { name: 'Phase diagram as a table' });
  await expect(table.getByRole('cell', { name: 'diverged' }).first()).toBeVisible();
});

test('a random set varies more than its axes; files of the picture stand alone', async ({
  lab: { page },
}) => {
  await page.goto(address());
  await page.getByRole('radio', { name: 'at random' }).check();
  await page.getByRole('checkbox', { name: 'width' }).check();
  await plan(page, { 'how many': 12, Epochs: 4 });
  await trainAll(page, 'Start');
  const [head, ...rows] = rowsOf(await file(page, 'CSV'));
  expect(head.slice(0, 3)).toEqual(['learningRate', 'switchEpoch', 'width']);
  expect(new Set(rows.map(([, , width]) => width)).size).toBeGreaterThan(4);
  const svg = (await file(page, 'SVG')).toString();
  expect(svg).toContain('<title>Test accuracy by learning rate and drop at epoch</title>');
  expect(svg.match(/<circle/g)).toHaveLength(12);
  expect(svg).not.toMatch(/var\(|class=/);
  const png = await file(page, 'PNG');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
});

test('what cannot be trained is named, with what is allowed, and nothing starts', async ({ lab, page }) => {
  await page.goto(address());
  await plan(page, { 'Horizontal axis to': 100 });
  const alert = page.getByRole('region', { name: 'Picture of the sweep' }).getByRole('alert');
  await expect(alert).toHaveText('Learning rate: 100 is not allowed; it takes a number from 0.00001 to 10.');
  await expect(lab.button('Start')).toBeDisabled();
  // It is said at the entry too.
  const entry = page.getByRole('textbox', { name: 'Horizontal axis to', exact: true });
  await expect(entry).toHaveAttribute('aria-invalid', 'true');
  await expect(entry).toHaveAccessibleDescription(/^Learning rate: 100 is not allowed/);
  await plan(page, { 'Horizontal axis to': 1, Seeds: 0 });
  await expect(alert).toHaveText('Seeds: 0 is not allowed; it takes a whole number from 1 to 10.');
  await plan(page, { Seeds: 1 });
  await page.getByLabel('Vertical axis', { exact: true }).selectOption('Learning rate');
  await expect(alert).toHaveText('Both axes are Learning rate; choose two fields.');
  await page.getByLabel('Vertical axis', { exact: true }).selectOption('Momentum');
  await expect(alert).toHaveCount(0);
});

test('on a phone the plan is folded, and Start brings the picture into sight', async ({ lab, page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto(address());
  const epochs = page.getByRole('textbox', { name: 'Epochs', exact: true });
  await expect(epochs).toBeHidden();
  await page.getByText(/^Learning rate by drop at epoch, 16 × 16 points/).click();
  await plan(page, { ...grid, 'Target loss': 0.0001, Epochs: 2, Seeds: 1 });
  await page.getByText(/^Learning rate by drop at epoch, 4 × 3 points, 2 epochs/).click();
  await expect(epochs).toBeHidden();
  await trainAll(page, 'Start');
  await expect(page.getByRole('region', { name: /plot\. Arrow keys/ })).toBeInViewport({ ratio: 0.5 });
  // Nothing came to the target: no colours, and the legend says so.
  await page.getByLabel('Colour').selectOption('Steps to the target loss');
  await expect(page.locator('svg text', { hasText: 'target not reached' })).toBeVisible();
  await expect(lab.page.locator('svg linearGradient')).toHaveCount(0);
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in ${theme}, on a phone and wide, and nothing is wider than the phone`, async ({
    lab,
    page,
  }) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.goto(address());
    await plan(page, { ...grid, Seeds: 1, Epochs: 2 });
    await lab.button('Momentum').click();
    await trainAll(page, 'Start');
    await page.getByText('Show as table').click();
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });
}
