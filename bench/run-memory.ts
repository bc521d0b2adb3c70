/** Memory of many long runs: what 20 of 50,000 steps take in Node, as a multiple of their recorded numbers. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { RunData } from '../src/runs/run-data';
import { emptyTable, probeColumns, stepColumns } from '../src/training/columns';
import { defaultConfig } from '../src/training/config';

/** A run like those that are recorded: kappa every 4th step, the probe set every 20th, an evaluation per epoch. */
export function longRun(steps: number, seed: number): RunData {
  const stepsPerEpoch = 125;
  const data = new RunData({ ...defaultConfig, seed, epochs: steps / stepsPerEpoch }, stepsPerEpoch);
  for (let from = 0; from < steps; from += stepsPerEpoch) {
    const table = emptyTable(stepColumns, stepsPerEpoch);
    const probed = Array.from({ length: stepsPerEpoch }, (_, i) => from + i + 1).filter((s) => s % 20 === 0);
    const probes = emptyTable(probeColumns, probed.length);
    for (let i = 0; i < stepsPerEpoch; i++) {
      const step = from + i + 1;
      const loss = 2 * Math.exp((-3 * step) / steps) + 0.3 * Math.sin(step * (1 + seed / 7)) ** 2;
      const row = {
        step,
        learningRate: step < steps / 2 ? 0.4 : 0.003,
        momentum: step < steps / 2 ? 0 : 0.9,
        batchLoss: loss,
        gradientNorm: 1 + loss,
        stepNorm: 0.4 * (1 + loss),
        slope: -0.4 * (1 + loss) ** 2,
        gradientProduct: 0.1 * loss,
        lossChange: step % 4 === 0 ? -0.1 + 0.3 * Math.sin(step) : Number.NaN,
        gradientChange: Number.NaN,
        landingSlope: Number.NaN,
      };
      for (const name of stepColumns) table[name][i] = row[name];
    }
    probed.forEach((step, i) => {
      for (const name of probeColumns) probes[name][i] = 1 + Math.sin(step);
      probes.step[i] = step;
      probes.slope[i] = -1;
    });
    const at = Float32Array.of(from + stepsPerEpoch);
    const value = Float32Array.of(2 * Math.exp((-3 * from) / steps));
    const accuracy = value.map((loss) => 1 - loss / 2);
    const evaluations = {
      trainLoss: value,
      trainAccuracy: accuracy,
      testLoss: value,
      testAccuracy: accuracy,
    };
    data.append({
      steps: table,
      probes,
      evaluations: { step: at, ...evaluations },
    });
  }
  data.settle();
  // What the figures that are shown at first want of it.
  data.derived.get('smoothedLoss');
  data.rates.blocks('effectiveRate');
  data.trim();
  return data;
}

/** Bytes of heap and buffers per run over the bytes of its recorded numbers. */
export async function memoryPerRun(runs = 20, steps = 50_000): Promise<{ ratio: number; recorded: number }> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const used = async () => {
    // Buffers are freed beside the program, after the collection that found them unused.
    for (let i = 0; i < 2; i++) {
      collect();
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  longRun(2000, 0);
  const before = await used();
  const kept = Array.from({ length: runs }, (_, i) => longRun(steps, i + 1));
  const bytes = ((await used()) - before) / runs;
  const { recorded } = kept[0].bytes;
  return { ratio: bytes / recorded, recorded };
}
