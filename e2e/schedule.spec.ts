import { expect, test } from './page';

test('the three handles move by keyboard, and what they mean moves along', async ({ lab, page }) => {
  await lab.open();
  const handle = (name: string) => page.getByRole('slider', { name, exact: true });
  await handle('Drop').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(lab.field('Drop at epoch')).toHaveValue('29');
  await expect(handle('Drop')).toHaveAttribute('aria-valuetext', 'drop at epoch 29');
  await handle('Large learning rate').focus();
  await page.keyboard.press('ArrowUp');
  await expect(lab.field('Learning rate')).toHaveValue('0.44');
  await handle('Small learning rate').focus();
  await page.keyboard.press('ArrowDown');
  await expect(lab.field('Small learning rate')).toHaveValue('0.0027');
});

test('a handle dragged with the mouse changes the plan before training', async ({ lab, page }) => {
  await lab.open();
  const drop = page.getByRole('slider', { name: 'Drop', exact: true });
  await drop.scrollIntoViewIfNeeded();
  const box = await drop.boundingBox();
  if (!box) throw new Error('The handle is not drawn.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 - 200, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  const epoch = Number(await lab.field('Drop at epoch').inputValue());
  expect(epoch).toBeGreaterThan(5);
  expect(epoch).toBeLessThan(28);
  await expect(page).toHaveURL(new RegExp(`switchEpoch=${epoch}`));
});

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
