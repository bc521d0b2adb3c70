/** Recordings made up for tests: runs by what their evaluations read, sweeps by what came of their points. */
import { RunData } from '../../runs/run-data';
import { SweepResults } from '../../runs/sweeps/sweep-results';
import { defaultConfig, type RunConfig } from '../../training/config';
import type { SweepResult } from '../../training/sweep/sweep';
import type { RecordedRun } from '../recorded';

interface Readings {
  trainLoss: readonly number[];
  testAccuracy?: readonly number[];
}

const stepsPerEpoch = 10;

/** A finished run with a reading after each epoch; `planned`: it was to have that many epochs. */
export function recordedRun(
  seed: number,
  { trainLoss, testAccuracy = trainLoss.map(() => 0.5) }: Readings,
  planned = trainLoss.length,
  changes: Partial<RunConfig> = {},
): RecordedRun {
  const config = { ...defaultConfig, ...changes, seed, epochs: planned };
  const data = new RunData(config, stepsPerEpoch);
  data.append({
    evaluations: {
      step: Float32Array.from(trainLoss, (_, i) => stepsPerEpoch * (i + 1)),
      trainLoss: Float32Array.from(trainLoss),
      testLoss: Float32Array.from(trainLoss),
      trainAccuracy: Float32Array.from(testAccuracy),
      testAccuracy: Float32Array.from(testAccuracy),
    },
  });
  return { seed, data };
}

const plain: SweepResult = {
  trainLoss: 1,
  testLoss: 1,
  testAccuracy: 0.5,
  largeKappa: 1,
  kappa: 0.5,
  stepsToTarget: Number.NaN,
  divergedAt: 0,
};

/** Results of points `[x, y, seed]`. */
export function sweepResults(
  points: readonly [place: readonly [x: number, y: number, seed: number], result: Partial<SweepResult>][],
): SweepResults {
  const results = new SweepResults();
  for (const [[x, y, seed], result] of points) results.add({ x, y, seed }, { ...plain, ...result });
  return results;
}

export const diverged: Partial<SweepResult> = {
  trainLoss: Number.NaN,
  testLoss: Number.NaN,
  testAccuracy: Number.NaN,
  divergedAt: 7,
};
