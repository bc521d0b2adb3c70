/** Which candidate is taken, and at which loss arms are compared, from made-up numbers. */
import { describe, expect, it } from 'vitest';
import { armsOf } from '../../src/evidence/experiments';
import { unknownNumbers } from '../../src/evidence/numbers';
import { tuningTable } from '../../src/evidence/tables';
import { matchLevels } from './matching';
import { type Tried, withChosen } from './tuning';

const tried = (schedule: Tried['schedule'], learningRate: number, testAccuracy: number): Tried => ({
  setting: 'mnist1d-mlp',
  schedule,
  learningRate,
  momentum: 0,
  testAccuracy,
  chosen: false,
});

describe('the candidate that is taken', () => {
  const taken = (...all: Tried[]) =>
    withChosen(all)
      .filter(({ chosen }) => chosen)
      .map(({ schedule, learningRate }) => [schedule, learningRate]);

  it('is the best of each schedule, the first where two are equal', () => {
    const cosine = [tried('cosine', 0.1, 0.5), tried('cosine', 0.2, 0.7), tried('cosine', 0.4, 0.7)];
    expect(taken(...cosine, tried('linear', 0.1, 0.2))).toEqual([
      ['cosine', 0.2],
      ['linear', 0.1],
    ]);
  });

  it('is none that diverged, unless all did', () => {
    const gone = Number.NaN;
    expect(taken(tried('step', 0.1, gone), tried('step', 0.2, 0.3), tried('step', 0.4, gone))).toEqual([
      ['step', 0.2],
    ]);
    expect(taken(tried('step', 0.1, gone), tried('step', 0.2, gone))).toHaveLength(1);
  });

  it('is named where it is at an end of the rates', () => {
    const rows = (best: number) =>
      tuningTable(
        [0.1, 0.2, 0.4].map((rate) => ({ ...tried('cosine', rate, 0.5), chosen: rate === best })),
      ).rows.map((row) => row.at(-1));
    expect(rows(0.4)).toEqual(['', '', 'yes, the largest rate']);
    expect(rows(0.1)).toEqual(['yes, the smallest rate', '', '']);
    expect(rows(0.2)).toEqual(['', 'yes', '']);
  });
});

it('two phases are read where they stay, after the drop', () => {
  const arms = armsOf([]).filter(({ setting }) => setting === 'mnist1d-mlp');
  const run = (name: string, trainLoss: number[], divergedAt = 0) => ({
    arm: `mnist1d-mlp/${name}`,
    seed: 1,
    divergedAt,
    numbers: unknownNumbers,
    processorSeconds: 0,
    backend: 'wasm',
    readings: { trainLoss, testAccuracy: trainLoss.map((_, i) => i / 10) },
  });
  const runs = [
    run('two-phase', [2, 0.3, 1, 0.4, 0.2]),
    run('small-only-long', [2, 1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.35]),
    run('large-only', [2, 0.3], 7),
  ];
  const { levels, runs: matched } = matchLevels(runs, arms);
  expect(levels['mnist1d-mlp']).toBe(0.35);
  expect(matched.map(({ numbers }) => numbers.matchedEpoch)).toEqual([4, 8, Number.NaN]);
  expect(matched.map(({ numbers }) => numbers.matchedAccuracy)).toEqual([0.4, 0.8, Number.NaN]);
});
