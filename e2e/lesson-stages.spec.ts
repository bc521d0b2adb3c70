import { panel, short } from './lesson-page';
import { expect, test } from './page';

test('the map: read and trained by keyboard, set against what was recorded', async ({ page, lab: _ }) => {
  await page.goto(`./${short}#lessons/momentum/4`);
  const map = page.getByRole('figure', { name: 'Phase diagram' });
  await map.getByRole('region', { name: /plot/ }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(map).toContainText(/Learning rate 0\.001, momentum 0\.9375: final training loss \d/);
  await page.keyboard.press('Enter');
  await expect(
    page.getByText(/^Trained here .*: final training loss .* after 4 epochs\. Recorded: /),
  ).toBeVisible({
    timeout: 60_000,
  });
  await map.getByText('Show as table').click();
  await expect(map.getByRole('row')).toHaveCount(7);
});

test('the curves: sliders move the marker, its point is read out and trained', async ({ page, lab: _ }) => {
  await page.goto(`./${short}#lessons/why-large/5`);
  const curves = page.getByRole('figure', { name: 'Test accuracy by drop at epoch' });
  const drop = curves.getByRole('slider', { name: 'Drop at epoch' });
  await drop.focus();
  await page.keyboard.press('Home');
  await expect(drop).toHaveAttribute('aria-valuetext', 'drop at epoch 0');
  await expect(curves).toContainText(
    /Drop at epoch 0, 0\s% wrong labels: test accuracy [\d.]+\s% ± [\d.]+ points \(mean ± standard error, 5 seeds\)/,
  );
  await curves.getByRole('slider', { name: 'Wrong labels' }).press('End');
  await expect(curves).toContainText('Drop at epoch 0, 40 % wrong labels: test accuracy');
  await curves.getByRole('button', { name: 'Train this point here' }).click();
  await expect(curves).toContainText(/Trained here \(drop at epoch 0, 40\s% wrong labels\): test accuracy/, {
    timeout: 60_000,
  });
  await curves.getByText('Show as table').click();
  await expect(curves.getByRole('columnheader')).toHaveText([
    ...['Drop at epoch', '0 % wrong labels', '20 % wrong labels', '40 % wrong labels'],
  ]);
});

test('the curves: the marker follows the pointer', async ({ page, lab: _ }) => {
  await page.goto('./#lessons/why-large/5');
  const curves = page.getByRole('figure', { name: 'Test accuracy by drop at epoch' });
  const box = await curves.locator('svg').first().boundingBox();
  if (!box) throw new Error('The curves are not drawn.');
  await page.mouse.move(box.x + box.width - 40, box.y + box.height / 2);
  await page.mouse.down();
  await expect(curves.getByRole('slider', { name: 'Drop at epoch' })).toHaveAttribute(
    'aria-valuetext',
    'drop at epoch 45',
  );
  await page.mouse.move(box.x + 70, box.y + box.height / 2);
  await page.mouse.up();
  await expect(curves.getByRole('slider', { name: 'Drop at epoch' })).toHaveAttribute(
    'aria-valuetext',
    'drop at epoch 0',
  );
});

test('one against another: the legend and the table give accuracies in per cent, as the text does', async ({
  page,
  lab: _,
}) => {
  await page.goto('./#lessons/why-large/2');
  const figure = page.getByRole('figure', { name: 'One quantity against another' });
  await expect(figure.getByRole('listitem').last()).toHaveText(
    /^Two phases, recorded, median of 5 seeds: 6\d(\.\d)?\s%$/,
  );
  await figure.getByText('Show as table').click();
  const cells = await figure.getByRole('row').last().getByRole('cell').allTextContents();
  expect(Number(cells[2])).toBeLessThan(0.1);
  expect(cells[3]).toMatch(/^6\d(\.\d+)?\s%$/);
});

for (const width of [1280, 360])
  test(`formulas that words unfold stay in the column of the text, ${width} wide`, async ({
    page,
    lab: _,
  }) => {
    await page.setViewportSize({ width, height: 740 });
    for (const step of ['momentum/1', 'why-large/2', 'schedule/1']) {
      await page.goto(`./#lessons/${step}`);
      await panel(page).locator('summary').first().click();
      const formula = panel(page).locator('details math').last();
      await expect(formula).toBeVisible();
      const [outer, inner] = [await panel(page).boundingBox(), await formula.boundingBox()];
      if (!outer || !inner) throw new Error('The formula is not drawn.');
      expect(inner.x + inner.width, step).toBeLessThanOrEqual(outer.x + outer.width);
    }
  });

test('the race: every schedule in the table, and run here with one seed', async ({ page, lab: _ }) => {
  test.setTimeout(120_000);
  await page.goto('./?backend=wasm&epochs=2&switchEpoch=1&trainSize=100#lessons/schedule/2');
  const race = page.getByRole('figure', { name: 'Race: final test accuracy' });
  await expect(race.locator('svg').first()).toContainText(/Cosine, η [\d.]+: mean [\d.]+ %/);
  await race.getByText('Show as table').first().click();
  const table = race.getByRole('region', { name: 'Race: final test accuracy as a table' });
  await expect(table.getByRole('rowheader')).toHaveText([
    ...['Two phases', 'Cosine', 'Linear to zero', 'Step decay', 'One cycle', 'Constant'],
  ]);
  const cells = await table.getByRole('row').nth(2).getByRole('cell').allTextContents();
  expect(cells[1]).toMatch(/^[\d.]+ %$/);
  expect(cells[3]).toMatch(/^[+−][\d.]+ points$/);
  await race.getByRole('button', { name: 'Run the race here, one seed' }).click();
  await expect(race).toContainText(
    /Trained here, one seed, drawn as squares: two phases .*, constant [\d.]+ %\./,
    {
      timeout: 90_000,
    },
  );
});
