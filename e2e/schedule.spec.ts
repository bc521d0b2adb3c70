import { endless, expect, test } from './page';

test('a run takes a new schedule live, but not a new network', async ({ lab, page }) => {
  await lab.open(`?${endless}&switchEpoch=900`);
  await lab.button('Train').click();
  await expect(lab.status).toContainText('Training');
  await lab.field('Learning rate').fill('0.05');
  await lab.field('Learning rate').press('Enter');
  const rate = async () => (await lab.table('Step size')).at(-1)?.[1];
  await expect.poll(rate).toBe(0.05);
  await lab.field('Width').fill('20');
  await lab.field('Width').press('Enter');
  await expect(page.getByText(/Width: part of a run from its first step/)).toBeVisible();
  await page.getByRole('button', { name: 'Reset and apply' }).click();
  await expect(lab.status).toContainText('Ready');
  await expect(lab.field('Width')).toHaveValue('20');
});

test('a later end of a run that has dropped leaves it in the small step', async ({ lab }) => {
  await lab.open(`?${endless}&trainSize=1000&switchEpoch=2`);
  await lab.button('Train').click();
  await expect.poll(() => lab.step(), { timeout: 60_000 }).toBeGreaterThan(2000);
  await lab.button('Pause').click();
  await expect(lab.status).toContainText('Paused');
  await lab.field('Epochs').fill('500');
  await lab.field('Epochs').press('Enter');
  await expect(lab.status).toContainText('of 500');
  await lab.field('Epochs').fill('1000');
  await lab.field('Epochs').press('Enter');
  await expect(lab.status).toContainText('of 1000');
  await expect(lab.field('Drop at epoch')).toHaveValue('2');
  await lab.button('Step').click();
  await expect.poll(async () => (await lab.table('Step size')).at(-1)?.[1]).toBeCloseTo(0.003);
});

test('all figures share the axis: epochs, steps, sum of learning rates', async ({ lab, page }) => {
  await lab.open();
  for (const mode of ['steps', 'η·t', 'epochs']) {
    await page.getByRole('radio', { name: mode }).check();
    // Each figure draws in its own frame; a moment later all agree.
    await expect(async () => {
      const [loss, accuracy, step] = await Promise.all(
        (['Loss', 'Accuracy', 'Step size'] as const).map((name) =>
          lab.figure(name).locator('.x-axis text').allTextContents(),
        ),
      );
      expect(loss.length).toBeGreaterThan(3);
      expect(accuracy).toEqual(loss);
      expect(step).toEqual(loss);
    }).toPass({ timeout: 10_000 });
  }
});
