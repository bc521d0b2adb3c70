/** What moves by itself on the page: nothing may, for who wants no motion. */
import type { Page } from '@playwright/test';

/** Elements that would glide, spin or scroll smoothly, as the start of their HTML, and animations that play. */
export function movingParts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const still = (durations: string) => durations.split(', ').every((each) => Number.parseFloat(each) === 0);
    const elements = [...document.querySelectorAll('*')].filter((element) => {
      const style = getComputedStyle(element);
      const scrolls = style.scrollBehavior === 'smooth';
      return !still(style.transitionDuration) || style.animationName !== 'none' || scrolls;
    });
    return [
      ...elements.map(({ outerHTML }) => outerHTML.slice(0, 100)),
      ...document.getAnimations().map((each) => String(each)),
    ];
  });
}
