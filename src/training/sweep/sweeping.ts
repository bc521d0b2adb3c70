/** What trains the jobs of a sweep needs from around it, and one that trains them one after the other. */
import type { RunConfig } from '../config';
import type { Dataset } from '../data/dataset';
import type { Engine } from '../engines/engine';
import { ratesAtStep } from '../schedules/plan';
import { JobTrack } from './job-track';
import type { SweepJob, SweepResult } from './sweep';

export interface Sweeping {
  /** What a job learns from; the same object for the same data. */
  load(config: RunConfig): Promise<Dataset>;
  /** A smoothed batch loss below this is the target, in its unit. */
  targetLoss: number;
  /** So many network-steps were taken since the last call. */
  onSteps(count: number): void;
  onResult(job: SweepJob, result: SweepResult): void;
  /** Some jobs train on tfjs instead of the fused kernels, for this reason. */
  onMisfit(reason: string): void;
  /** Resolves once the sweep may go on: it may be paused. */
  gate(): Promise<void>;
}

/** Every so many steps the step number is measured. */
export const measureEvery = 8;
/** A call of the engine lasts about this long: pausing waits for it. */
const callMs = 100;
const mostSteps = 512;

/** For engines that hold one network. */
export async function sweepAlone(
  jobs: readonly SweepJob[],
  engine: Engine,
  sweeping: Sweeping,
): Promise<void> {
  let steps = 8;
  for (const job of jobs) {
    const { config } = job;
    await sweeping.gate();
    await engine.load(config, await sweeping.load(config));
    const track = new JobTrack(job, engine.stepsPerEpoch, sweeping.targetLoss);
    while (!track.isOver) {
      await sweeping.gate();
      const before = track.step;
      const count = Math.min(steps, track.totalSteps - before);
      const rates = Array.from({ length: count }, (_, i) =>
        ratesAtStep(before + i, config, engine.stepsPerEpoch),
      );
      const began = performance.now();
      const columns = await engine.advance({ firstStep: before + 1, rates, measureEvery });
      const ms = performance.now() - began;
      for (let i = 0; i < count && !track.isOver; i++) {
        const { batchLoss, stepNorm, slope, lossChange } = columns;
        track.took(batchLoss[i], stepNorm[i] ** 2, slope[i], lossChange[i]);
      }
      sweeping.onSteps(track.step - before);
      steps = Math.max(1, Math.min(2 * steps, Math.floor((count * callMs) / Math.max(1, ms)), mostSteps));
    }
    sweeping.onResult(job, track.result(await engine.evaluate('train'), await engine.evaluate('test')));
  }
}

/** A loader that keeps what it has loaded: many jobs learn from the same data. */
export function keepingLoader(load: Sweeping['load']): Sweeping['load'] {
  const known = new Map<string, Promise<Dataset>>();
  return (config) => {
    const { dataset, ownData, trainSize, dataNoise, labelNoise, seed } = config;
    const key = [dataset, ownData, trainSize, dataNoise, labelNoise, seed].join();
    const loading = known.get(key) ?? load(config);
    known.set(key, loading);
    // Noise and seeds make many; those of long ago are not asked for again.
    if (known.size * config.trainSize > mostExamples) known.delete(known.keys().next().value as string);
    return loading;
  };
}
/** Training examples of all that are kept; an image has 784 numbers. */
const mostExamples = 64_000;
