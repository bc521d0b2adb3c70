import { expect, test } from 'vitest';
import { defaultConfig } from '../config';
import { JobTrack } from './job-track';
import { jobsOf, type Sweep, type SweepJob, scatter, spread, toAxis } from './sweep';

const sweep: Sweep = {
  base: { ...defaultConfig, epochs: 8, switchEpoch: 4 },
  kind: 'grid',
  also: [],
  targetLoss: 0.5,
  x: { field: 'learningRate', values: [0.1, 0.2, 0.4, 0.8] },
  y: { field: 'switchEpoch', values: [0, 2, 4] },
  seeds: [1, 2],
};

test('a job for every point and seed, coarse points first, the first seed before the second', () => {
  const result = jobsOf(sweep);
  if (!result.ok) throw new Error(result.message);
  const { jobs } = result;
  expect(jobs).toHaveLength(24);
  expect(new Set(jobs.map(({ x, y, seed }) => `${x} ${y} ${seed}`)).size).toBe(24);
  expect(jobs[0]).toMatchObject({
    x: 0,
    y: 0,
    seed: 1,
    config: { learningRate: 0.1, switchEpoch: 0, seed: 1 },
  });
  expect(jobs.slice(0, 4).every(({ x, y }) => x % 2 === 0 && y % 2 === 0)).toBe(true);
  expect(jobs.slice(0, 12).every(({ seed }) => seed === 1)).toBe(true);
});

test('a value that no run takes is refused in words', () => {
  const wrong = { ...sweep, y: { field: 'switchEpoch' as const, values: [9] } };
  expect(jobsOf(wrong)).toEqual({
    ok: false,
    message: expect.stringContaining('Drop at epoch: 9 is not allowed'),
  });
});

test('values of an axis: in ratio for rates, whole for sizes, no value twice', () => {
  expect(spread('learningRate', 0.01, 1, 3)).toEqual([0.01, 0.1, 1]);
  expect(spread('batchSize', 1, 4, 16)).toEqual([1, 2, 3, 4]);
  // 1/(1 - mu) of 1, 2, 4, 8.
  expect(spread('momentum', 0, 0.875, 4)).toEqual([0, 0.5, 0.75, 0.875]);
  expect(spread('labelNoise', 0, 60, 3)).toEqual([0, 30, 60]);
});

test('a random set: within its limits, even on its axis, the same for the same seed, point by point', () => {
  const rates = scatter('learningRate', 0.01, 1, 2000, 1);
  expect(Math.min(...rates)).toBeGreaterThanOrEqual(0.01);
  expect(Math.max(...rates)).toBeLessThanOrEqual(1);
  // Half of them below the geometric mean: 2000 tosses have a standard deviation of 22.
  const below = rates.filter((rate) => rate < 0.1).length;
  expect(Math.abs(below - 1000)).toBeLessThan(5 * 22.4);
  expect(scatter('learningRate', 0.01, 1, 5, 1)).toEqual(rates.slice(0, 5));
  expect(scatter('learningRate', 0.01, 1, 5, 2)).not.toEqual(rates.slice(0, 5));
  const random: Sweep = {
    ...sweep,
    kind: 'random',
    seeds: [3],
    x: { field: 'learningRate', values: [0.4, 0.1] },
    y: { field: 'momentum', values: [0.9, 0.5] },
    also: [{ field: 'width', values: [10, 20] }],
  };
  const listed = jobsOf(random);
  expect(listed.ok && listed.jobs.map(({ x, y, config }) => [x, y, config.width, config.momentum])).toEqual([
    [0, 0, 10, 0.9],
    [1, 1, 20, 0.5],
  ]);
});

test('equal eta/(1 - mu) is a straight line of slope -1 on the axes', () => {
  const at = (eta: number, mu: number) => toAxis('learningRate', eta) + toAxis('momentum', mu);
  for (const mu of [0, 0.5, 0.9, 0.97]) expect(at(0.8 * (1 - mu), mu)).toBeCloseTo(Math.log(0.8), 12);
});

const job: SweepJob = { x: 0, y: 0, seed: 1, config: { ...defaultConfig, epochs: 8, switchEpoch: 4 } };

test('what a job comes to: kappa of either phase, steps to the target', () => {
  const track = new JobTrack(job, 100, 0.5);
  for (let step = 1; step <= 800; step++) {
    // kappa = 2 (1 + change / promised): 1.5 before the drop, 0.5 after it; measured at every fourth step.
    const kappa = step <= 400 ? 1.5 : 0.5;
    track.took(step <= 500 ? 1 : 0.1, 1, -1, step % 4 === 0 ? kappa / 2 - 1 : Number.NaN);
  }
  expect(track.isOver).toBe(true);
  const result = track.result({ loss: 0.1 }, { loss: 0.2, accuracy: 0.7 });
  expect(result).toMatchObject({ trainLoss: 0.1, testLoss: 0.2, testAccuracy: 0.7, divergedAt: 0 });
  expect(result.largeKappa).toBeCloseTo(1.5, 12);
  expect(result.kappa).toBeCloseTo(0.5, 12);
  // The mean with a memory of 50 steps is below 0.5 after 50 ln(0.9 / 0.4) steps.
  expect(result.stepsToTarget).toBeGreaterThan(530);
  expect(result.stepsToTarget).toBeLessThan(550);
});

test('a loss that no run comes back from has diverged, though it is a number', () => {
  const track = new JobTrack(job, 100, 0.5);
  track.took(1e6, 1, -1, Number.NaN);
  expect(track.isOver).toBe(false);
  track.took(1e10, 1, -1, Number.NaN);
  expect([track.isOver, track.divergedAt]).toEqual([true, 2]);
});

test('one whose last step leads beyond all numbers has diverged at it', () => {
  const track = new JobTrack(job, 1, 0.5);
  for (let step = 1; step <= 8; step++) track.took(1, 1, -1, Number.NaN);
  const result = track.result({ loss: Number.POSITIVE_INFINITY }, { loss: 1, accuracy: 0.1 });
  expect(result.divergedAt).toBe(8);
  expect(result.testAccuracy).toBeNaN();
});

test('one that diverges is over at once and has no numbers', () => {
  const track = new JobTrack(job, 100, 0.5);
  track.took(1, 1, -1, Number.NaN);
  track.took(2, Number.POSITIVE_INFINITY, -1, Number.NaN);
  expect([track.isOver, track.divergedAt]).toEqual([true, 2]);
  const result = track.result({ loss: 1 }, { loss: 1, accuracy: 1 });
  expect(result.divergedAt).toBe(2);
  expect(result.testAccuracy).toBeNaN();
});
