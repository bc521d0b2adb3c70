import { describe, expect, it } from 'vitest';
import { interval } from '../../evidence/statistics';
import { bestText, readingText } from '../curve-words';
import { bestOf, curvesOf, lastAgainstBest } from '../curves';
import type { Measured } from '../lesson';
import { recordedRun, sweepResults } from '../testing/recorded-run';
import { accuracyAt, commonLoss, favoured, matchedLoss } from './matched';
import { plan } from './plan';
import { lengthAnswer, lossQuestion, noiseQuestion } from './questions';
import { endText, matchedText, meansText } from './words';

describe('test accuracy at one training loss', () => {
  const fast = recordedRun(1, { trainLoss: [2, 1, 0.5], testAccuracy: [0.3, 0.5, 0.6] });
  const slow = recordedRun(1, { trainLoss: [2, 1.5, 0.75], testAccuracy: [0.3, 0.4, 0.45] });

  it('is read where the loss first comes there, straight between readings', () => {
    expect(commonLoss([fast, slow])).toBeCloseTo(0.75);
    expect(accuracyAt(fast, 0.75)).toBeCloseTo(0.55);
    expect(accuracyAt(slow, 0.75)).toBeCloseTo(0.45);
    expect(accuracyAt(slow, 0.5)).toBeNaN();
  });

  it('is compared seed by seed: second minus first', () => {
    const more = recordedRun(2, { trainLoss: [2, 1, 0.75], testAccuracy: [0.3, 0.5, 0.65] });
    const less = recordedRun(2, { trainLoss: [2, 1, 0.75], testAccuracy: [0.3, 0.4, 0.5] });
    const { loss, difference } = matchedLoss([slow, less], [fast, more]);
    expect(loss).toBeCloseTo(0.75);
    // 0.10 and 0.15.
    expect(difference).toMatchObject({ mean: expect.closeTo(0.125), count: 2 });
  });

  it('without pairs of a seed there is no difference', () => {
    expect(matchedLoss([slow], [recordedRun(2, { trainLoss: [1] })]).difference.count).toBe(0);
  });

  it('is in favour of one where the 95 % interval leaves out zero', () => {
    const of = (low: number, high: number) => favoured({ ...interval([0, 1]), low, high });
    expect(of(0.001, 0.02)).toBe('second');
    expect(of(-0.001, 0.02)).toBe('open');
    expect(of(-0.02, 0.001)).toBe('open');
    expect(of(-0.02, -0.001)).toBe('first');
    expect(favoured(interval([0.1]))).toBeUndefined();
    expect(lossQuestion.options.map(({ id }) => id).sort()).toEqual(['first', 'open', 'second']);
  });
});

/** Accuracies of a curve with these seeds, drop by drop. */
function curveOf(drops: readonly (readonly number[])[]) {
  const sweep = {
    ...plan.sweeps.drop,
    x: { field: 'switchEpoch' as const, values: drops.map((_, i) => 10 * i) },
    y: { field: 'labelNoise' as const, values: [40] },
  };
  const results = sweepResults(
    drops.flatMap((seeds, x) =>
      seeds.map((testAccuracy, i): [[number, number, number], { testAccuracy: number }] => [
        [x, 0, i + 1],
        { testAccuracy },
      ]),
    ),
  );
  return { sweep, curve: curvesOf(sweep, results, 'testAccuracy')[0] };
}

describe('curves of a sweep', () => {
  const { sweep, curve } = curveOf([
    [0.3, 0.32],
    [0.4, 0.44],
    [0.3, 0.35],
  ]);

  it('have means and standard errors over seeds', () => {
    // Deviation 0.0283 over the square root of 2.
    expect(curve.points[1]).toMatchObject({ x: 10, mean: expect.closeTo(0.42), error: expect.closeTo(0.02) });
    expect(readingText(sweep, curve, 1, 'testAccuracy')).toBe(
      'Drop at epoch 10, 40\u00a0% wrong labels: test accuracy 42.0\u00a0% ± 2.0 points (mean ± standard error, 2 seeds).',
    );
  });

  it('know their best point, and how far the last is from it', () => {
    expect(bestOf(curve, 'testAccuracy')).toBe(1);
    // -0.10 and -0.09.
    expect(lastAgainstBest(curve, 'testAccuracy').mean).toBeCloseTo(-0.095);
    expect(bestText(sweep, curve, 'testAccuracy')).toContain(
      '9.5 points lower (± 0.5 points, one standard error, seed by seed)',
    );
  });

  it('leave out lines that are not asked for, and points without runs', () => {
    expect(curvesOf(sweep, sweepResults([]), 'testAccuracy', [0])).toEqual([]);
    const [empty] = curvesOf(sweep, sweepResults([]), 'testAccuracy');
    expect(empty.points.every(({ mean }) => Number.isNaN(mean))).toBe(true);
    expect(bestOf(empty, 'testAccuracy')).toBe(-1);
    expect(lastAgainstBest(empty, 'testAccuracy').count).toBe(0);
    expect(readingText(sweep, empty, 0, 'testAccuracy')).toContain('nothing is recorded');
    expect(bestText(sweep, empty, 'testAccuracy')).toBe('');
  });
});

describe('whether longer is better', () => {
  const answer = (...drops: number[][]) => lengthAnswer(curveOf(drops).curve);
  it('is denied where the longest is behind the best by more than chance', () => {
    expect(answer([0.3, 0.31, 0.32], [0.4, 0.41, 0.42], [0.35, 0.36, 0.38])).toBe('shorter');
  });
  it('stands where chance could do it, or the longest is the best', () => {
    expect(answer([0.3, 0.31, 0.32], [0.4, 0.41, 0.42], [0.35, 0.46, 0.38])).toBe('longer');
    expect(answer([0.3, 0.31, 0.32], [0.4, 0.41, 0.42], [0.45, 0.46, 0.48])).toBe('longer');
  });
  it('is not known of one seed, or of none', () => {
    expect(answer([0.3], [0.4], [0.3])).toBeUndefined();
    expect(answer([], [])).toBeUndefined();
    expect(noiseQuestion.measured({ results: () => undefined } as unknown as Measured)).toBeUndefined();
  });
});

describe('numbers in the prose', () => {
  const final = (seeds: number) => ({
    final: () => ({ mean: 0.6, error: seeds > 1 ? 0.013 : Number.NaN, seeds }),
  });
  it('have their error where there are several seeds, and what it is, is said', () => {
    const [several, one] = [final(5), final(1)] as unknown as Measured[];
    expect(endText(several, 'small')).toBe('training loss 0.6, test accuracy 60.0\u00a0% ± 1.3 points');
    expect(meansText(several)).toContain('means over 5 seeds, ± one standard error of the mean');
    expect(endText(one, 'small')).not.toContain('±');
    expect(meansText(one)).toBe('');
  });
  it('are called means at one training loss', () => {
    const runs = () =>
      [1, 2].map((seed) => recordedRun(seed, { trainLoss: [2, 1], testAccuracy: [0.3, 0.5] }));
    expect(matchedText({ runs } as unknown as Measured)).toContain('a mean test accuracy of 50.0\u00a0% and');
  });
});
