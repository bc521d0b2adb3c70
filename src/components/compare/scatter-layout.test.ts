import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Pairs, quantityNamed } from '../../runs/quantities';
import { RunData } from '../../runs/run-data';
import { newEntry, newRun } from '../../runs/run-list';
import { defaultConfig } from '../../training/config';
import { drawingOf, nearestTo, type Trail, thinLinesText, ticksOf, trailsOf } from './scatter-layout';

const loss = quantityNamed('trainLoss');
const step = quantityNamed('step');
const frame = { width: 600, height: 300 };
const run = newRun([], defaultConfig);

function trail(x: number[], y: number[]): Trail {
  const pairs: Pairs = {
    step: Float32Array.from(x.keys()),
    x: Float32Array.from(x),
    y: Float32Array.from(y),
  };
  return { runs: [run], pairs, band: undefined, seeds: [] };
}

const places = (path: string) => [...path.matchAll(/([\d.-]+),([\d.-]+)/g)].map(([, x, y]) => [+x, +y]);

describe('one quantity against another', () => {
  it('runs to the right as a loss falls, and as a step grows', () => {
    for (const quantity of [loss, step]) {
      const values = quantity === loss ? [2, 1, 0.1] : [1, 10, 20];
      const { paths } = drawingOf([trail(values, [0.1, 0.5, 0.9])], quantity, { x: true, y: false }, frame);
      const at = places(paths[0].line);
      expect(at).toHaveLength(3);
      expect(at.map(([x]) => x)).toEqual(at.map(([x]) => x).sort((a, b) => a - b));
      expect(at.every(([x, y]) => x >= 0 && x <= frame.width && y >= 0 && y <= frame.height)).toBe(true);
      // Larger values of the vertical quantity are further up.
      expect(at[0][1]).toBeGreaterThan(at[2][1]);
    }
  });

  it('leaves out what a log axis cannot show, and breaks the line there', () => {
    const { paths } = drawingOf([trail([2, 1, 0, 0.1], [1, 2, 3, 4])], loss, { x: true, y: true }, frame);
    expect(places(paths[0].line)).toHaveLength(3);
    expect(paths[0].line.match(/M/g)).toHaveLength(2);
    expect(paths[0].line).not.toMatch(/NaN|Infinity/);
  });

  it('draws an empty plot where nothing is measured', () => {
    for (const log of [true, false]) {
      const { x, y, paths } = drawingOf([trail([], [])], loss, { x: log, y: log }, frame);
      expect([...x.domain(), ...y.domain()].every(Number.isFinite)).toBe(true);
      expect(paths[0].line).toBe('');
    }
  });
});

describe('seeds taken together', () => {
  const accuracy = quantityNamed('testAccuracy');
  const seeded = (seed: number, trainLoss: number[]) => {
    const data = new RunData({ ...defaultConfig, seed }, 10);
    const evaluations = {
      step: Float32Array.from(trainLoss, (_, i) => 10 * i),
      trainLoss: Float32Array.from(trainLoss),
      testLoss: Float32Array.from(trainLoss),
      trainAccuracy: Float32Array.from(trainLoss, (_, i) => i / 10),
      testAccuracy: Float32Array.from(trainLoss, (_, i) => i / 10),
    };
    data.append({ evaluations });
    return newEntry([], data);
  };

  it('are a band where x goes one way', () => {
    const runs = [seeded(1, [3, 2, 1]), seeded(2, [4, 2, 0.5])];
    for (const x of [loss, step]) {
      const trails = trailsOf(runs, x, accuracy, true);
      expect(trails.map(({ band, seeds }) => [band?.length, seeds])).toEqual([[3, []]]);
      expect(thinLinesText(trails, x)).toBeUndefined();
    }
  });

  it('are thin lines and a median where x turns back, and never as a polygon that folds over itself', () => {
    const falls = fc.array(fc.double({ min: 0.1, max: 3, noNaN: true }), { minLength: 3, maxLength: 8 });
    fc.assert(
      fc.property(falls, falls, (one, two) => {
        const runs = [seeded(1, one), seeded(2, two)];
        const trails = trailsOf(runs, loss, accuracy, true);
        const { paths } = drawingOf(trails, loss, { x: true, y: false }, frame);
        for (const { trail, band } of paths) {
          if (band === '') continue;
          const xs = trail.pairs.x;
          const falling = xs.every((value, i) => i === 0 || value <= xs[i - 1]);
          const rising = xs.every((value, i) => i === 0 || value >= xs[i - 1]);
          expect(falling || rising).toBe(true);
        }
        // Nobody is lost.
        expect(trails.flatMap((each) => each.runs.map(({ id }) => id)).sort()).toEqual(
          runs.map(({ id }) => id).sort(),
        );
      }),
    );
    const turning = trailsOf([seeded(1, [3, 1, 2]), seeded(2, [3, 2, 3])], loss, accuracy, true);
    expect(turning.map((each) => [each.runs.length, each.band, each.seeds.map(({ x }) => [...x])])).toEqual([
      [
        2,
        undefined,
        [
          [3, 1, 2],
          [3, 2, 3],
        ],
      ],
    ]);
    expect([...turning[0].pairs.x]).toEqual([3, 1.5, 2.5]);
    const [{ seeds, line }] = drawingOf(turning, loss, { x: true, y: false }, frame).paths;
    expect(new Set([...seeds, line]).size).toBe(3);
    expect(thinLinesText(turning, loss)).toContain('training loss goes back and forth');
  });
});

describe('the nearest point', () => {
  it('is the one whose distance in pixels is least, within reach', () => {
    const value = fc.integer({ min: 0, max: 20 });
    const points = fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 20 });
    const place = fc.tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 300 }));
    fc.assert(
      fc.property(points, points, place, fc.boolean(), (one, two, [left, top], log) => {
        const trails = [one, two].map((each) =>
          trail(
            each.map(([x]) => x),
            each.map(([, y]) => y),
          ),
        );
        const drawing = drawingOf(trails, loss, { x: log, y: log }, frame);
        const distance = (t: number, row: number) => {
          const { pairs } = trails[t];
          if (log && (pairs.x[row] === 0 || pairs.y[row] === 0)) return Number.POSITIVE_INFINITY;
          return Math.hypot(drawing.x(pairs.x[row]) - left, drawing.y(pairs.y[row]) - top);
        };
        const least = Math.min(...one.map((_, i) => distance(0, i)), ...two.map((_, i) => distance(1, i)));
        const near = nearestTo(drawing, left, top, 40);
        if (least >= 40) expect(near).toBeUndefined();
        else expect(near && distance(trails.indexOf(near.trail), near.row)).toBeCloseTo(least, 9);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});

it('every axis has ticks within it, narrow log ones too', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-6, max: 100, noNaN: true }),
      fc.double({ min: 1.15, max: 1e5, noNaN: true }),
      fc.boolean(),
      fc.constantFrom(5, 6, 8),
      (low, factor, log, most) => {
        const ticks = ticksOf([low, low * factor], log, most);
        expect(ticks.length).toBeGreaterThan(1);
        expect(ticks.length).toBeLessThanOrEqual(most);
        for (const { value } of ticks) {
          expect(value).toBeGreaterThanOrEqual(low);
          expect(value).toBeLessThanOrEqual(low * factor);
        }
      },
    ),
    { numRuns: 500, seed: 1 },
  );
});
