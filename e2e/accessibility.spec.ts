import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './page';

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of [
    { width: 1280, height: 900 },
    { width: 360, height: 740 },
  ]) {
    test(`axe finds nothing: ${colorScheme}, ${viewport.width} px`, async ({ lab, page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      await lab.open('?backend=wasm&dataset=moons&trainSize=200&epochs=4&switchEpoch=2');
      await lab.button('Train').click();
      await expect(lab.status).toContainText('Finished');
      await lab.field('Learning rate').first().fill('99');
      await lab.field('Learning rate').first().press('Enter');
      for (const name of ['Loss', 'Accuracy', 'Step size'] as const) {
        await lab.figure(name).locator('summary').click();
      }
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      ).toEqual([]);
      await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
      expect((await new AxeBuilder({ page }).include('dialog').analyze()).violations).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        viewport.width,
      );
    });
  }
}

test('by keyboard alone: train, pause, step, the cursor, zoom, the sheet', async ({ lab, page }) => {
  await lab.open('?backend=wasm&epochs=1000');
  await page.keyboard.press('t');
  await expect(lab.status).toContainText('Training');
  await page.keyboard.press('t');
  await expect(lab.status).toContainText('Paused');
  await page.keyboard.press('s');
  await page.getByRole('region', { name: 'Loss plot' }).focus();
  await page.keyboard.press('Home');
  await expect(lab.figure('Loss').getByText(/^step 0 · epoch 0\.0/)).toBeVisible();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(lab.figure('Accuracy').getByText(/^step [1-9]/)).toBeVisible();
  await expect(lab.button('Show all')).toBeDisabled();
  await page.keyboard.press('+');
  await expect(lab.button('Show all')).toBeEnabled();
  await page.keyboard.press('0');
  await expect(lab.button('Show all')).toBeDisabled();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('forced colours and reduced motion: the page still works', async ({ lab, page }) => {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await lab.open('?backend=wasm&dataset=xor&trainSize=100&epochs=2&switchEpoch=1');
  await lab.button('Train').click();
  await expect(lab.status).toContainText('Finished');
});
