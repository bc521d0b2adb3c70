/**
 * What measuring adds to training, on wasm in Node with the very session of the page: whole runs of the default
 * network with and without probes, in turns.
 */
import { startEngine, trainToEnd } from '../scripts/headless';
import { defaultConfig } from '../src/training/config';
import type { TfjsEngine } from '../src/training/engines/tfjs/tfjs-engine';
import { defaultProbes, noProbes, type ProbeSettings } from '../src/training/probes/settings';

const turns = 5;
const config = { ...defaultConfig, epochs: 24, switchEpoch: 12 };

/** Added time per step, as a share of the time of a step without probes; medians over turns. */
export async function probeCost(): Promise<{ kappa: number; all: number }> {
  const engine = await startEngine('wasm');
  const settings = [noProbes, { ...noProbes, kappaEvery: 4 }, defaultProbes];
  const times: number[][] = settings.map(() => []);
  for (const probes of settings) await seconds(engine, probes);
  for (let i = 0; i < turns; i++) {
    for (let k = 0; k < settings.length; k++) times[k].push(await seconds(engine, settings[k]));
  }
  // Neighbours in time are compared, so that a machine that slows down slows both.
  const added = (k: number) => median(times[k].map((time, i) => time / times[0][i] - 1));
  return { kappa: added(1), all: added(2) };
}

async function seconds(engine: TfjsEngine, probes: ProbeSettings): Promise<number> {
  const began = performance.now();
  await trainToEnd(engine, config, probes);
  return (performance.now() - began) / 1000;
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];
