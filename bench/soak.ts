/**
 * `npm run soak [-- --steps N]`: a long run of a tiny network in the page, with reloads, hidden tabs, drops, forks and
 * opened files in between. Ends with 1, and says why, where memory, storage or the answer to Pause grow beyond their
 * bounds or a row is lost.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from 'd3';
// @ts-expect-error plain JavaScript
import { serve } from '../scripts/serve.mjs';
import { print, type Table } from './report';
import { breaches, bytesOf, inMb, mostGrowth, mostPause, mostStored, type Reading } from './soak/bounds';
import { RealTabs } from './soak/browser';
import { filesOf } from './soak/files';
import { type Leg, type LegResult, walk } from './soak/leg';
import { MemoryWatch } from './soak/memory';
import { Person } from './soak/person';
import { faultsOfRows, recordedBytes } from './soak/rows';
import { versions } from './versions';

const stepsPerEpoch = 1000;
const batchSize = 2;
const network =
  `?backend=wasm&dataset=moons&trainSize=${stepsPerEpoch * batchSize}&batchSize=${batchSize}` +
  `&hiddenLayers=1&width=4&learningRate=0.05`;
const [fewestSteps, mostSteps] = [20_000, 1_000_000];
/** Short soaks have fewer legs: a leg takes some seconds. */
const [mostLegs, leastLeg] = [10, 25_000];
/** The run that is opened has at least so many steps: its drop comes after 3,750. */
const leastRows = 5000;
/** The page finishes what it does when it is idle, ms. */
const restMs = 4000;

export default async function main(args: string[]): Promise<void> {
  const steps = stepsOf(args);
  const folder = mkdtempSync(join(tmpdir(), 'two-regimes-soak-'));
  const server = await serve(0);
  const tabs = await RealTabs.launch(folder);
  try {
    console.log(`${versions()}\nChromium ${tabs.version}, ${cpus().length} cores, ${cpus()[0].model}`);
    const { port } = server.address() as AddressInfo;
    const epochs = steps / stepsPerEpoch;
    const url = `http://localhost:${port}/${network}&epochs=${epochs}&switchEpoch=${epochs}#explore`;
    const faults = await soak(tabs, url, steps, folder);
    if (faults.length === 0) console.log(`\nEverything is within its bounds.`);
    else console.error(`\n${faults.join('\n')}`);
    process.exitCode = faults.length === 0 ? 0 : 1;
  } finally {
    await tabs.close();
    server.close();
    rmSync(folder, { recursive: true });
  }
}

function stepsOf(args: string[]): number {
  if (args.length === 0) return mostSteps;
  const steps = args.length === 2 && args[0] === '--steps' ? Number(args[1]) : Number.NaN;
  if (!Number.isInteger(steps / stepsPerEpoch) || steps < fewestSteps || steps > mostSteps)
    throw new Error(`--steps takes whole thousands from ${fewestSteps} to ${mostSteps}.`);
  return steps;
}

/** What is wrong, in sentences. */
async function soak(tabs: RealTabs, url: string, steps: number, folder: string): Promise<string[]> {
  const page = await tabs.context.newPage();
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(`The page threw: ${message}`));
  const watch = await MemoryWatch.start(tabs.context, page);
  const person = new Person(tabs.context, page, url);
  try {
    await person.begin();
    const legs = await allLegs(person, watch, steps, filesOf(folder, Math.max(leastRows, steps / 50)));
    const start = recordedAt(legs[0].steps);
    for (const leg of legs) faults.push(...breaches(leg, legs[0], recordedAt(leg.steps) - start));
    await print([tableOf(legs)]);
    if (!(await person.isOver())) {
      await person.train();
      await person.reached(steps);
    }
    await person.comeBack();
    const text = await tabs.download(() => person.exportJson());
    faults.push(...faultsOfRows(JSON.parse(text), steps, stepsPerEpoch));
  } catch (error) {
    faults.push(`${(error as Error).stack}\nThe page says: ${await person.said()}`);
  }
  return faults;
}

type SeenLeg = Reading & LegResult;

async function allLegs(
  person: Person,
  watch: MemoryWatch,
  steps: number,
  files: Leg['files'],
): Promise<SeenLeg[]> {
  const count = Math.min(mostLegs, Math.max(2, Math.floor(steps / leastLeg)));
  const legs: SeenLeg[] = [];
  // Before the first leg everything is done once: what is loaded for it stays, and is no growth.
  for (let leg = 0; leg <= count; leg++) {
    const began = performance.now();
    const from = leg === 0 ? await person.step() : ((leg - 1) * steps) / count;
    const to = leg === 0 ? from + stepsPerEpoch : (leg * steps) / count;
    // The second half shows what stays in a page that is never loaded again.
    const reloads = leg > 0 && leg <= count / 2;
    const result = await walk(person, { from, to, never: steps / stepsPerEpoch, files, reloads });
    await person.page.waitForTimeout(restMs);
    const memory = await watch.measure();
    const stored = await person.page.evaluate(storedBytes);
    legs.push({ ...result, steps: await person.step(), memory, stored });
    const seconds = Math.round((performance.now() - began) / 1000);
    const again = result.lost > 0 ? ` (${result.lost} steps taken again)` : '';
    const now = `${inMb(bytesOf(memory))} of memory, ${inMb(stored)} stored`;
    console.log(
      `leg ${leg} of ${count}, ${seconds} s: step ${legs[leg].steps}, ${now}; ${result.done.join(', ')}${again}`,
    );
  }
  return legs;
}

/** Runs in the page. */
async function storedBytes(): Promise<number> {
  const { usageDetails } = (await navigator.storage.estimate()) as StorageEstimate & {
    usageDetails?: { indexedDB?: number };
  };
  return usageDetails?.indexedDB ?? 0;
}

const recordedAt = (steps: number) => recordedBytes(steps, stepsPerEpoch, batchSize);
const mega = (bytes: number) => bytes / 1e6;

function tableOf(legs: readonly SeenLeg[]): Table {
  const growth = ({ memory, steps }: SeenLeg) =>
    (bytesOf(memory) - bytesOf(legs[0].memory)) / (recordedAt(steps) - recordedAt(legs[0].steps));
  return {
    title: 'At the end of each leg',
    columns: [
      'recorded, MB',
      'page, MB',
      'workers, MB',
      `grown / recorded (at most ${mostGrowth})`,
      `stored, MB (at most ${mostStored} × recorded)`,
      `Pause, ms (at most ${mostPause})`,
      'longest',
    ],
    rows: legs.map((leg, i) => ({
      what: `step ${leg.steps.toLocaleString('en')}`,
      cells: [
        mega(recordedAt(leg.steps)),
        mega(leg.memory.page),
        mega(leg.memory.workers),
        i === 0 ? '' : growth(leg),
        mega(leg.stored),
        median(leg.pauses),
        leg.pauses.length > 0 ? Math.max(...leg.pauses) : undefined,
      ],
    })),
  };
}
