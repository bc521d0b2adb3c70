/**
 * The training bench in Node over Dawn, for machines with a graphics processor and no browser: `npm run bench:dawn`.
 * The adapter is the system's; Chromium's software one serves with
 * VK_ICD_FILENAMES=/usr/lib/chromium/vk_swiftshader_icd.json LD_LIBRARY_PATH=/usr/lib/chromium.
 */
import { cpus } from 'node:os';
import { create, globals } from 'webgpu';
import { wasmFolder } from '../scripts/headless';
import { print } from './report';
import { measureTraining } from './training/measure';
import { trainingTables } from './training-tables';
import { versions } from './versions';

export default async function main(): Promise<void> {
  const gpu = create([]);
  // tfjs and jax-js find WebGPU where a browser has it. The object is kept, or Dawn would end with it.
  Object.assign(globalThis, globals, { keptForDawn: gpu });
  Object.defineProperty(globalThis, 'navigator', { value: { gpu, userAgent: 'node' }, configurable: true });
  console.log(`${versions()}\nNode ${process.version} over Dawn, ${cpus().length} cores, ${cpus()[0].model}`);
  await print(trainingTables(await measureTraining(wasmFolder)));
}
