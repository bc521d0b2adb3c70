/** What is projected is whole: words lie within the drawings they belong to, and no control lies under another. */
import type { Page } from '@playwright/test';
import { expect, test } from './page';

const sizes = [1920, 1280, 1024].map((width) => ({ width, height: width < 1900 ? 720 : 1080 }));

/** Words of drawings that leave their drawing, with how many pixels of each are cut off. */
const cutOff = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('main svg text')].flatMap((text) => {
      const words = text.textContent?.trim();
      // Drawings that let words stand out cut none.
      if (getComputedStyle((text as SVGTextElement).ownerSVGElement as SVGSVGElement).overflow === 'visible')
        return [];
      const [box, frame] = [text, (text as SVGTextElement).ownerSVGElement as SVGSVGElement].map((each) =>
        each.getBoundingClientRect(),
      );
      if (!words || box.width === 0 || getComputedStyle(text).visibility === 'hidden') return [];
      const over = Math.max(
        frame.left - box.left,
        box.right - frame.right,
        frame.top - box.top,
        box.bottom - frame.bottom,
      );
      return over > 1 ? [`${words}: ${over.toFixed(0)}`] : [];
    }),
  );

/** Controls whose middle is covered by something that is no part of them. */
const covered = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = [];
    for (const control of document.querySelectorAll('button, input, select, summary, a[href]')) {
      if (!control.checkVisibility({ visibilityProperty: true }) || control.closest('dialog:not([open])'))
        continue;
      control.scrollIntoView({ block: 'center', inline: 'center' });
      const { left, top, width, height } = control.getBoundingClientRect();
      if (width < 2 || height < 2) continue;
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      if (!hit || control.contains(hit) || hit.contains(control) || hit.closest('label')?.contains(control))
        continue;
      found.push(`${control.getAttribute('aria-label') ?? control.textContent} under ${hit.className}`);
    }
    scrollTo(0, 0);
    return found;
  });

test('presenter mode: no word of a drawing is cut off', async ({ lab, page }) => {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await lab.open('?present');
    await expect(lab.status).toContainText('Recorded run');
    await expect.poll(() => page.locator('main svg text').count()).toBeGreaterThan(40);
    await page.getByRole('slider', { name: 'Step that is looked at' }).fill('3100');
    expect(await cutOff(page), `${size.width} px`).toEqual([]);
  }
});

test('with letters of 32 pixels no control is covered', async ({ lab, page }) => {
  // What a browser's setting of the font size does: rems grow, and so do bounds of media queries in em.
  const session = await page.context().newCDPSession(page);
  await session.send('Page.enable');
  await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
  for (const size of sizes) {
    await page.setViewportSize(size);
    await lab.open();
    await expect(lab.status).toContainText('Recorded run');
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px');
    expect(await covered(page), `${size.width} px`).toEqual([]);
  }
});
