import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GridPoint, inOrder, thinned, withoutOutdated } from './checkpoint-grid';

const pointsOf = (steps: readonly number[], bytes = 1, lasting = true): GridPoint[] =>
  steps.map((step) => ({ step, bytes, lasting }));
const stepsOf = (points: readonly GridPoint[]) => points.map(({ step }) => step);

describe('the grid of checkpoints', () => {
  it('has one per step, ascending, the later given of two', () => {
    const [a, b, c] = [
      { step: 5, bytes: 1, lasting: true },
      { step: 3, bytes: 1, lasting: false },
      { step: 5, bytes: 2, lasting: false },
    ];
    expect(inOrder([a, b, c])).toEqual([b, { step: 5, bytes: 2, lasting: true }]);
  });

  it('keeps one that does not last only until there is a later one', () => {
    const points = [...pointsOf([1, 4]), ...pointsOf([2, 6], 1, false)];
    expect(stepsOf(withoutOutdated(inOrder(points)))).toEqual([1, 4, 6]);
  });

  it('is within its limits, with the first and the newest', () => {
    const steps = fc.uniqueArray(fc.integer({ min: 0, max: 1e6 }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 100 }), (unordered, bytes) => {
        const all = inOrder(pointsOf(unordered, bytes));
        const kept = thinned(all, 20, 1000);
        expect(kept.length <= 2 || (kept.length <= 20 && kept.length * bytes <= 1000)).toBe(true);
        expect([kept[0], kept.at(-1)]).toEqual([all[0], all.at(-1)]);
        expect(all).toEqual(expect.arrayContaining(kept));
        if (all.length <= 20 && all.length * bytes <= 1000) expect(kept).toEqual(all);
      }),
      { seed: 4 },
    );
  });

  it('stays even while it grows: no gap is much more than the mean one', () => {
    let kept: GridPoint[] = [];
    for (let step = 100; step <= 100_000; step += 100) kept = thinned([...kept, ...pointsOf([step])], 32);
    const gaps = stepsOf(kept.slice(1)).map((step, i) => step - kept[i].step);
    expect(kept).toHaveLength(32);
    expect(Math.max(...gaps)).toBeLessThan((3 * 100_000) / 31);
  });
});
