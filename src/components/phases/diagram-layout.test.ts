import { rgb } from 'd3';
import { expect, test } from 'vitest';
import type { Measure } from '../../runs/sweeps/measures';
import { SweepResults } from '../../runs/sweeps/sweep-results';
import { defaultConfig } from '../../training/config';
import type { Sweep, SweepAxis, SweepResult } from '../../training/sweep/sweep';
import { moved, spotAt } from './diagram-cursor';
import { layoutOf } from './diagram-layout';
import { colourScale } from './diagram-scales';
import { kindOf, overlayOf, patternsIn } from './point-kind';
import { pointText, valueText } from './point-text';

const size = { width: 400, height: 200 };
const sweepOf = (x: SweepAxis, y: SweepAxis, kind: Sweep['kind'] = 'grid'): Sweep => ({
  base: defaultConfig,
  kind,
  x,
  y,
  also: [],
  seeds: [1],
  targetLoss: 0.5,
});
const four = { field: 'learningRate', values: [0.1, 0.2, 0.4, 0.8] } as const;
const drops = { field: 'switchEpoch', values: [0, 10] } as const;

function layoutFor(sweep: Sweep, accuracy: (x: number, y: number) => number) {
  const results = new SweepResults();
  sweep.x.values.forEach((_, x) => {
    const rows = sweep.kind === 'grid' ? [...sweep.y.values.keys()] : [x];
    for (const y of rows) {
      const result = { testAccuracy: accuracy(x, y), divergedAt: 0 } as SweepResult;
      results.add({ x, y, seed: 1 }, result);
    }
  });
  const summaries = results.summary(sweep, 'testAccuracy');
  const scale = colourScale('testAccuracy', summaries, 'id');
  return { scale, layout: layoutOf(sweep, summaries, 'testAccuracy', scale, size) };
}

test('cells fill the plot; the smallest values are at the left and at the bottom', () => {
  const { layout } = layoutFor(sweepOf(four, drops), () => 0.5);
  const corner = layout.spots.find(({ point }) => point.x === 0 && point.y === 0);
  expect(corner).toMatchObject({ x: 50, y: 150, width: 100, height: 100 });
  expect(layout.x).toEqual(
    [0.1, 0.2, 0.4, 0.8].map((value, i) => ({ at: 50 + 100 * i, text: String(value) })),
  );
});

test('a contour lies where the value is crossed', () => {
  const rows = { field: 'momentum', values: [0, 0.25, 0.5, 0.75, 0.9] } as const;
  const sweep = sweepOf({ ...four, values: [...four.values, 1.6] }, rows);
  // Accuracy grows by 0.1 a column: it is 0.35 half-way between the middles of the columns 2 and 3.
  const { layout } = layoutFor(sweep, (x) => 0.1 * (x + 1) + 1e-9);
  const xs = [
    ...(layout.contours.find(({ level }) => level === 0.3)?.path ?? '').matchAll(
      /[ML](-?[\d.]+),(-?[\d.]+)/g,
    ),
  ]
    .map(([, x, y]) => [Number(x), Number(y)])
    .filter(([, y]) => y > 60 && y < 140)
    .map(([x]) => x);
  // The middle of the column with 0.3 is at 200 of 400 pixels.
  expect(xs.length).toBeGreaterThan(0);
  expect(Math.min(...xs)).toBeCloseTo(200, 0);
});

test('a contour does not run along the frame, and carries its value where it is long enough', () => {
  const rows = { field: 'momentum', values: [0, 0.25, 0.5, 0.75, 0.9] } as const;
  const sweep = sweepOf({ ...four, values: [...four.values, 1.6] }, rows);
  const { layout } = layoutFor(sweep, (x) => 0.1 * (x + 1) + 1e-9);
  expect(layout.contours.length).toBeGreaterThan(1);
  for (const { path } of layout.contours) {
    for (const line of path.split('M').slice(1)) {
      const points = line.split('L').map((point) => point.split(',').map(Number));
      const onFrame = ([x, y]: number[]) => x === 0 || x === size.width || y === 0 || y === size.height;
      points.slice(1).forEach((point, i) => {
        expect(onFrame(point) && onFrame(points[i])).toBe(false);
      });
    }
  }
  expect(layout.contours.find(({ level }) => level === 0.3)?.label).toMatchObject({ text: '30 %' });
  // An island is one closed line.
  const island = layoutFor(sweep, (x, y) => (x === 2 && y === 2 ? 0.9 : 0.1)).layout.contours[0].path;
  expect(island.match(/M/g)).toHaveLength(1);
  const corners = island.slice(1).split('L');
  expect(corners.at(-1)).toBe(corners[0]);
});

