import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyTable, evaluationColumns, stepColumns } from '../training/columns';
import { defaultConfig } from '../training/config';
import type { Segment } from '../training/regime/types';
import {
  firstAt,
  outcomeOf,
  type Pairs,
  pairsOf,
  type Quantity,
  quantities,
  quantityNamed,
} from './quantities';
import { RunData } from './run-data';
import { newEntry } from './run-list';

const f32 = (...values: number[]) => Float32Array.from(values);

/** A quantity with these readings, whatever the run. */
const readings = (rows: readonly (readonly [step: number, value: number])[]): Quantity => ({
  ...quantities[0],
  steps: () => rows.map(([step]) => step),
  values: () => rows.map(([, value]) => value),
});

const anyRun = new RunData(defaultConfig, 10);
const column = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 30 }).chain((steps) =>
  fc
    .array(fc.oneof({ weight: 5, arbitrary: fc.integer({ min: -9, max: 9 }) }, fc.constant(Number.NaN)), {
      minLength: steps.length,
      maxLength: steps.length,
    })
    .map((values) => steps.sort((a, b) => a - b).map((step, i) => [step, values[i]] as const)),
);

describe('two quantities against each other', () => {
  it('has the last reading of the denser one not after each step of the sparser one', () => {
    fc.assert(
      fc.property(column, column, (xs, ys) => {
        const sparser = xs.length < ys.length ? xs : ys;
        const last = (rows: typeof xs, step: number) =>
          rows.filter(([at]) => at <= step).at(-1)?.[1] ?? Number.NaN;
        const expected = sparser
          .map(([step]) => [step, last(xs, step), last(ys, step)])
          .filter((row) => row.every(Number.isFinite));
        const { step, x, y } = pairsOf(anyRun, readings(xs), readings(ys));
        expect(Array.from(step, (each, i) => [each, x[i], y[i]])).toEqual(expected);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it('keeps to the cap, spreads evenly, ends with the last row, and shares rows between unequal lengths', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 2, max: 300 }),
        (count, other, most) => {
          const thinned = (rows: number) => {
            const all = readings(Array.from({ length: rows }, (_, i) => [i + 1, i]));
            return Array.from(pairsOf(anyRun, all, all, most).step);
          };
          const steps = thinned(count);
          expect(steps.length).toBeLessThanOrEqual(most);
          expect(steps.length).toBeGreaterThanOrEqual(Math.min(count, most / 2));
          expect(steps.at(-1)).toBe(count);
          const gaps = steps.slice(1).map((step, i) => step - steps[i]);
          expect(new Set(gaps.slice(0, -1)).size).toBeLessThanOrEqual(1);
          // Of the coarser one's rows, all but its last are rows of the other as far as that goes.
          const [short, long] = [Math.min(count, other), Math.max(count, other)].map(thinned);
          const within = long.slice(0, -1).filter((step) => step <= short[short.length - 1]);
          expect(short).toEqual(expect.arrayContaining(within));
        },
      ),
      { numRuns: 100, seed: 1 },
    );
  });
});

describe('where a run first comes to a value', () => {
  const trail = (x: number[], y: number[]): Pairs => ({ step: f32(...x.keys()), x: f32(...x), y: f32(...y) });

  it.each([
    ['between two readings', [1, 0.5], [10, 20], 0.75, 15],
    ['on the first', [1, 0.5], [10, 20], 1, 10],
    ['on a single one', [1], [10], 1, 10],
    ['on a plateau, where it begins', [1, 1, 0.5], [10, 20, 30], 1, 10],
    ['the first of several crossings', [0, 2, 0, 2], [0, 10, 20, 30], 1, 5],
    ['never', [1, 0.5], [10, 20], 0.4, Number.NaN],
    ['nothing measured', [], [], 1, Number.NaN],
  ])('%s', (_, x, y, at, expected) => {
    expect(firstAt(trail(x, y), at)).toBe(expected);
  });
});

describe('quantities', () => {
  it('have different ids, and one row per step they name, in any run', () => {
    expect(new Set(quantities.map(({ id }) => id)).size).toBe(quantities.length);
    for (const each of quantities) {
      expect(each.values(anyRun).length, each.id).toBe(each.steps(anyRun).length);
      expect(quantityNamed(each.id)).toBe(each);
    }
  });

  it('count time in steps where nothing was evaluated', () => {
    const log = new RunData(defaultConfig, 2, 'log');
    const steps = emptyTable(stepColumns, 3);
    steps.step.set([1, 2, 3]);
    steps.batchLoss.set([5, 4, 3]);
    log.append({ steps });
    const { x, y } = pairsOf(log, quantityNamed('epoch'), quantityNamed('smoothedLoss'));
    expect([...x]).toEqual([0.5, 1, 1.5]);
    expect([...y]).toEqual([5, 4.5, 4]);
  });
});

describe('what came of a run', () => {
  it('is its last and its best, losses downwards and accuracies upwards, past what diverged', () => {
    const data = new RunData(defaultConfig, 10);
    const evaluations = emptyTable(evaluationColumns, 3);
    evaluations.step.set([10, 20, 30]);
    evaluations.trainLoss.set([2, 0.5, 1]);
    evaluations.testLoss.set([2, Number.POSITIVE_INFINITY, 3]);
    evaluations.trainAccuracy.set([0.25, 0.875, 0.75]);
    evaluations.testAccuracy.set([0.25, 0.75, 0.5]);
    data.append({ evaluations });
    expect(outcomeOf(newEntry([], data, { elapsed: 7 }))).toEqual({
      trainLoss: 1,
      bestTrainLoss: 0.5,
      testLoss: 3,
      bestTestLoss: 2,
      trainAccuracy: 0.75,
      bestTrainAccuracy: 0.875,
      testAccuracy: 0.5,
      bestTestAccuracy: 0.75,
      large: Number.NaN,
      transition: Number.NaN,
      small: Number.NaN,
      seconds: 7,
      steps: 0,
    });
  });

  it('has the share of each regime in the steps that were measured', () => {
    const data = new RunData(defaultConfig, 10);
    const stretches = [
      [0, 60, 'large-step'],
      [60, 70, 'transition'],
      [70, 95, 'small-step'],
      [95, 100, 'undecided'],
    ] as const;
    for (const [from, to, regime] of stretches) {
      (data.regime.segments as Segment[]).push({ from, to, regime, subtype: '' });
    }
    expect(outcomeOf(newEntry([], data))).toMatchObject({ large: 0.6, transition: 0.1, small: 0.25 });
  });

  it('says nothing of what was not measured', () => {
    const { steps, seconds, ...measured } = outcomeOf(newEntry([], new RunData(defaultConfig, 10)));
    expect([steps, seconds]).toEqual([0, 0]);
    expect(Object.values(measured).every(Number.isNaN)).toBe(true);
  });
});
