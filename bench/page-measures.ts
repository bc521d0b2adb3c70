/** What the page itself costs, measured from outside with the browser's own long-task and frame clocks. */
import type { Browser, Page } from '@playwright/test';
import { type Longest, TaskWatch } from './longest-task';

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

/**
 * Longest task of the main thread while `steps` steps arrive. With
 * `everything`, all figures, tables, words and settings are open, lens and live microscope among them, and a person
 * scrolls through all of it again and again: what is out of sight rests.
 */
export async function streaming(
  browser: Browser,
  url: string,
  everything = false,
  steps = 10_000,
): Promise<Longest> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${url}?backend=wasm&epochs=1000`);
  await button(page, 'Train').click();
  await page.waitForFunction(() => /Training/.test(document.body.textContent ?? ''));
  if (everything) await openEverything(page);
  const watch = await TaskWatch.start(browser, page);
  const from = await stepOf(page);
  let down = true;
  while ((await stepOf(page)) < from + steps) {
    await page.waitForTimeout(200);
    if (!everything) continue;
    await page.mouse.wheel(0, down ? 300 : -300);
    const [y, most] = await page.evaluate(() => [scrollY, document.body.scrollHeight - innerHeight]);
    if (y <= 0 || y >= most - 1) down = y <= 0;
  }
  const longest = await watch.stop();
  await page.close();
  return longest;
}

/** Shows every figure and opens all that is folded away; fails where the live microscope shows no step after it. */
async function openEverything(page: Page): Promise<void> {
  const open = () =>
    page.evaluate(() => {
      const closed = document.querySelectorAll<HTMLElement>('details:not([open]) > summary');
      for (const summary of closed) summary.click();
      const choices = document.querySelectorAll<HTMLInputElement>('[aria-label=Figures] details label input');
      const hidden = [...choices].filter((choice) => !choice.checked);
      for (const choice of hidden) choice.click();
      return closed.length + hidden.length;
    });
  // What is opened may hold more that is folded away.
  while ((await open()) > 0) await page.waitForTimeout(100);
  const tables = await page.locator('details[open] table').count();
  if (tables < 9) throw new Error(`Only ${tables} tables are open.`);
  const microscope = page.getByRole('figure', { name: 'Microscope' });
  await microscope.scrollIntoViewIfNeeded();
  await microscope
    .getByText(/The step/)
    .first()
    .waitFor({ timeout: 60_000 });
  // To open it is a person's doing; what follows is the stream's.
  await page.waitForTimeout(2000);
}

export interface FrameTimes {
  /** Frames per second of the median frame. */
  perSecond: number;
  /** 95th percentile of the frame times, ms. */
  p95: number;
  /** Number of frames that had something to do. */
  frames: number;
}

/** Wheel notches of 2 ** 0.2 each: three of them show two thirds of the points, none shows all. */
const notch = 10;
const deepest = 3;
const zoomRounds = 20;
const panRounds = 4;
const panMoves = 30;

/**
 * Frame times while a person zooms and pans the Loss figure of a finished run with 100,000 steps, all of them on
 * the axis, which the other figures share. Every input is a real one, sent by the browser as from a mouse:
 *
 * 1. Ctrl+wheel at the middle of the plot, three notches in and three out again, twenty times over: from all
 *    points to two thirds of them and back.
 * 2. Zoomed in by three notches, the left button drags the plot a sixth of its width to the right, to the left
 *    and back, four times over.
 *
 * The page notes when frames begin. Only frames that answer an input or draw a figure count, and each lasts until
 * the next one begins. The browser draws at most 60 frames per second.
 */
export async function panAndZoom(browser: Browser, url: string): Promise<FrameTimes> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${url}?backend=wasm&epochs=1000&trainSize=1600&batchSize=16&width=4&hiddenLayers=1`);
  await button(page, 'Train').click();
  await page
    .getByRole('status')
    .first()
    .getByText(/^Finished .* step 100,000 /)
    .waitFor({ timeout: 0 });
  const plot = page.getByRole('region', { name: 'Loss plot' });
  await plot.scrollIntoViewIfNeeded();
  const box = await plot.boundingBox();
  if (!box) throw new Error('The Loss figure is not drawn.');
  const times = await panAndZoomOf(page, box);
  await page.close();
  return times;
}

/** The same on a figure that is shown at `box`. */
export async function panAndZoomOf(
  page: Page,
  box: { x: number; y: number; width: number; height: number },
): Promise<FrameTimes> {
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.evaluate(noteFrames);

  await page.keyboard.down('Control');
  const zoom = async (direction: 1 | -1) => {
    for (let i = 0; i < deepest; i++) await page.mouse.wheel(0, -direction * notch);
  };
  for (let round = 0; round < zoomRounds; round++) {
    await zoom(1);
    await zoom(-1);
  }
  await zoom(1);
  await page.keyboard.up('Control');

  await page.mouse.down();
  for (let i = 1; i <= panRounds * panMoves; i++) {
    await page.mouse.move(x + (box.width / 6) * Math.sin((2 * Math.PI * i) / panMoves), y);
  }
  await page.mouse.up();
  const times = await page.evaluate(() => (window as never as { frameTimes: number[] }).frameTimes);
  times.sort((a, b) => a - b);
  return {
    perSecond: 1000 / times[times.length >> 1],
    p95: times[Math.floor(times.length * 0.95)],
    frames: times.length,
  };
}

/** Runs in the page: fills `window.frameTimes` with the times of the frames that have something to do. */
function noteFrames(): void {
  const times: number[] = [];
  Object.assign(window, { frameTimes: times });
  let began = 0;
  /** Inputs since the last frame, and whether this one answers any; figures drawn in this one. */
  let inputs = 0;
  let answers = false;
  let drawn = 0;
  for (const type of ['wheel', 'pointermove']) {
    addEventListener(type, () => inputs++, { capture: true, passive: true });
  }
  // A figure that is drawn clears its canvas first.
  const { clearRect } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.clearRect = function (...area) {
    drawn++;
    clearRect.apply(this, area);
  };
  const frame = (now: number) => {
    if (answers || drawn > 0) times.push(now - began);
    answers = inputs > 0;
    inputs = drawn = 0;
    began = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}