test('no contours of few points, nor of regimes', () => {
  const value = (x: number) => 0.1 * (x + 1) + 1e-9;
  const five = { ...four, values: [...four.values, 1.6] };
  const coarse = sweepOf(five, { field: 'momentum', values: [0, 0.3, 0.6, 0.9] });
  expect(layoutFor(coarse, value).layout.contours).toEqual([]);
  const fine = sweepOf(five, { field: 'momentum', values: [0, 0.25, 0.5, 0.75, 0.9] });
  const { scale, layout } = layoutFor(fine, value);
  expect(layout.contours).not.toEqual([]);
  const regimes = { ...scale, regimes: true };
  const summaries = layout.spots.map(({ point }) => point);
  expect(layoutOf(fine, summaries, 'testAccuracy', regimes, size).contours).toEqual([]);
});

test('no contours while points are missing', () => {
  const sweep = sweepOf(
    { ...four, values: [...four.values, 1.6] },
    { field: 'momentum', values: [0, 0.2, 0.4, 0.6, 0.9] },
  );
  const results = new SweepResults();
  const one = { testAccuracy: 0.5, divergedAt: 0 } as SweepResult;
  results.add({ x: 0, y: 0, seed: 1 }, one);
  const summaries = results.summary(sweep, 'testAccuracy');
  const scale = colourScale('testAccuracy', summaries, 'id');
  expect(layoutOf(sweep, summaries, 'testAccuracy', scale, size).contours).toEqual([]);
});

test('lines of equal eta / (1 - mu) go through points that have it', () => {
  const momenta = { field: 'momentum', values: [0, 0.5, 0.75, 0.875] } as const;
  const { layout } = layoutFor(sweepOf(four, momenta), () => 0.5);
  const line = layout.diagonals.find(({ text }) => text === '1');
  const [from, to] = [...(line?.path ?? '').matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ]);
  // (0.2, mu 0.8) lies on it: on the axes 0.2 is at 150, and 1/(1 - 0.8) = 5 at log2(5) cells from the lowest middle.
  const along = (150 - from[0]) / (to[0] - from[0]);
  expect(from[1] + along * (to[1] - from[1])).toBeCloseTo(175 - 50 * Math.log2(5), 0);
});

test('a random set: dots where their values are, ticks at round values', () => {
  const sweep = sweepOf(
    { field: 'learningRate', values: [0.1, 0.01, 1] },
    { field: 'momentum', values: [0, 0.5, 0.9] },
    'random',
  );
  const { layout } = layoutFor(sweep, () => 0.5);
  const xOf = (i: number) => layout.spots.find(({ point }) => point.x === i)?.x ?? 0;
  expect(xOf(0)).toBeCloseTo((xOf(1) + xOf(2)) / 2, 6);
  expect(layout.x.map(({ text }) => text)).toContain('0.1');
  expect(layout.y.map(({ text }) => text)).toEqual(['0', '0.5', '0.8', '0.9']);
  expect(spotAt(layout, xOf(0) + 5, layout.spots[0].y + 500)).toBeUndefined();
});

test('the cursor: under the pointer, and from cell to cell, staying at the edge', () => {
  const { layout } = layoutFor(sweepOf(four, drops), () => 0.5);
  expect(spotAt(layout, 120, 30)?.point).toMatchObject({ x: 1, y: 1 });
  expect(spotAt(layout, -5, 30)).toBeUndefined();
  const first = moved(layout, undefined, 'ArrowRight');
  expect(first?.point).toMatchObject({ x: 0, y: 1 });
  expect(moved(layout, first, 'ArrowRight')?.point).toMatchObject({ x: 1, y: 1 });
  expect(moved(layout, first, 'ArrowDown')?.point).toMatchObject({ x: 0, y: 0 });
  expect(moved(layout, first, 'ArrowLeft')).toBe(first);
});

test('colours survive grey print: brightness grows along the whole legend', () => {
  const { scale } = layoutFor(sweepOf(four, drops), (x) => 0.1 * x);
  const greys = Array.from({ length: 101 }, (_, i) => {
    const { r, g, b } = rgb(scale.colour(i / 100));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  });
  // Eight-bit colours: a hundredth of the way is about two grey levels.
  for (let i = 4; i <= 100; i++) expect(greys[i]).toBeGreaterThan(greys[i - 4]);
  expect(greys[100] - greys[0]).toBeGreaterThan(150);
  // Higher accuracy is brighter.
  expect(scale.fill(0.3)).toBe(scale.colour(1));
});

