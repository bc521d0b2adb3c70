/**
 * Measures speed in Chromium and prints a table and JSON. All ratios come from one run on one machine; nothing
 * here is a test.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium } from '@playwright/test';
// @ts-expect-error plain JavaScript
import { serve } from '../scripts/serve.mjs';
import { manyRuns } from './many-runs';
import type { ContestResult } from './page/race';
import { coldStart, panAndZoom, streaming } from './page-measures';
import { type ProbeCostRun, probeCost, probeCostRuns } from './probe-cost';
import { memoryPerRun } from './run-memory';

const flags = [
  '--headless=new',
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const contests = [
  { backend: 'wasm', steps: 1000, turns: 5 },
  { backend: 'webgpu', steps: 25, turns: 3 },
] as const;

interface Row {
  what: string;
  value: number;
  unit: string;
  target: string;
}

export default async function main(): Promise<void> {
  const site = await serve(4190, '/');
  const bench = await serve(4191, '/', 'node_modules/.cache/two-regimes/bench-page');
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: flags });
  console.log(`Chromium ${browser.version()}, ${cpus().length} cores, ${cpus()[0].model}\n`);
  const rows: Row[] = [];
  try {
    for (const contest of contests) rows.push(...(await race(browser, contest)));
    for (const name of Object.keys(probeCostRuns) as ProbeCostRun[]) rows.push(...(await costRows(name)));
    const url = 'http://localhost:4190/';
    rows.push(
      {
        what: 'navigation to the first streamed point, cold, wasm',
        value: await coldStart(browser, url),
        unit: 's',
        target: 'below 3',
      },
      {
        what: 'longest main-thread task while 10,000 steps stream',
        value: await streaming(browser, url),
        unit: 'ms',
        target: 'below 50',
      },
      {
        what: 'the same with everything open and in sight',
        value: await streaming(browser, url, true),
        unit: 'ms',
        target: 'below 50',
      },
    );
    const frames = await panAndZoom(browser, url);
    rows.push(
      {
        what: 'pan and zoom over 100,000 points, median',
        value: frames.perSecond,
        unit: 'frames/s',
        target: 'above 50',
      },
      {
        what: 'pan and zoom over 100,000 points, 95th percentile',
        value: frames.p95,
        unit: 'ms/frame',
        target: '',
      },
    );
    const many = await manyRuns(browser, url);
    const memory = await memoryPerRun();
    const of20 = '20 runs of 50,000 steps: ';
    rows.push(
      { what: `${of20}pan and zoom, median`, value: many.perSecond, unit: 'frames/s', target: 'above 50' },
      { what: `${of20}pan and zoom, 95th percentile`, value: many.p95, unit: 'ms/frame', target: '' },
      { what: `${of20}hover, median`, value: many.hover, unit: 'ms', target: 'below 16' },
      { what: `${of20}hover, 95th percentile`, value: many.hoverP95, unit: 'ms', target: '' },
      { what: `${of20}memory / recorded numbers`, value: memory.ratio, unit: '×', target: 'at most 1.5' },
    );
    rows.push(...sizes());
  } finally {
    await browser.close();
    site.close();
    bench.close();
  }
  for (const { what, value, unit, target } of rows) {
    console.log(`${what.padEnd(66)} ${value.toPrecision(3).padStart(8)} ${unit.padEnd(9)} ${target}`);
  }
  console.log(`\n${JSON.stringify(rows)}`);
}

async function race(browser: Browser, contest: (typeof contests)[number]): Promise<Row[]> {
  const page = await browser.newPage();
  await page.goto('http://localhost:4191/');
  const result: ContestResult = await page.evaluate((request) => window.contest(request), contest);
  await page.close();
  const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];
  const [ours, bare, fit] = [result.ours, result.bare, result.fit].map(median);
  const name = `${contest.backend}${result.adapter ? `, ${result.adapter}` : ''}`;
  const target = contest.backend === 'wasm' ? 'at least 1.0' : 'at least 1.5';
  const fused = median(result.fused);
  const fusedRows: Row[] = result.networks.map(({ count, perSecond }) => ({
    ...{ what: `${name}: fused, ${count} networks side by side`, value: perSecond },
    ...{ unit: 'network-steps/s', target: '' },
  }));
  if (fused) {
    fusedRows.unshift(
      { what: `${name}: fused kernels`, value: fused, unit: 'steps/s', target: '' },
      { what: 'webgpu: fused over bare', value: fused / bare, unit: 'ratio', target: 'at least 10' },
    );
  }
  return [
    ...fusedRows,
    { what: `${name}: ours`, value: ours, unit: 'steps/s', target: '' },
    { what: `${name}: bare tfjs loop`, value: bare, unit: 'steps/s', target: '' },
    { what: `${name}: model.fit with a callback per batch`, value: fit, unit: 'steps/s', target: '' },
    { what: `${contest.backend}: ours over bare`, value: ours / bare, unit: 'ratio', target },
    {
      what: `${contest.backend}: ours over model.fit`,
      value: ours / fit,
      unit: 'ratio',
      target: 'at least 1.5',
    },
  ];
}

/** What measuring adds on one network, with the settings that the page begins with. */
async function costRows(name: ProbeCostRun): Promise<Row[]> {
  const cost = await probeCost(name);
  const row = (what: string, share: number, target: string): Row => ({
    what: `wasm, ${name}: ${what}`,
    value: 100 * share,
    unit: '%',
    target,
  });
  return [
    row('kappa every 4th step adds', cost.kappa, 'at most 15'),
    row('probe set adds', cost.probeSet, ''),
    row('curvature adds', cost.curvature, ''),
    row('all live probes add', cost.all, 'at most 35'),
  ];
}

/** Gzip sizes of every script of the site, the largest first; the budget itself is `npm test -- size`. */
function sizes(): Row[] {
  return readdirSync('dist/assets')
    .filter((name) => name.endsWith('.js'))
    .map((name) => ({
      name,
      size: gzipSync(readFileSync(`dist/assets/${name}`), { level: 9 }).length / 1024,
    }))
    .sort((a, b) => b.size - a.size)
    .slice(0, 6)
    .map(({ name, size }) => ({ what: `gzip ${name}`, value: size, unit: 'KiB', target: '' }));
}
