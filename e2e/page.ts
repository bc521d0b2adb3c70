/** What a person does on the page, in their words. */
import { test as base, expect, type Locator, type Page } from '@playwright/test';

import type { FigureName } from '../src/runs/view';

/**
 * Fields of a run of four million steps, whose end no test waits for: what needs a run that still trains holds on an
 * engine that is a hundred times as fast.
 */
export const endless = 'backend=wasm&batchSize=1&learningRate=0.01&epochs=1000';

/**
 * After "Try again": some browsers remember that a script did not come, and the page then offers to be loaded again.
 * Resolves to whether that was needed; `arrived` is what the part shows.
 */
export async function reloadWhereNeeded(page: Page, arrived: Locator): Promise<boolean> {
  const there = page.getByText('It is there by now: reload the page to get it.');
  await expect(arrived.or(there)).toBeVisible();
  if (!(await there.isVisible())) return false;
  await page.getByRole('button', { name: 'Reload', exact: true }).click();
  await expect(there).toHaveCount(0);
  return true;
}

export class Lab {
  readonly status: Locator;
  constructor(readonly page: Page) {
    this.status = page.getByRole('status').first();
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  figure(name: FigureName): Locator {
    return this.page.getByRole('figure', { name, exact: true });
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`./${query}${query.includes('#') ? '' : '#explore'}`);
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText('Two Regimes');
  }

  /** Opens a link and trains its run to the end. */
  async trainToEnd(query: string): Promise<void> {
    await this.open(query);
    await this.button('Train').click();
    await expect(this.status).toContainText('Finished', { timeout: 60_000 });
  }

  /** The step that the status names; NaN while it names none. */
  async step(): Promise<number> {
    const text = await this.status.textContent();
    return Number(text?.match(/step ([\d,]+)/)?.[1].replaceAll(',', '') ?? Number.NaN);
  }

  /** The text field of a number. */
  field(label: string): Locator {
    return this.page.getByRole('textbox', { name: label, exact: true });
  }

  /** Rows of a figure's table twin, numbers as numbers. */
  async table(name: FigureName): Promise<number[][]> {
    const figure = this.figure(name);
    const details = figure.locator('details', { hasText: 'Show as table' });
    // By key: what opens above it may move it away from a pointer that is pressed.
    if (!(await details.evaluate((each: HTMLDetailsElement) => each.open)))
      await details.locator('summary').press('Enter');
    await figure.locator('tbody tr').first().waitFor();
    const rows = await figure
      .locator('tbody tr')
      .evaluateAll((each) =>
        each.map((row) =>
          [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent?.replaceAll(',', ''))),
        ),
      );
    await details.locator('summary').press('Enter');
    return rows;
  }
}

/** Every test fails on an error in the page or a request to another origin. */
export const test = base.extend<{ lab: Lab }>({
  lab: async ({ page }, use) => {
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy|uncaptured/i.test(message.text())) faults.push(message.text());
    });
    page.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (/^https?:$/.test(protocol) && hostname !== 'localhost') faults.push(`request to ${request.url()}`);
    });
    await use(new Lab(page));
    expect(faults).toEqual([]);
  },
});
export { expect };
