/**
 * The training bench, and what measuring adds to the fused kernels, in Node over Dawn, for machines with a graphics
 * processor and no browser: `npm run bench:dawn`. The adapter is the system's; Chromium's software one serves with
 * VK_ICD_FILENAMES=/usr/lib/chromium/vk_swiftshader_icd.json LD_LIBRARY_PATH=/usr/lib/chromium.
 */
import { cpus } from 'node:os';
import { create, globals } from 'webgpu';
import { startEngine, wasmFolder } from '../scripts/headless';
import { defaultConfig } from '../src/training/config';
import { FusedEngine } from '../src/training/engines/fused/fused-engine';
import { costOn, type ProbeCost } from './probe-cost';
import { measures, print, type Table } from './report';
import { measureTraining } from './training/measure';
import { trainingTables } from './training-tables';
import { versions } from './versions';

/** Long enough to hold several measurements of the curvature. */
const measured = { ...defaultConfig, epochs: 16, switchEpoch: 8 };

export default async function main(): Promise<void> {
  const gpu = create([]);
  // tfjs and jax-js find WebGPU where a browser has it. The object is kept, or Dawn would end with it.
  Object.assign(globalThis, globals, { keptForDawn: gpu });
  Object.defineProperty(globalThis, 'navigator', { value: { gpu, userAgent: 'node' }, configurable: true });
  console.log(`${versions()}\nNode ${process.version} over Dawn, ${cpus().length} cores, ${cpus()[0].model}`);
  await print([fusedCostTable(await fusedCost())]);
  await print(trainingTables(await measureTraining(wasmFolder)));
}

/** What measuring adds to the fused kernels, by the clock: the adapter works beside the program. */
async function fusedCost(): Promise<ProbeCost> {
  const engine = new FusedEngine(await startEngine('webgpu'));
  try {
    return await costOn(engine, measured, () => performance.now());
  } finally {
    engine.dispose();
  }
}

const fusedCostTable = (cost: ProbeCost): Table =>
  measures('Measuring, default run, fused kernels', [
    ['kappa every 4th step adds', 100 * cost.kappa, '%', ''],
    ['kappa and the landing of every 8th step add', 100 * cost.landing, '%', 'at most 18'],
    ['probe set adds', 100 * cost.probeSet, '%', ''],
    ['curvature adds', 100 * cost.curvature, '%', ''],
    ['all live probes add', 100 * cost.all, '%', ''],
  ]);
