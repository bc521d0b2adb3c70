/** How long a hover over a figure takes to be drawn. */
import type { Page } from '@playwright/test';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Moves the pointer to and fro over the figure at `box`. Sorted ms, each from the event, its way to the page and the
 * wait for a frame included, to the end of that frame's work.
 */
export async function hoverTimes(page: Page, box: Box, moves = 60): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    const seen = window as never as { hoverTimes?: number[] };
    const first = !seen.hoverTimes;
    seen.hoverTimes = times;
    if (!first) return;
    addEventListener(
      'pointermove',
      ({ timeStamp }) => {
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          // A message comes after the frame's own work.
          channel.port1.onmessage = () => seen.hoverTimes?.push(performance.now() - timeStamp);
          channel.port2.postMessage(0);
        });
      },
      { capture: true },
    );
  });
  for (let i = 0; i < moves; i++) {
    await page.mouse.move(box.x + 70 + ((box.width - 100) * i) / moves, box.y + box.height / 2);
    await page.waitForTimeout(60);
  }
  const times = await page.evaluate(() => (window as never as { hoverTimes: number[] }).hoverTimes);
  return times.sort((a, b) => a - b);
}
