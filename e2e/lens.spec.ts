import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './page';

const numberOf = (cell: string) => Number(cell.replaceAll(',', ''));
const quick = '?backend=wasm&epochs=24&switchEpoch=12';

test('the measured regime: strip, badge and plane follow a run through its drop', async ({ lab, page }) => {
  await lab.open('?backend=wasm');
  await lab.button('Train').click();
  const strip = page.getByRole('figure', { name: 'Regime', exact: true });
  await expect(strip.getByRole('img')).toHaveAccessibleName(/now large step/, { timeout: 60_000 });
  await expect(
    page.getByText(/The steps kept \d+\s% of what their gradients promised on their own batches/),
  ).toBeVisible();
  await expect(lab.status).toContainText('Finished', { timeout: 60_000 });
  await expect(page.getByText(/A step with momentum 0.9 sums many gradients/)).toBeVisible();
  await strip.getByText('Show as table').click();
  const rows = await strip.locator('tbody tr').allInnerTexts();
  expect(rows.some((row) => /Large step/.test(row))).toBe(true);
  const small = rows.filter((row) => row.includes('Small step')).map((row) => row.split('\t').map(numberOf));
  const afterDrop = small.reduce((sum, [from, to]) => sum + Math.max(0, to - Math.max(from, 3750)), 0);
  expect(afterDrop).toBeGreaterThan(3000);
  // Stretches follow each other without a gap.
  const ends = rows.map((row) => row.split('\t').map(numberOf));
  expect(ends.slice(1).every(([from], i) => from === ends[i][1] + 1)).toBe(true);
  const plane = page.getByRole('figure', { name: 'Regime plane' });
  await expect(plane.getByRole('img')).toHaveAccessibleName(/median κ 0\.0\d+, median p 0\.\d+, Q/);
  const numbers = await lab.table('Step number');
  expect(Math.max(...numbers.map(([, kappa]) => kappa || 0))).toBeGreaterThan(1);
});

test('microscope: the last step, a step picked in a figure, by mouse and by keyboard', async ({
  lab,
  page,
}) => {
  await lab.open(quick);
  await lab.button('Step').click();
  const microscope = page.getByRole('figure', { name: 'Microscope' });
  await expect(microscope.getByText(/κ = [\d.]+: it kept \d+ %/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('Step 1. Click another in a figure.')).toBeVisible();
  await lab.button('Train').click();
  await expect(lab.status).toContainText('Finished', { timeout: 60_000 });
  const last = (await lab.step()).toLocaleString('en');
  await expect(page.getByText(`Step ${last}. Click another in a figure.`)).toBeVisible({ timeout: 30_000 });
  const plot = lab.figure('Loss').getByRole('region', { name: 'Loss plot' });
  const box = await plot.boundingBox();
  if (!box) throw new Error('no plot');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await expect(page.getByText(/^Step [\d,]+, picked\.$/)).toBeVisible();
  const first = await page.getByText(/^Step [\d,]+, picked\.$/).textContent();
  await page.mouse.move(0, 0);
  await plot.focus();
  await page.keyboard.press('Home');
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Step [\d,]+, picked\.$/)).not.toHaveText(first ?? '');
  // The loss before the step is the batch loss that the run recorded for it.
  const step = Number((await page.getByText(/, picked\.$/).textContent())?.replace(/\D/g, ''));
  await microscope.getByText('Show as table').click();
  const rows = await microscope.locator('tbody tr').allInnerTexts();
  const start = rows.map((row) => row.split('\t').map(Number)).find(([alpha]) => alpha === 0);
  const readout = await lab
    .figure('Loss')
    .getByText(new RegExp(`^step ${step.toLocaleString('en')} `))
    .textContent();
  const batch = Number(/batch ([\d.e-]+)/.exec(readout ?? '')?.[1]);
  expect(Math.abs((start?.[1] ?? 0) / batch - 1)).toBeLessThan(0.01);
  await lab.button('Follow').click();
  await expect(lab.button('Follow')).toBeDisabled();
});

test('WebGPU on the software adapter measures too: kappa, probe set, curvature, microscope', async ({
  lab,
  page,
}) => {
  await lab.open(
    '?engine=tfjs&backend=webgpu&dataset=moons&trainSize=64&batchSize=32&width=4&hiddenLayers=1&epochs=12&switchEpoch=6',
  );
  await lab.button('Step').click();
  await expect(lab.status).toContainText('WebGPU (software)', { timeout: 30_000 });
  const microscope = page.getByRole('figure', { name: 'Microscope' });
  await expect(microscope.getByText(/κ = [\d.]+: it kept \d+ %/)).toBeVisible({ timeout: 30_000 });
  await lab.button('Train').click();
  await expect(lab.status).toContainText('Finished', { timeout: 60_000 });
  await page.getByText('Figures shown').click();
  await page.getByRole('checkbox', { name: 'Sharpness', exact: true }).check();
  await page.getByRole('checkbox', { name: 'Distance', exact: true }).check();
  const sharpness = await lab.table('Sharpness');
  // At the end of epoch 1; the next reading, 40,000 examples on, lies beyond this run.
  // After the first epoch, and three times over so short a run.
  expect(sharpness.map(([step]) => step)).toEqual([2, 8, 16, 24]);
  expect(sharpness.every(([, value]) => value > 0)).toBe(true);
  const distance = await lab.table('Distance');
  expect(distance[0][1]).toBeGreaterThan(0);
});

