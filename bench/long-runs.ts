/**
 * The page with a run of 2,500,000 steps against one of 25,000: what a hover and a redraw cost, and how long the main
 * thread is busy on end while the long one is opened and exported. Each run is alone in a page of its own.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, CDPSession, Page } from '@playwright/test';
import { median } from 'd3';
import { type Box, hoverTimes } from './hover-times';
import { writeLongRun } from './long-run-file';
import { type Longest, TaskWatch } from './longest-task';
import { panAndZoomOf } from './page-measures';

export const [short, long] = [25_000, 2_500_000];
const turns = 3;
const moves = 60;
/** A file takes minutes on a busy machine. */
const patience = 900_000;

/** ms of the main thread's processor time. */
interface Costs {
  hover: number;
  /** All figures that are seen, drawn anew by one movement of pan or zoom. */
  redraw: number;
  /** From the pointer event to the end of the frame that answers it, by the clock. */
  answer: number;
}

export interface LongRuns {
  /** Medians of the turns. */
  short: Costs;
  long: Costs;
  opening: Longest;
  exporting: Longest;
}

interface Opened {
  page: Page;
  client: CDPSession;
  box: Box;
  costs: Costs[];
}

export async function longRuns(browser: Browser, url: string): Promise<LongRuns> {
  const folder = mkdtempSync(join(tmpdir(), 'two-regimes-bench-'));
  try {
    const [few, many] = [await open(browser, url, folder, short), await open(browser, url, folder, long)];
    for (let turn = 0; turn < turns; turn++) for (const each of [few, many]) await measure(each);
    const exporting = await exported(browser, many.page);
    return {
      short: medians(few.costs),
      long: medians(many.costs),
      opening: many.opening,
      exporting,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function open(
  browser: Browser,
  url: string,
  folder: string,
  steps: number,
): Promise<Opened & { opening: Longest }> {
  const path = join(folder, `run-${steps}.json`);
  writeLongRun(path, steps);
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(url);
  const watch = await TaskWatch.start(browser, page);
  await page.getByLabel('Files to open').setInputFiles(path);
  await page.getByText('Recorded run').first().waitFor({ timeout: patience });
  await judged(page);
  const opening = await watch.stop();
  const plot = page.getByRole('region', { name: 'Loss plot' });
  await plot.scrollIntoViewIfNeeded();
  const box = await plot.boundingBox();
  if (!box) throw new Error('The Loss figure is not drawn.');
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  return { page, client, box, costs: [], opening };
}

/** The detector goes over all steps when the page is idle, and then the regime that is named stays. */
async function judged(page: Page): Promise<void> {
  const strip = page.getByRole('figure', { name: 'Regime', exact: true }).getByRole('img');
  let before = '';
  for (let same = 0, seconds = 0; same < 6; seconds++) {
    if (seconds * 1000 > patience) throw new Error('The run is still being judged.');
    await page.waitForTimeout(1000);
    const now = (await strip.innerHTML()) ?? '';
    same = now === before ? same + 1 : 0;
    before = now;
  }
}

async function measure({ page, client, box, costs }: Opened): Promise<void> {
  await page.bringToFront();
  await hoverTimes(page, box, 10);
  const busy = async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
  const start = await busy();
  const answers = await hoverTimes(page, box, moves);
  const between = await busy();
  const { frames } = await panAndZoomOf(page, box);
  const end = await busy();
  costs.push({
    hover: (between - start) / moves,
    redraw: (end - between) / frames,
    answer: median(answers) ?? Number.NaN,
  });
}

async function exported(browser: Browser, page: Page): Promise<Longest> {
  await page.bringToFront();
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await button('Export').click();
  // To open the dialog is another matter.
  await page.waitForTimeout(2000);
  const watch = await TaskWatch.start(browser, page);
  await Promise.all([page.waitForEvent('download', { timeout: patience }), button('Run as JSON').click()]);
  await page.waitForTimeout(1000);
  return watch.stop();
}

function medians(costs: readonly Costs[]): Costs {
  const of = (name: keyof Costs) => median(costs, (each) => each[name]) ?? Number.NaN;
  return { hover: of('hover'), redraw: of('redraw'), answer: of('answer') };
}