test('a point in words', () => {
  const sweep = sweepOf(four, drops);
  const point = {
    x: 2,
    y: 1,
    runs: 3,
    known: 2,
    diverged: 1,
    guessing: 0,
    mean: 0.612,
    least: 0.6,
    most: 0.624,
  };
  expect(pointText(sweep, point, 'testAccuracy')).toBe(
    'Learning rate 0.4, drop at epoch 10: test accuracy 61.2 % (60.0 % to 62.4 %, 2 seeds); 1 of 3 seeds diverged.',
  );
  expect(valueText({ ...point, runs: 0 }, 'testAccuracy')).toBe('not trained yet');
  expect(valueText({ ...point, known: 0, diverged: 3 }, 'trainLoss')).toBe('diverged');
  const steps = { ...point, diverged: 0, mean: 700, least: 700, most: 700 };
  expect(valueText({ ...steps, known: 0 }, 'stepsToTarget')).toBe('target not reached');
  expect(valueText({ ...steps, known: 1 }, 'stepsToTarget')).toBe(
    'steps to the target loss 700; 2 of 3 seeds: target not reached',
  );
  expect(valueText({ ...steps, known: 0 }, 'regime')).toBe('no large steps');
  const idle = { ...steps, guessing: 3 };
  expect(valueText({ ...idle, mean: 2.3, known: 3, least: 2.3, most: 2.3 }, 'trainLoss')).toBe(
    'final training loss 2.3 (2.3 to 2.3, 3 seeds); no better than guessing',
  );
  expect(valueText({ ...idle, known: 0 }, 'regime')).toBe('no better than guessing');
  // Seeds that have no value for different reasons are counted apart.
  const pair = { ...point, runs: 2, known: 0, diverged: 1 };
  expect(valueText(pair, 'stepsToTarget')).toBe('1 of 2 seeds diverged; 1 of 2 seeds: target not reached');
  expect(valueText({ ...point, known: 0, diverged: 1, guessing: 2 }, 'regime')).toBe(
    '1 of 3 seeds diverged; 2 of 3 seeds no better than guessing',
  );
  expect(valueText({ ...idle, known: 1, mean: 1.5, guessing: 2 }, 'regime')).toBe(
    'regime of large steps large step; 2 of 3 seeds no better than guessing',
  );
});

test('what a point shows where it has no colour, and what the legend names', () => {
  const [known, diverged, guessing] = [0, 0, 0];
  const of = (change: object) => ({
    x: 0,
    y: 0,
    runs: 1,
    known,
    diverged,
    guessing,
    mean: Number.NaN,
    least: 0,
    most: 0,
    ...change,
  });
  const points = [of({ runs: 0 }), of({ diverged: 1 }), of({ guessing: 1 }), of({}), of({ known: 1 })];
  const kinds = (measure: Measure) => points.map((point) => kindOf(point, measure));
  expect(kinds('regime')).toEqual(['waiting', 'diverged', 'guessing', 'none', 'value']);
  expect(kinds('stepsToTarget')).toEqual(['waiting', 'diverged', 'none', 'none', 'value']);
  expect(patternsIn(points, 'regime').map(({ text }) => text)).toEqual([
    'no better than guessing',
    'no large steps',
    'diverged',
  ]);
  expect(patternsIn(points.slice(3), 'stepsToTarget').map(({ text }) => text)).toEqual([
    'target not reached',
  ]);
  expect(patternsIn(points.slice(4), 'trainLoss')).toEqual([]);
  expect(overlayOf(of({ runs: 2, known: 1, guessing: 1 }), 'regime')).toBe('guessing');
  expect(overlayOf(of({ runs: 2, known: 2, guessing: 1 }), 'trainLoss')).toBeUndefined();
  expect(overlayOf(of({ runs: 2, known: 1, diverged: 1 }), 'trainLoss')).toBe('diverged');
});

test('a scale without values has no numbers; one with narrow ones has at least two', () => {
  const point = { x: 0, y: 0, runs: 1, known: 0, diverged: 0, guessing: 0, least: 0, most: 0 };
  const scaleOf = (measure: Measure, ...means: number[]) =>
    colourScale(
      measure,
      means.map((mean) => ({ ...point, mean })),
      'id',
    );
  expect(scaleOf('stepsToTarget', Number.NaN)).toMatchObject({ empty: true, ticks: [], levels: [] });
  const narrow = scaleOf('trainLoss', 0.42, 0.47);
  expect(narrow.ticks.map(({ text }) => text)).toEqual(['0.42', '0.47']);
  expect(narrow.levels.length).toBeLessThan(2);
});

test('colours wait for the third result, as long as more are to come', () => {
  const point = { x: 0, y: 0, known: 1, diverged: 0, guessing: 0, least: 0, most: 0 };
  const scaleOf = (...means: (number | 'to come')[]) =>
    colourScale(
      'testAccuracy',
      means.map((mean) =>
        mean === 'to come' ? { ...point, mean: Number.NaN, runs: 0 } : { ...point, mean, runs: 1 },
      ),
      'id',
    );
  const two = scaleOf(0.1, 0.14, 'to come', 'to come');
  expect(two).toMatchObject({ waits: true, empty: true, ticks: [], levels: [] });
  expect(two.fill(0.1)).toBe(two.fill(0.14));
  const three = scaleOf(0.1, 0.14, 0.6, 'to come');
  expect(three).toMatchObject({ waits: false, empty: false });
  expect(three.fill(0.1)).not.toBe(three.fill(0.6));
  // A plan of two points has all it will have.
  expect(scaleOf(0.1, 0.14).waits).toBe(false);
  expect(scaleOf('to come', 'to come', 'to come').waits).toBe(false);
});
