import { expect, test } from 'vitest';
import { Pace } from './pace';

test('batches double until they last 40 ms, and never hold more than 512 steps', () => {
  const pace = new Pace();
  const batches = Array.from({ length: 8 }, () => {
    const { batch } = pace;
    pace.took(batch, batch * 0.5);
    return batch;
  });
  // 0.5 ms a step: 80 steps in 40 ms.
  expect(batches).toEqual([1, 2, 4, 8, 16, 32, 64, 80]);
  for (let i = 0; i < 20; i++) pace.took(pace.batch, 0);
  expect(pace.batch).toBe(512);
});

test('a step longer than a second is slow, and so is the one that nobody has timed yet', () => {
  const pace = new Pace();
  expect(pace.slow).toBe(true);
  pace.took(1, 900);
  expect([pace.slow, pace.batch]).toEqual([false, 1]);
  pace.took(1, 1100);
  expect(pace.slow).toBe(true);
});

test('at a steady pace, speed and share of the probes are those of every round', () => {
  const pace = new Pace();
  expect([pace.stepsPerSecond, pace.probeShare]).toEqual([0, 0]);
  for (let i = 0; i < 10; i++) pace.round(20, 40, 10);
  expect(pace.stepsPerSecond).toBeCloseTo(500, 9);
  expect(pace.probeShare).toBeCloseTo(0.25, 9);
});

test('what was 1.5 s ago counts 1/e of what is now', () => {
  const pace = new Pace();
  pace.round(100, 100, 0);
  pace.round(0, 1500, 1500);
  expect(pace.stepsPerSecond).toBeCloseTo((1000 * 100 * Math.exp(-1)) / (100 * Math.exp(-1) + 1500), 9);
  expect(pace.probeShare).toBeCloseTo(1500 / (100 * Math.exp(-1) + 1500), 9);
});