test('the last ten steps as small valleys, and where all steps landed, with their tables', async ({
  lab,
  page,
}) => {
  await lab.trainToEnd(quick);
  const valleys = page.getByRole('figure', { name: 'The last 10 steps' });
  await valleys.getByRole('button', { name: 'Show their valleys' }).click();
  const small = valleys.getByRole('img');
  await expect(small).toHaveCount(10, { timeout: 60_000 });
  await expect(small.last()).toHaveAccessibleName(
    /^Step 3,000: loss of its batch [\d.]+ before and [\d.]+ after, p /,
  );
  await valleys.getByText('Show as table').click();
  await expect(valleys.getByRole('row')).toHaveCount(11);
  const landings = page.getByRole('figure', { name: 'Where the steps landed' });
  await expect(
    landings.getByText(/^Of \d+ measured landings \d+(\.\d)? % lie across the floor/),
  ).toBeVisible();
  await landings.getByText('Show as table').click();
  const shares = await landings
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => Number.parseFloat(row.querySelectorAll('td')[0].textContent ?? '')),
    );
  expect(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 100)).toBeLessThan(5);
});

test('slow motion walks through one step, by keyboard alone', async ({ lab, page }) => {
  await lab.open('?backend=wasm&dataset=moons&trainSize=64&batchSize=16&width=8&hiddenLayers=1');
  await lab.button('Slow motion').focus();
  await page.keyboard.press('Enter');
  await lab.button('Take the next step').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/batch of this step holds 16 training examples/)).toBeVisible({
    timeout: 30_000,
  });
  const seen: string[] = [];
  await lab.button('Next').focus();
  for (let stage = 0; stage < 7; stage++) {
    seen.push((await page.locator('[aria-current=step]').textContent()) ?? '');
    if (stage === 5)
      await expect(page.getByText(/κ = 2 \(1 \+ change.* p = 1 − slope at the landing/)).toBeVisible();
    await page.keyboard.press('Enter');
  }
  expect(seen.map((text) => text.replace(/^\d+\.?\s*/, ''))).toEqual([
    'Batch',
    'Gradient',
    'Predicted decrease',
    'Step',
    'Landing point',
    'Verdict',
    'Other batches',
  ]);
  await expect(page.getByText(/The loss of the probe set (fell|rose) by/).first()).toBeVisible();
});

test('further figures can be shown; measuring can be turned down; cut-offs judge anew', async ({
  lab,
  page,
}) => {
  await lab.open();
  await expect(lab.status).toContainText('Recorded run');
  await page.getByText('Figures shown').click();
  for (const name of [
    'Second-order share',
    'Sharpness',
    'Gradient noise',
    'Successive gradients',
    'Distance',
  ]) {
    await page.getByRole('checkbox', { name, exact: true }).check();
    const figure = page.getByRole('figure', { name, exact: true });
    // By key: figures that appear above move it away from a pointer that is pressed.
    await figure.locator('summary', { hasText: 'Show as table' }).press('Enter');
    await expect(figure.locator('tbody tr').nth(3)).toBeVisible();
    await figure.locator('summary', { hasText: 'What is this?' }).first().press('Enter');
    await expect(figure.locator('math').first()).toBeVisible();
  }
  for (const [figure, word] of [
    ['Microscope', 'Loss along the step'],
    ['Microscope', 'Landing position p'],
    ['Regime plane', 'The plane of κ and Q'],
  ]) {
    const term = page.getByRole('figure', { name: figure }).locator('details', { hasText: word });
    await term.locator('summary').click();
    await expect(term.locator('math')).toBeVisible();
  }
  const strip = page.getByRole('figure', { name: 'Regime', exact: true });
  await expect(strip.getByRole('img')).toHaveAccessibleName(/now small step/);
  await page.getByText('Cut-offs of the regimes').click();
  const smallKappa = page.getByRole('slider', { name: 'Small-step κ' });
  await smallKappa.focus();
  await page.keyboard.press('Home');
  const largeKappa = page.getByRole('slider', { name: 'Large-step κ' });
  await largeKappa.focus();
  await page.keyboard.press('End');
  const largeShare = page.getByRole('slider', { name: 'Large-step share Q' });
  await largeShare.focus();
  await page.keyboard.press('End');
  // With the largest limits nothing in this run is a large step.
  await strip.getByText('Show as table').click();
  await expect(strip.getByText(/^Large step/)).toHaveCount(0);
  await page.getByRole('slider', { name: 'Small-step share Q' }).focus();
  await page.keyboard.press('End');
  await largeShare.focus();
  await page.keyboard.press('Home');
  await expect(page.getByText(/Small-step share Q: .* is not allowed; it takes a number from/)).toBeVisible();

  await page.getByText('Measuring', { exact: true }).click();
  await lab.button('Measure nothing').click();
  await lab.button('Train').click();
  await expect(lab.status).toContainText('Training');
  await expect(page.getByText('Measuring: 0 % of the time')).toBeVisible();
  await expect(page.getByText('No step was measured lately.')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 360]) {
    test(`axe finds nothing with everything open: ${colorScheme}, ${width} px`, async ({ lab, page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await lab.open('?backend=wasm&epochs=2&switchEpoch=1');
      await lab.button('Train').click();
      await expect(lab.status).toContainText('Finished', { timeout: 60_000 });
      await lab.button('Step').click();
      await lab.button('Slow motion').click();
      const closed = page.locator('details:not([open]) > summary:visible');
      while ((await closed.count()) > 0) await closed.first().click();
      await page.getByRole('checkbox', { name: 'Sharpness', exact: true }).check();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    });
  }
}
