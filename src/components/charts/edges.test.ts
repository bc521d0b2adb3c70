/** What a y axis cannot or should not show: nothing of it is silent, and the rest stays legible. */
import { expect, test } from 'vitest';
import { RunData } from '../../runs/run-data';
import { emptyTable, stepColumns } from '../../training/columns';
import { defaultConfig } from '../../training/config';
import { makeXAxis } from './axis';
import { coordinatesOf, lengthOf } from './coordinates';
import { edgesOf } from './edges';
import { few } from './edges-layer';
import { fittingScale } from './fitting-scale';
import { drawnSeries } from './series';
import { linearTicks, logTicks, tickText } from './ticks';
import { emptyTrace, fillTrace } from './trace';

const [width, height] = [450, 130];

/** A log with these batch losses, a row per step. */
function logOf(losses: number[]): RunData {
  const data = new RunData(defaultConfig, 10, 'log');
  const steps = emptyTable(stepColumns, losses.length);
  for (const column of Object.values(steps)) column.fill(Number.NaN);
  losses.forEach((loss, i) => {
    steps.step[i] = i + 1;
    steps.batchLoss[i] = loss;
  });
  data.append({ steps });
  return data;
}

/** The Loss figure of a log as it is painted. */
function painted(losses: number[], log = true, whole = false) {
  const data = logOf(losses);
  const total = lengthOf(data, defaultConfig, 10);
  const x = makeXAxis('steps', data, defaultConfig, 10, total);
  const frame = { width, height, from: 0, pixelsPerUnit: width / total };
  const series = drawnSeries('Loss', data, 0, []);
  const xs = series.map((each) => coordinatesOf(each, { x, mode: 'steps', stepsPerEpoch: 10 }));
  const floor = log ? 0 : Number.NEGATIVE_INFINITY;
  const traces = series.map((each, i) =>
    fillTrace(emptyTrace(width + 4), xs[i], each.values, 0, frame.pixelsPerUnit, width, floor),
  );
  const y = fittingScale('Loss', series, traces, log, frame, whole);
  const edges = edgesOf(series, traces, xs, y, log, frame);
  const [low, high] = y.domain();
  return { edges, low, high, traces, total };
}

const falling = (count: number) => Array.from({ length: count }, (_, i) => 0.01 + 2 * 0.98 ** i);

test('a spike does not rule the axis: it is marked and counted, and can be shown', () => {
  for (const log of [true, false]) {
    for (const [count, at, spikes] of [
      [200, 120, 1],
      [200, 50, 3],
      [12, 5, 1],
      [3000, 10, 40],
    ]) {
      const losses = falling(count).map((loss, i) => (i >= at && i < at + spikes ? 1e30 : loss));
      const { edges, high } = painted(losses, log);
      expect(high).toBeLessThan(1e7);
      const words = spikes === 1 ? '1 value' : `${spikes} values`;
      expect(edges.above[0]).toBe(`batch: ${words} above, up to 10³⁰`);
      expect(edges.marks[0].above.length).toBeGreaterThan(0);
      expect(painted(losses, log, true).high).toBeGreaterThanOrEqual(1e30);
      expect(painted(losses, log, true).edges.above).toEqual([]);
    }
  }
});

test('the climb of a run that diverged is shown whole on a log axis', () => {
  const { edges, high } = painted([2.3, 4, 300, 2e4, 1.5e6, 1.95e9]);
  expect(edges.above).toEqual([]);
  expect(high).toBeGreaterThan(1.95e9);
});

test('a spike downwards is marked at the lower edge', () => {
  const { edges, low } = painted(falling(100).map((loss, i) => (i === 40 ? 1e-35 : loss)));
  expect(low).toBeGreaterThan(1e-12);
  expect(edges.below).toEqual(['batch: 1 value below, down to 10⁻³⁵']);
});

test('what is no outlier is shown: a long fall, a plateau before it, a jump by a factor of a hundred', () => {
  const steep = Array.from({ length: 300 }, (_, i) => 2 * 10 ** (-i / 50));
  const plateau = Array.from({ length: 300 }, (_, i) => (i < 240 ? 2.3 : 2.3 * 10 ** (-(i - 240) / 12)));
  const jump = Array.from({ length: 100 }, (_, i) => (i < 50 ? 2 : 0.02));
  for (const losses of [
    steep,
    plateau,
    jump,
    [2.3, 1e9],

    new Array(50).fill(2.5),
  ]) {
    for (const log of [true, false]) {
      const { edges, low, high } = painted(losses, log);
      expect([...edges.above, ...edges.below]).toEqual([]);
      expect(low).toBeLessThanOrEqual(Math.min(...losses) * (1 + 1e-6));
      expect(high).toBeGreaterThanOrEqual(Math.max(...losses) * (1 - 1e-6));
    }
  }
});

test('values at or below 0 are counted and marked on a log axis, and shown on a linear one', () => {
  const losses = falling(60).map((loss, i) => (i % 5 === 4 ? 0 : i === 7 ? -0.5 : loss));
  const { edges } = painted(losses);
  expect(edges.below[0]).toBe('batch: 13 of 60 values at or below 0');
  expect(edges.marks[0].below.length).toBeGreaterThan(5);
  const linear = painted(losses, false);
  expect(linear.low).toBeLessThanOrEqual(-0.5);
  expect(linear.edges.below).toEqual([]);
});

test('a series entirely at or below 0 says so', () => {
  for (const losses of [new Array(20).fill(0), new Array(20).fill(-3)]) {
    const { edges, low, high } = painted(losses);
    expect(edges.below[0]).toBe('batch: all 20 values are at or below 0');
    expect(low > 0 && high > low).toBe(true);
    expect(painted(losses, false).edges.below).toEqual([]);
  }
  expect(painted([0]).edges.below[0]).toBe('batch: the only value is at or below 0');
});

test('a single point stands inside the axes', () => {
  for (const log of [true, false]) {
    const { traces, low, high } = painted([2.3], log);
    expect(traces[0].length).toBe(1);
    expect(traces[0].column[0]).toBeGreaterThan(10);
    expect(traces[0].column[0]).toBeLessThan(width - 10);
    expect(low).toBeLessThan(2.3);
    expect(high).toBeGreaterThan(2.3);
  }
});

test('tiny values have ticks that differ', () => {
  const losses = Array.from({ length: 50 }, (_, i) => 1e-12 * 0.9 ** i);
  for (const log of [true, false]) {
    const { low, high, edges } = painted(losses, log);
    const texts = (log ? logTicks : linearTicks)(low, high, 5).map(tickText);
    expect(texts.length).toBeGreaterThan(1);
    expect(new Set(texts).size).toBe(texts.length);
    expect([...edges.above, ...edges.below]).toEqual([]);
  }
});

test('many lines at an edge are counted', () => {
  expect(few(['a', 'b'])).toEqual(['a', 'b']);
  expect(few(['a', 'b', 'c'])).toEqual(['a', 'b', 'and 1 more line']);
});
