import AxeBuilder from '@axe-core/playwright';
import { systemColours, textColours, tracesOf } from './colours';
import { movingParts } from './motion';
import { endless, expect, test } from './page';

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
      const width = () => page.evaluate(() => document.documentElement.scrollWidth);
      // Before anything was scrolled to, and after.
      expect(await width()).toBeLessThanOrEqual(viewport.width);
      await lab.field('Learning rate').first().fill('99');
      await lab.field('Learning rate').first().press('Enter');
      for (const name of ['Loss', 'Accuracy', 'Step size'] as const) {
        for (const summary of ['What is this?', 'Show as table'])
          await lab.figure(name).getByText(summary).click();
      }
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      ).toEqual([]);
      await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect((await new AxeBuilder({ page }).include('dialog').analyze()).violations).toEqual([]);
      expect(await width()).toBeLessThanOrEqual(viewport.width);
    });
  }
}

test('by keyboard alone: train, pause, step, the cursor, zoom, the sheet', async ({ lab, page }) => {
  await lab.open(`?${endless}`);
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
  // Nothing is typed into a slider; and the sheet, longer than a small window, opens at its top.
  await page.setViewportSize({ width: 1280, height: 400 });
  await page.getByRole('slider').first().focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeFocused();
  await expect(page.getByRole('dialog')).toHaveJSProperty('scrollTop', 0);
  await page.keyboard.press('Escape');
  await lab.field('Learning rate').first().focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('every action has a key, and the sheet names it', async ({ lab, page }) => {
  await lab.open(`?${endless}&switchEpoch=900`);
  const press = (key: string) => page.keyboard.press(key);
  const dialog = (name: string) => page.getByRole('dialog', { name, exact: true });
  let choosers = 0;
  page.on('filechooser', () => choosers++);
  await press('t');
  await expect.poll(() => lab.step()).toBeGreaterThan(50);
  await press('t');
  await expect(lab.status).toContainText('Paused');
  await press('d');
  await expect(lab.button('Drop to small step')).toBeDisabled();
  const runs = page.getByRole('list', { name: 'Runs', exact: true }).getByRole('listitem');
  await press('f');
  await expect(runs).toHaveCount(2);
  await press('b');
  await expect(runs).toHaveCount(4);
  await press('Shift+R');
  await expect(lab.status).toContainText('Ready');
  const presets = page.getByRole('group', { name: 'Preset' }).getByRole('button');
  for (const key of ['2', '3', '1']) {
    await press(key);
    await expect(presets.nth(Number(key) - 1)).toHaveAttribute('aria-pressed', 'true');
  }
  await press('m');
  await expect(page.getByRole('button', { name: /^Theme: light/ })).toBeVisible();
  await press('p');
  await expect(lab.button('Presenter')).toHaveAttribute('aria-pressed', 'true');
  for (const [key, name] of [
    ['h', 'Share'],
    ['e', 'Export'],
  ]) {
    await press(key);
    await expect(dialog(name)).toBeVisible();
    await press('Escape');
    await expect(dialog(name)).toBeHidden();
  }
  await press('o');
  await expect.poll(() => choosers).toBe(1);
  await press('?');
  // The sheet is fetched when it is first opened.
  await expect(dialog('Keys').locator('kbd').first()).toBeVisible();
  const named = await dialog('Keys').locator('kbd').allTextContents();
  expect(named).toEqual(expect.arrayContaining([...'tsdRfboehmp123']));
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`forced colours, ${colorScheme}: the system's colours in words and curves`, async ({ lab, page }) => {
    await page.emulateMedia({ forcedColors: 'active', colorScheme });
    await lab.open('?backend=wasm&dataset=xor&trainSize=100&epochs=20&switchEpoch=10');
    await lab.button('Train').click();
    await expect(lab.status).toContainText('Finished');
    const system = await systemColours(page);
    expect(system.Canvas).not.toBe(system.CanvasText);
    for (const [what, locator, colour] of [
      ['title', page.getByRole('heading', { level: 1 }), system.CanvasText],
      ['status', page.getByText(/^Finished/).first(), system.CanvasText],
      ['label', page.getByText('Learning rate', { exact: true }), system.CanvasText],
      ['field', lab.field('Learning rate'), system.FieldText],
      ['button', lab.button('Reset'), system.ButtonText],
      ['first button', lab.button('Train'), system.HighlightText],
      ['readout', lab.figure('Loss').getByText(/^step /), system.CanvasText],
      ['tick label', lab.figure('Loss').locator('.x-axis text').first(), system.CanvasText],
    ] as const) {
      const { text, contrast } = await textColours(locator);
      expect.soft(text, what).toBe(colour);
      expect.soft(contrast, `${what}, contrast`).toBeGreaterThan(7);
    }
    for (const name of ['Loss', 'Accuracy', 'Step size'] as const) {
      const { pixels, contrast } = await tracesOf(lab.figure(name));
      expect.soft(pixels, `${name}, pixels drawn`).toBeGreaterThan(100);
      expect.soft(contrast, `${name}, contrast of its strongest pixel`).toBeGreaterThan(7);
    }
    const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze();
    expect(violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))).toEqual([]);
  });
}

test('reduced motion: nothing moves by itself while a run trains', async ({ lab, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await lab.open(`?${endless}`);
  await lab.button('Train').click();
  await expect(lab.status).toContainText('Training');
  // What something on the page may ask for is refused.
  const duration = await page.evaluate(() => {
    document.body.style.transition = 'color 5s';
    const { transitionDuration } = getComputedStyle(document.body);
    document.body.style.transition = '';
    return transitionDuration;
  });
  expect(duration).toBe('0s');
  // Over many steps and epochs, and after what opens and closes.
  for (let i = 0; i < 5; i++) {
    const step = await lab.step();
    await expect.poll(() => lab.step()).toBeGreaterThan(step);
    expect(await movingParts(page)).toEqual([]);
  }
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await movingParts(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Theme/ }).click();
  expect(await movingParts(page)).toEqual([]);
  await expect(lab.status).toContainText('Training');
});
