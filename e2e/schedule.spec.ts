import { expect, test } from './page';

test('a run takes a new schedule live, but not a new network', async ({ lab, page }) => {
  await lab.open('?backend=wasm&epochs=1000&switchEpoch=900');
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
