import { expect, test } from 'vitest';
import { entrantsOf } from '../../../lessons/race';
import { plan, runNames } from '../../../lessons/schedule/plan';
import { recordedRun } from '../../../lessons/testing/recorded-run';
import { linesLayout } from './lines-layout';
import { raceLayout, rowHeight } from './race-layout';

const plot = { width: 300, height: 200 };
const text = String;
const point = (x: number, y: number) => ({ x, y, low: y / 2, high: y * 2 });

test('lines: the first x at the left, the last at the right, higher values further up, the band within', () => {
  const series = [{ name: 'a', style: 0, points: [point(0, 1), point(5, 2), point(10, 4)] }];
  for (const log of [false, true]) {
    const layout = linesLayout(series, { plot, log, text });
    expect([layout.x(0), layout.x(10)]).toEqual([0, 300]);
    expect(layout.y(4)).toBeLessThan(layout.y(1));
    for (const value of [0.5, 8]) {
      expect(layout.y(value)).toBeGreaterThan(0);
      expect(layout.y(value)).toBeLessThan(200);
    }
    expect(layout.paths[0].line).toMatch(/^M0,[\d.]+L150,[\d.]+L300,[\d.]+$/);
    expect(layout.paths[0].band).toMatch(/Z$/);
  }
});

test('lines: what an axis cannot show is a gap, and no points at all are no fault', () => {
  const gap = [{ name: 'a', style: 0, points: [point(0, 1), point(5, Number.NaN), point(10, 4)] }];
  expect(linesLayout(gap, { plot, log: false, text }).paths[0].line.split('M')).toHaveLength(3);
  const zero = [{ name: 'a', style: 0, points: [point(0, 1), point(5, 0), point(10, 4)] }];
  expect(linesLayout(zero, { plot, log: true, text }).paths[0].line.split('M')).toHaveLength(3);
  expect(linesLayout([], { plot, log: true, text }).paths).toEqual([]);
});

const race = (accuracy: (name: string, seed: number) => number) =>
  entrantsOf(
    runNames,
    plan,
    (name) =>
      [1, 2, 3, 4, 5].map((seed) =>
        recordedRun(seed, {
          trainLoss: [1, 2 - 2 * accuracy(name, seed)],
          testAccuracy: [0, accuracy(name, seed)],
        }),
      ),
    'testAccuracy',
  );

test('race: a row for each schedule, better to the right, dots within the plot, the two phases as reference', () => {
  const entrants = race((name, seed) => (name.startsWith('cosine') ? 0.6 : 0.5) + seed / 100);
  const { rows, reference, height, ticks } = raceLayout(entrants, plot, false, text);
  expect(rows).toHaveLength(6);
  expect(height).toBeGreaterThan(6 * rowHeight);
  expect(rows[1].mean).toBeGreaterThan(rows[0].mean);
  expect(reference).toBe(rows[0].mean);
  for (const { dots, low, high, mean } of rows) {
    expect(dots).toHaveLength(5);
    for (const { x } of dots) expect(x >= 0 && x <= 300).toBe(true);
    expect(low < mean && mean < high).toBe(true);
  }
  for (const { at, anchor } of ticks) expect(anchor).toBe(at > 284 ? 'end' : 'middle');
});

test('race: an interval that reaches below zero ends at the edge of a logarithmic axis; without runs nothing is drawn', () => {
  const entrants = race((_, seed) => 0.5 + seed / 100);
  const first = entrants[0];
  const wide = [{ ...first, finals: { ...first.finals, low: -1 } }];
  expect(raceLayout(wide, plot, true, text).rows[0].low).toBe(0);
  const none = entrantsOf(runNames, plan, () => [], 'testAccuracy');
  const { rows, reference, ticks } = raceLayout(none, plot, true, text);
  expect(rows.every(({ dots, mean }) => dots.length === 0 && Number.isNaN(mean))).toBe(true);
  expect(reference).toBeUndefined();
  expect(ticks.every(({ at }) => Number.isFinite(at))).toBe(true);
});
