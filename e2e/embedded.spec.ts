/** Parts of the site in a frame that say nothing of it themselves. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './page';

for (const [part, heading] of [
  ['phase-diagram', 'Phase diagram'],
  ['about', 'How to cite'],
  ['evidence', 'Evidence'],
] as const)
  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 360],
  ] as const)
    test(`#${part} in a frame: one heading of the page, nothing for axe to find: ${colorScheme}, ${width} px`, async ({
      page,
      lab: _,
    }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`./?embed#${part}`);
      await expect(page.getByRole('heading', { level: 2, name: heading, exact: true })).toBeVisible();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(['Two Regimes']);
      await expect(page.getByRole('navigation', { name: 'Parts of the site' })).toHaveCount(0);
      await expect(page.getByRole('link', { name: 'Two Regimes, the whole page' })).toHaveAttribute(
        'href',
        new RegExp(`#${part}$`),
      );
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      ).toEqual([]);
    });
