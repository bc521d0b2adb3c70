/**
 * The training bench in Node over Dawn, for machines with a graphics processor and no browser: `npm run bench:dawn`.
 * Prints a table and JSON. The adapter is the system's; Chromium's software one serves with
 * VK_ICD_FILENAMES=/usr/lib/chromium/vk_swiftshader_icd.json LD_LIBRARY_PATH=/usr/lib/chromium.
 */
import { cpus } from 'node:os';
import { create, globals } from 'webgpu';
import { version } from '../package.json';
import { measureCeilings } from './ceilings';
import { compete } from './page/race';

/** Additions and multiplications of one step: MLP 40-100-100-10, batch 32, forward, weight and input gradients. */
const weights = [40 * 100, 100 * 100, 100 * 10];
const operations = 2 * 32 * (2 * (weights[0] + weights[1] + weights[2]) + weights[1] + weights[2]);

export default async function main(): Promise<void> {
  const gpu = create([]);
  Object.assign(globalThis, globals, { keptForDawn: gpu });
  Object.defineProperty(globalThis, 'navigator', { value: { gpu, userAgent: 'node' }, configurable: true });
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('Dawn finds no adapter here.');
  const software = /swiftshader|llvmpipe/i.test(`${adapter.info.architecture} ${adapter.info.description}`);
  console.log(`Two Regimes ${version}, Node ${process.version}, ${cpus().length} cores, ${cpus()[0].model}`);
  console.log(`Adapter: ${adapter.info.vendor} ${adapter.info.architecture} ${adapter.info.description}\n`);
  const steps = software ? 25 : 400;
  const result = await compete({ backend: 'webgpu', steps, turns: 3, baseUrl: 'file:///' });
  const ceilings = await measureCeilings(software);
  const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];
  const [ours, bare, fit, fused] = [result.ours, result.bare, result.fit, result.fused].map(median);
  const share = (perSecond: number) => (operations * perSecond) / 1e9 / ceilings.product;
  const rows: [string, number, string][] = [
    ['bare tfjs loop', bare, 'steps/s'],
    ['model.fit with a callback per batch', fit, 'steps/s'],
    ['ours on tfjs', ours, 'steps/s'],
    ['fused kernels', fused, 'steps/s'],
    ['fused over bare', fused / bare, 'ratio'],
    ...result.networks.flatMap(({ count, perSecond }): [string, number, string][] => [
      [`fused, ${count} networks side by side`, perSecond, 'network-steps/s'],
      [`  of the matrix-product ceiling`, 100 * share(perSecond), '%'],
    ]),
    ['matrix product, the most that was measured', ceilings.product, 'GFLOP/s'],
    ['copy, read and written', ceilings.copy, 'GB/s'],
  ];
  for (const [what, value, unit] of rows)
    console.log(`${what.padEnd(48)} ${value.toPrecision(4).padStart(10)} ${unit}`);
  console.log(`\n${JSON.stringify({ adapter: adapter.info.description, rows })}`);
}
