import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scoreSums } from '../engines/tfjs/score-sums';
import { type LossName, losses } from './registry';

describe.each(losses.names)('%s', (name) => {
  test.each([2, 4, 10])('chance is the loss of scores that are all zero, %s classes', (classes) => {
    const { loss } = scoreSums(new Float32Array(classes), [classes - 1], name);
    expect(losses.of(name).chance(classes)).toBeCloseTo(loss, 12);
  });

  test('certainty is from 0 to 1, and no lower for a higher best score', () => {
    const scores = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 2, maxLength: 10 });
    fc.assert(
      fc.property(scores, fc.double({ min: 0, max: 5, noNaN: true }), (values, more) => {
        const best = values.indexOf(Math.max(...values));
        const surer = values.map((each, c) => (c === best ? each + more : each));
        const [before, after] = [values, surer].map((each) =>
          losses.of(name).certainty(Float32Array.from(each)),
        );
        expect(before).toBeGreaterThanOrEqual(0);
        expect(after).toBeLessThanOrEqual(1);
        expect(after).toBeGreaterThanOrEqual(before - 1e-6);
      }),
    );
  });
});

test('certainty: the share of softmax, or the score itself', () => {
  const of = (name: LossName, ...scores: number[]) => losses.of(name).certainty(Float32Array.from(scores));
  expect(of('cross-entropy', 1, 2)).toBeCloseTo(1 / (1 + Math.exp(-1)), 7);
  expect(of('squared-error', 0.25, 0.75)).toBe(0.75);
  expect(of('squared-error', -1, 1.5)).toBe(1);
});

test('of several examples: the losses added up by their definitions, and how many are right', () => {
  const scores = [0.5, 2, 1, 3, 0, 0.25];
  const targets = [1, 2];
  const sums = (name: LossName) => scoreSums(scores, targets, name);
  const logSum = (...z: number[]) => Math.log(z.reduce((sum, each) => sum + Math.exp(each), 0));
  expect(sums('cross-entropy').loss).toBeCloseTo(logSum(0.5, 2, 1) - 2 + logSum(3, 0, 0.25) - 0.25, 12);
  expect(sums('squared-error').loss).toBeCloseTo((0.25 + 1 + 1 + 9 + 0.75 ** 2) / 2, 12);
  for (const name of losses.names) expect(sums(name).right).toBe(1);
});
