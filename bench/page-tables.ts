/** Everything about the page that is measured from outside, as tables. */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Browser } from '@playwright/test';
import { median } from 'd3';
import { longRuns } from './long-runs';
import type { Longest } from './longest-task';
import { manyRuns } from './many-runs';
import { coldStart, panAndZoom, streaming } from './page-measures';
import { type ProbeCostRun, probeCost, probeCostRuns } from './probe-cost';
import { measures, type Table } from './report';
import { memoryPerRun } from './run-memory';

/** Other work on the machine makes single tasks long: the middle one of so many counts. */
const turns = 3;

/** `url` is where the built site is served. */
export async function* pageTables(browser: Browser, url: string): AsyncGenerator<Table> {
  for (const name of Object.keys(probeCostRuns) as ProbeCostRun[]) yield await costTable(name);
  yield await responseTable(browser, url);
  yield await manyRunsTable(browser, url);
  yield sizes();
}

/** What measuring adds on one network, with the settings that the page begins with. */
async function costTable(name: ProbeCostRun): Promise<Table> {
  const cost = await probeCost(name);
  return measures(`Measuring, ${name}, wasm in Node`, [
    ['kappa every 4th step adds', 100 * cost.kappa, '%', 'at most 15'],
    ['kappa and the landing of every 8th step add', 100 * cost.landing, '%', 'at most 20'],
    ['probe set adds', 100 * cost.probeSet, '%', ''],
    ['curvature adds', 100 * cost.curvature, '%', ''],
    ['all live probes add', 100 * cost.all, '%', 'at most 35'],
  ]);
}

/** By the clock, where other threads and programs have their part in it, and in the thread's own processor time. */
function tasksOf(what: string, turns: readonly Longest[]): [string, number, string, string][] {
  const clocks = turns.map(({ clock }) => clock);
  return [
    [`${what}: median by the clock, 0 below 50`, median(clocks) ?? 0, 'ms', 'below 50'],
    ['the longest of the three', Math.max(...clocks), 'ms', ''],
    [
      'its processor time, the longest of the three',
      Math.max(...turns.map((t) => t.processor)),
      'ms',
      'below 50',
    ],
  ];
}

async function responseTable(browser: Browser, url: string): Promise<Table> {
  const start = await coldStart(browser, url);
  const plain: Longest[] = [];
  const everything: Longest[] = [];
  for (let turn = 0; turn < turns; turn++) {
    plain.push(await streaming(browser, url));
    everything.push(await streaming(browser, url, true));
  }
  const frames = await panAndZoom(browser, url);
  return measures('The page with one run', [
    ['navigation to the first streamed point, cold, wasm', start, 's', 'below 3'],
    ...tasksOf('longest main-thread task while 10,000 steps stream', plain),
    ...tasksOf('the same with everything open, scrolled through', everything),
    ['pan and zoom over 100,000 points, median', frames.perSecond, 'frames/s', 'above 50'],
    ['pan and zoom over 100,000 points, 95th percentile', frames.p95, 'ms/frame', ''],
  ]);
}

async function manyRunsTable(browser: Browser, url: string): Promise<Table> {
  const many = await manyRuns(browser, url);
  const memory = await memoryPerRun();
  return measures('The page with 20 runs of 50,000 steps', [
    ['pan and zoom, median', many.perSecond, 'frames/s', 'above 50'],
    ['pan and zoom, 95th percentile', many.p95, 'ms/frame', ''],
    ['hover, median', many.hover, 'ms', 'below 16'],
    ['hover, 95th percentile', many.hoverP95, 'ms', ''],
    ['memory / recorded numbers', memory.ratio, '×', 'at most 1.5'],
  ]);
}

/** `url` is where the built site is served. */
export async function* longRunTables(browser: Browser, url: string): AsyncGenerator<Table> {
  const { short: few, long: many, opening, exporting } = await longRuns(browser, url);
  const names = {
    hover: 'a hover, processor time',
    redraw: 'a redraw, processor time',
    answer: 'a hover, by the clock',
  };
  const keys = ['hover', 'redraw', 'answer'] as const;
  yield {
    title: 'One run of 25,000 steps and one of 2,500,000, ms',
    columns: ['short', 'long', 'long / short'],
    rows: keys.map((key) => ({ what: names[key], cells: [few[key], many[key], many[key] / few[key]] })),
  };
  yield measures('The main thread with 2,500,000 steps, longest task', [
    ['exported as JSON, by the clock, 0 below 50', exporting.clock, 'ms', 'below 50'],
    ['exported as JSON, processor time', exporting.processor, 'ms', 'below 50'],
    ['opened from a file and judged, by the clock', opening.clock, 'ms', ''],
    ['opened from a file and judged, processor time', opening.processor, 'ms', ''],
  ]);
}

/** Gzip sizes of the largest scripts of the site; the budget itself is `npm test -- size`. */
function sizes(): Table {
  const scripts = readdirSync('dist/assets')
    .filter((name) => name.endsWith('.js'))
    .map((name) => ({
      name,
      size: gzipSync(readFileSync(`dist/assets/${name}`), { level: 9 }).length / 1024,
    }))
    .sort((a, b) => b.size - a.size)
    .slice(0, 6);
  return measures(
    'The largest scripts of the site, gzip',
    scripts.map(({ name, size }) => [name, size, 'KiB', '']),
  );
}
