/** What the page itself costs, measured from outside with the browser's own long-task and frame clocks. */
import type { Browser, Page } from '@playwright/test';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const stepOf = (page: Page) =>
  page.evaluate(() => {
    const text = document.querySelector('[role=status]')?.previousElementSibling?.textContent ?? '';
    return Number(text.match(/step ([\d,]+)/)?.[1].replaceAll(',', '') ?? 0);
  });

/** Seconds from navigation in a fresh profile, `Train` pressed as soon as it is there, to the first step shown. */
export async function coldStart(browser: Browser, url: string): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 3; i++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${url}?backend=wasm&epochs=59`);
    await button(page, 'Train').click();
    await page.waitForFunction(() =>
      /step [1-9]/.test(document.querySelector('[role=status]')?.previousElementSibling?.textContent ?? ''),
    );
    times.push(await page.evaluate(() => performance.now() / 1000));
    await context.close();
  }
  return times.sort((a, b) => a - b)[1];
}

/** Longest task of the main thread, ms, while 10,000 steps arrive; 0 where none reached the 50 ms that count. */
export async function streaming(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage();
  await page.goto(`${url}?backend=wasm&epochs=1000`);
  await button(page, 'Train').click();
  await page.waitForFunction(() => /Training/.test(document.body.textContent ?? ''));
  await page.evaluate(() => {
    const seen = window as never as { tasks: number[] };
    seen.tasks = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.tasks.push(entry.duration);
    }).observe({ type: 'longtask' });
  });
  const from = await stepOf(page);
  while ((await stepOf(page)) < from + 10_000) await page.waitForTimeout(200);
  const longest = await page.evaluate(() => Math.max(0, ...(window as never as { tasks: number[] }).tasks));
  await page.close();
  return longest;
}

/** Median frames per second while the wheel zooms and the pointer pans over a paused run of 100,000 steps. */
export async function panAndZoom(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${url}?backend=wasm&epochs=1000&trainSize=2000&batchSize=16&width=4&hiddenLayers=1`);
  await button(page, 'Train').click();
  while ((await stepOf(page)) < 100_000) await page.waitForTimeout(500);
  await button(page, 'Pause').click();
  const plot = page.getByRole('region', { name: 'Loss plot' });
  await plot.focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('+');
  const frames = await page.evaluate(async () => {
    const target = document.querySelector('[aria-label="Loss plot"]') as HTMLElement;
    const press = (key: string) => target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    const times: number[] = [];
    let last = performance.now();
    for (let i = 0; i < 120; i++) {
      // Every frame changes the view: in and out, and the cursor far along.
      press(i % 2 ? '+' : '-');
      press('ArrowRight');
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      times.push(now - last);
      last = now;
    }
    return times.sort((a, b) => a - b);
  });
  await page.close();
  return 1000 / frames[frames.length >> 1];
}
