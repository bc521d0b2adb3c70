import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../training/config';
import type { Sweep, SweepResult } from '../../training/sweep/sweep';
import type { Measured } from '../lesson';
import { diverged, recordedRun, sweepResults } from '../testing/recorded-run';
import { diagonalsOf, gainOf, spreadOf, spreadsOf, stepAside, whereItPays } from './diagonals';
import { answerOf, logRatio, sameWithin } from './pairs';
import { plan } from './plan';
import { matchedQuestion, whereQuestion } from './questions';
import { ratioText, slowText } from './words';

const sweep: Sweep = {
  base: defaultConfig,
  kind: 'grid',
  also: [],
  seeds: [1],
  targetLoss: 1,
  x: { field: 'learningRate', values: [0.1, 0.2, 0.4] },
  y: { field: 'momentum', values: [0, 0.5] },
};

/** Losses of the map, the row without momentum first; undefined where the run diverged. */
function map(rows: (number | undefined)[][]) {
  return sweepResults(
    rows.flatMap((row, y) =>
      row.map((trainLoss, x): [[number, number, number], Partial<SweepResult>] => [
        [x, y, 1],
        trainLoss === undefined ? diverged : { trainLoss },
      ]),
    ),
  );
}

describe('a map along its diagonals', () => {
  const results = map([
    [1, 0.5, 0.25],
    [0.6, 0.2, undefined],
  ]);
  const diagonals = diagonalsOf(sweep, results);

  it('has a diagonal for each effective rate', () => {
    expect(diagonals.map(({ effective, losses }) => [effective, losses.map(({ loss }) => loss)])).toEqual([
      [0.1, [1]],
      [0.2, [0.5, 0.6]],
      [0.4, [0.25, 0.2]],
      [0.8, [Number.NaN]],
    ]);
  });

  it('spreads by the largest loss over the smallest, where two runs came to their end', () => {
    expect(diagonals.map(spreadOf)).toEqual([
      undefined,
      expect.closeTo(1.2),
      expect.closeTo(1.25),
      undefined,
    ]);
    expect(spreadsOf(diagonals)).toEqual({ middle: expect.closeTo(1.225), diagonals: 2 });
  });

  it('changes by a factor from one rate to the next', () => {
    expect(stepAside(sweep, results)).toBeCloseTo(2);
  });
});

describe('what momentum gains', () => {
  it('is the lowest loss without over the lowest with, diverged runs left out', () => {
    expect(
      gainOf(
        sweep,
        map([
          [1, 0.5, undefined],
          [undefined, 0.2, 0.3],
        ]),
      ),
    ).toEqual({
      without: 0.5,
      with: 0.2,
      factor: 2.5,
    });
    expect(gainOf(sweep, sweepResults([])).factor).toBeNaN();
  });

  const gain = (factor: number) => ({ without: factor, with: 1, factor });
  it.each([
    [1.99, 1.99, 'neither'],
    [2, 1.99, 'small-batch'],
    [1.99, 2, 'full-batch'],
    [2, 2, 'both'],
    [Number.NaN, 2, undefined],
  ])('%s and %s: %s', (small, full, where) => {
    expect(whereItPays(gain(small), gain(full))).toBe(where);
  });
});

describe('pairs of one effective rate', () => {
  const run = (seed: number, loss: number) => recordedRun(seed, { trainLoss: [9, ...Array(5).fill(loss)] });

  it('are compared seed by seed, by the last five epochs', () => {
    const { mean, count } = logRatio([run(1, 1), run(2, 2)], [run(2, 4), run(1, 2), run(3, 9)]);
    expect([mean, count]).toEqual([expect.closeTo(Math.log(2)), 2]);
  });

  it('leave out runs that did not come to their end', () => {
    const short = recordedRun(1, { trainLoss: [1, 1, 1, 1, 1] }, 6);
    expect(logRatio([short], [run(1, 1)]).count).toBe(0);
  });

  const ratio = (factor: number) => logRatio([run(1, 1)], [run(1, factor)]);
  it.each([
    [1 / sameWithin - 0.01, 'lower'],
    [1 / sameWithin + 0.01, 'same'],
    [sameWithin - 0.01, 'same'],
    [sameWithin + 0.01, 'higher'],
  ])('a loss %s times as large is %s', (factor, answer) => {
    expect(answerOf(ratio(factor))).toBe(answer);
  });
  it('without runs there is no answer', () => expect(answerOf(logRatio([], []))).toBeUndefined());

  it('are told as a mean where there are several seeds, with its interval', () => {
    expect(ratioText([run(1, 1)], [run(1, 2)])).toContain('is 2.00 times that without');
    expect(ratioText([run(1, 1)], [run(1, 2)])).toContain('(one seed)');
    const several = ratioText([run(1, 1), run(2, 1)], [run(1, 2), run(2, 2.1)]);
    expect(several).toContain('is on average 2.05 times that without');
    expect(several).toMatch(/\(95\s% interval [\d.]+ to [\d.]+, 2 seeds\)/);
  });

  it('of small steps are told as means, and over how many seeds', () => {
    const text = (seeds: number) =>
      slowText({ final: () => ({ mean: 1.5, error: 0.1, seeds }) } as unknown as Measured);
    expect(text(5)).toMatch(/it comes to 1\.5 \(means over 5 seeds\)\.$/);
    expect(text(1)).toMatch(/it comes to 1\.5\.$/);
  });
});

describe('the questions', () => {
  const nothing = { runs: () => [], results: () => undefined } as unknown as Measured;

  it('have options for every answer, and none without numbers', () => {
    expect(matchedQuestion.measured(nothing)).toBeUndefined();
    expect(whereQuestion.measured(nothing)).toBeUndefined();
    expect(matchedQuestion.options.map(({ id }) => id).sort()).toEqual(['higher', 'lower', 'same']);
    expect(whereQuestion.options.map(({ id }) => id)).toEqual([
      'neither',
      'small-batch',
      'full-batch',
      'both',
    ]);
  });

  it('compare runs of the plan with one effective rate', () => {
    const effective = (name: string) => {
      const { learningRate, momentum } = plan.runs[name].config;
      return learningRate / (1 - momentum);
    };
    expect(effective('large-matched')).toBeCloseTo(effective('large'));
    expect(effective('small-matched')).toBeCloseTo(effective('small'));
    expect(plan.runs.slow.config.learningRate).toBe(plan.runs['small-matched'].config.learningRate);
  });

  it('read maps whose points lie on diagonals', () => {
    for (const { x, y } of Object.values(plan.sweeps)) {
      const ratios = x.values.slice(1).map((rate, i) => rate / x.values[i]);
      expect(ratios.every((each) => Math.abs(each - 2) < 1e-9)).toBe(true);
      const memories = y.values.map((mu) => Math.log2(1 / (1 - mu)));
      expect(memories.every((each) => Math.abs(each - Math.round(each)) < 1e-9)).toBe(true);
    }
  });
});
