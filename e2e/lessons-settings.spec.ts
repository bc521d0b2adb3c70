/** Lessons for who has set their system to forced colours or to less motion. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { lessons } from '../src/lessons/registry';
import { systemColours, textColours, tracesOf } from './colours';
import { openStep, panel, said } from './lesson-page';
import { movingParts } from './motion';
import { endless, expect, test } from './page';

/** Colours that lines, areas and texts of drawings wear, without what is not drawn. */
const worn = (drawing: Locator) =>
  drawing.evaluateAll((drawings) => {
    const colours = drawings.flatMap((each) =>
      [...each.querySelectorAll('path, line, rect, circle, text')].flatMap((mark) => {
        const { stroke, fill, strokeWidth } = getComputedStyle(mark);
        return [fill, ...(Number.parseFloat(strokeWidth) > 0 ? [stroke] : [])];
      }),
    );
    return [...new Set(colours)].filter((each) => each.startsWith('rgb('));
  });

for (const colorScheme of ['light', 'dark'] as const)
  test(`forced colours, ${colorScheme}: the system's colours in the words and figures of lessons`, async ({
    page,
    lab,
  }) => {
    await page.emulateMedia({ forcedColors: 'active', colorScheme });
    await openStep(page, '#lessons/bounce/2');
    const system = await systemColours(page);
    for (const [what, locator, colour] of [
      ['heading', panel(page).getByRole('heading', { level: 3 }), system.CanvasText],
      ['words', panel(page).getByRole('paragraph').first(), system.CanvasText],
      [
        'option',
        page
          .getByRole('region', { name: 'Question and way on' })
          .locator('label', { has: page.getByRole('radio') })
          .first(),
        system.CanvasText,
      ],
      ['first button', page.getByRole('main').getByRole('button', { name: 'Next' }), system.HighlightText],
    ] as const) {
      const { text, contrast } = await textColours(locator);
      expect.soft(text, what).toBe(colour);
      expect.soft(contrast, `${what}, contrast`).toBeGreaterThan(7);
    }
    const { pixels, contrast } = await tracesOf(lab.figure('Loss'));
    expect.soft(pixels).toBeGreaterThan(100);
    expect.soft(contrast).toBeGreaterThan(7);
    for (const step of ['why-large/2', 'why-large/5', 'schedule/2']) {
      await openStep(page, `#lessons/${step}`);
      const colours = await worn(page.locator('figure svg'));
      expect.soft(colours, step).toContain(system.CanvasText);
      expect.soft(colours.length, `${step}: ${colours}`).toBeLessThanOrEqual(6);
    }
    const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze();
    expect(violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))).toEqual([]);
  });

test('reduced motion: nothing moves by itself in any lesson', async ({ page, lab: _ }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const { id } of lessons) {
    await openStep(page, `#lessons/${id}/1`);
    const steps = await page
      .getByRole('navigation', { name: 'Steps of the lesson' })
      .getByRole('link')
      .count();
    for (let step = 1; step <= steps; step++) {
      await openStep(page, `#lessons/${id}/${step}`);
      expect(await movingParts(page), `${id}/${step}`).toEqual([]);
    }
  }
  await openStep(page, `?${endless}&switchEpoch=900#lessons/bounce/2`);
  await page.getByRole('button', { name: 'Run it live' }).click();
  await expect(said(page)).toContainText(/Training · epoch \d+ of 1000/, { timeout: 60_000 });
  expect(await movingParts(page), 'while a run trains').toEqual([]);
});
