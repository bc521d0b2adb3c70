import { expect, test } from 'vitest';
import type { LabState } from '../../runs/lab';
import { RunData } from '../../runs/run-data';
import { emptyTable, stepColumns } from '../../training/columns';
import { defaultConfig, type RunConfig } from '../../training/config';
import { defaultProbes } from '../../training/probes/settings';
import { defaultThresholds } from '../../training/regime/thresholds';
import { durationText, secondsLeft, statusText } from './status-text';
import { risesBetween, summarize } from './summary';

/** A run with one evaluation per epoch of the given losses, and accuracies rising by a hundredth. */
function runOf(config: RunConfig, losses: number[]): RunData {
  const data = new RunData(config, 10);
  const count = 10 * (losses.length - 1);
  const learningRate = (i: number) =>
    i < 10 * config.switchEpoch ? config.learningRate : config.smallLearningRate;
  data.append({
    steps: {
      ...emptyTable(stepColumns, count),
      step: Float32Array.from({ length: count }, (_, i) => i + 1),
      learningRate: Float32Array.from({ length: count }, (_, i) => learningRate(i)),
    },
    evaluations: {
      step: Float32Array.from(losses, (_, i) => 10 * i),
      trainLoss: Float32Array.from(losses),
      trainAccuracy: Float32Array.from(losses, () => 0.5),
      testLoss: Float32Array.from(losses),
      testAccuracy: Float32Array.from(losses, (_, i) => 0.5 + i / 100),
    },
  });
  return data;
}
const short = { ...defaultConfig, epochs: 6, switchEpoch: 3 };

test('two phases are told apart and their rises counted', () => {
  const data = runOf(short, [2, 1, 1.5, 1.6, 0.5, 0.25, 0.125]);
  expect(risesBetween(data, 0, 3)).toEqual({ rising: 2, counted: 3 });
  expect(summarize(data, undefined)).toEqual([
    'With the large step (0.4) the loss on the whole training set rose in 2 of 3 epochs and ended at 1.6.',
    'After the drop to 0.003 the loss on the whole training set rose in 0 of 3 epochs and ended at 0.13.',
    'Test accuracy was 53 % at the drop and 56 % at the end.',
  ]);
});

test('one phase, a run that ended before the drop, and one that diverged', () => {
  const constant = summarize(runOf({ ...short, schedule: 'constant' }, [2, 1, 0.5]), undefined);
  expect(constant[0]).toMatch(/^With learning rate 0.4 .* rose in 0 of 2 epochs and ended at 0.5\.$/);
  expect(summarize(runOf(short, [2, 1, 0.5]), undefined)).toHaveLength(2);
  expect(summarize(runOf(short, [2]), 7)[0]).toMatch(
    /^At step 7 the loss or the step grew beyond all bounds/,
  );
});

const idle: LabState = {
  config: short,
  issues: [],
  data: undefined,
  state: 'ready',
  step: 0,
  totalSteps: 60,
  stepsPerSecond: 0,
  probes: defaultProbes,
  probeShare: 0,
  stepView: undefined,
  valleys: undefined,
  thresholds: defaultThresholds,
  thresholdError: undefined,
  elapsed: 0,
  engine: { engine: 'tfjs', backend: 'webgpu', adapter: 'SwiftShader', software: true, reason: '' },
  facts: undefined,
  loading: undefined,
  pending: [],
  notices: [],
  runs: [],
  current: undefined,
  script: [],
  regions: undefined,
};
const data = runOf(short, [2]);

test.each([
  [{ state: 'ready', engine: undefined }, 'Ready · 6 epochs planned · engine starts with the first run'],
  [{ state: 'loading', loading: { what: 'the data', fraction: 0.43 } }, 'Loading the data 43 %'],
  [
    { state: 'training', data, step: 31, stepsPerSecond: 820 },
    'Training · epoch 4 of 6 · step 31 · 820 steps/s · WebGPU (software)',
  ],
  [{ state: 'finished', data, step: 60 }, 'Finished · epoch 6 of 6 · step 60 · WebGPU (software)'],
  [{ state: 'diverged', data, step: 1234 }, 'Diverged at step 1,234 · epoch 6 of 6 · WebGPU (software)'],
  [{ state: 'recorded', data, step: 60 }, 'Recorded run · epoch 6 of 6 · step 60'],
] as [Partial<LabState>, string][])('the status line (%#)', (change, text) => {
  expect(statusText({ ...idle, ...change })).toBe(text);
});

test('what is left goes by the speed, not by how long the run has trained here', () => {
  // A fork from step 900 has trained for no second yet, and has 100 steps before it.
  const fork = { ...idle, state: 'training', step: 900, totalSteps: 1000, stepsPerSecond: 50 } as LabState;
  expect(secondsLeft(fork)).toBe(2);
  expect(secondsLeft({ ...fork, elapsed: 1 } as LabState)).toBe(2);
  expect(secondsLeft({ ...fork, step: 0 })).toBe(20);
  expect(secondsLeft({ ...fork, stepsPerSecond: 0 })).toBeUndefined();
  expect(secondsLeft({ ...fork, state: 'paused' })).toBeUndefined();
});

test('durations', () => {
  expect([5.4, 75, 3700].map(durationText)).toEqual(['5 s', '1 min 15 s', '1 h 1 min']);
});
