/** The page with 20 runs of 50,000 steps, opened from files: pan and zoom, and how long a hover takes to be drawn. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { makeRunFile } from '../src/runs/run-file';
import { hoverTimes } from './hover-times';
import { type FrameTimes, panAndZoomOf } from './page-measures';
import { longRun } from './run-memory';

export interface ManyRuns extends FrameTimes {
  /** Median and 95th percentile of the time from a pointer event to the end of the frame that answers it, ms. */
  hover: number;
  hoverP95: number;
}

const runs = 20;
const steps = 50_000;

export async function manyRuns(browser: Browser, url: string): Promise<ManyRuns> {
  const folder = mkdtempSync(join(tmpdir(), 'two-regimes-bench-'));
  const files = Array.from({ length: runs }, (_, i) => {
    const path = join(folder, `run-${i + 1}.json`);
    writeFileSync(path, JSON.stringify(makeRunFile(longRun(steps, i + 1), undefined, 'bench', 6)));
    return path;
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(url);
  await page.getByLabel('Files to open').setInputFiles(files);
  const list = page.getByRole('list', { name: 'Runs', exact: true }).getByRole('listitem');
  await list.nth(runs - 1).waitFor({ timeout: 300_000 });
  // The detector goes over a million steps when the page is idle.
  await page.waitForTimeout(60_000);
  const plot = page.getByRole('region', { name: 'Loss plot' });
  await plot.scrollIntoViewIfNeeded();
  const box = await plot.boundingBox();
  if (!box) throw new Error('The Loss figure is not drawn.');
  const hover = await hoverTimes(page, box);
  const frames = await panAndZoomOf(page, box);
  await page.close();
  return {
    ...frames,
    hover: hover[hover.length >> 1],
    hoverP95: hover[Math.floor(hover.length * 0.95)],
  };
}
