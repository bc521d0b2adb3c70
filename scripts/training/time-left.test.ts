import { expect, it } from 'vitest';
import { defaultConfig } from '../../src/training/config';
import type { TrainJob } from './job';
import { TimeLeft } from './time-left';

/** 40 steps. */
const job: TrainJob = {
  config: { ...defaultConfig, trainSize: 320, batchSize: 32, epochs: 4, switchEpoch: 2 },
  keep: 'evaluations',
};
const longer: TrainJob = { ...job, config: { ...job.config, epochs: 12 } };
const wider: TrainJob = { ...job, config: { ...job.config, width: 300 } };

it('guesses nothing before anything is done', () => {
  expect(new TimeLeft().of([job], 2)).toBeUndefined();
  expect(new TimeLeft().of([], 2)).toBe(0);
});

it('counts steps, each kind of job by its own', () => {
  const left = new TimeLeft();
  left.took(job, 4);
  expect(left.of([longer], 1)).toBeCloseTo(12);
  expect(left.of([longer, longer], 2)).toBeCloseTo(12);
  expect(left.of([longer], 2)).toBeCloseTo(12);
  left.took(wider, 20);
  expect(left.of([job], 1)).toBeCloseTo(4);
  expect(left.of([wider], 1)).toBeCloseTo(20);
});

it('takes the mean of all for a kind it has not seen', () => {
  const left = new TimeLeft();
  left.took(job, 4);
  left.took(longer, 12);
  expect(left.of([wider], 1)).toBeCloseTo(4);
});
