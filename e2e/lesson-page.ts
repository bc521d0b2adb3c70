/** What the browser tests of lessons have in common: where things are, and how a keyboard gets to them. */
import type { Locator, Page } from '@playwright/test';
import { expect } from './page';

export const panel = (page: Page) => page.getByRole('region', { name: /^Lesson: / });
export const live = (page: Page) => page.getByRole('region', { name: 'Run it live' });
export const said = (page: Page) => live(page).getByRole('status');
export const measured = (page: Page) => page.getByRole('status', { name: 'What was measured' });

/** Short runs on wasm, of whatever a lesson trains in two phases. */
export const short = '?backend=wasm&epochs=4&switchEpoch=2&trainSize=400';

export async function openStep(page: Page, address: string): Promise<void> {
  await page.goto(`./${address}`);
  await expect(panel(page).getByRole('heading', { level: 3 })).toBeVisible();
  await expect(page.getByText('Loading the figures')).toHaveCount(0);
}

/** Tabs on from where the focus is until the first that is meant has it. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let i = 0; i < 90; i++) {
    if (await wanted.first().evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${wanted} was not reached by Tab.`);
}
