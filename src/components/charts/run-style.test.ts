import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RunData } from '../../runs/run-data';
import { figureNames } from '../../runs/view';
import { defaultConfig } from '../../training/config';
import { dashOf, markedColumns, runStyle } from './run-style';
import { drawnSeries } from './series';

const kindOf = (dash: readonly number[]) => (dash.length === 0 ? 'solid' : `dashed ${dash}`);
const [train, dashedTest] = ['solid', 'dashed 7,4'];

test('train is solid and test is dashed in Loss and Accuracy, in a run alone and in every run beside others', () => {
  const data = new RunData(defaultConfig, 125);
  const others = [1, 2, 3, 11].map((style) => ({ id: `${style}`, name: `run ${style}`, style, data }));
  for (const name of ['Loss', 'Accuracy'] as const) {
    for (const beside of [[], others.slice(0, 1), others]) {
      for (let style = 0; style < 20; style++) {
        for (const { label, dash } of drawnSeries(name, data, style, beside)) {
          if (/train$/.test(label)) expect(kindOf(dash), `${name}: ${label}`).toBe(train);
          if (/test$/.test(label)) expect(kindOf(dash), `${name}: ${label}`).toBe(dashedTest);
        }
      }
    }
  }
  expect(kindOf(dashOf('trainLoss'))).toBe(train);
  expect(kindOf(dashOf('testAccuracy'))).toBe(dashedTest);
});

test('a run beside others changes nothing but colour and marks: the dash of a line is its own in every figure', () => {
  const data = new RunData(defaultConfig, 125);
  const other = { id: 'b', name: 'other', style: 3, data };
  for (const name of figureNames) {
    const alone = new Map(drawnSeries(name, data, 0, []).map(({ label, dash }) => [label, dash]));
    for (const { label, dash } of drawnSeries(name, data, 5, [other]).filter((each) => each.label !== ''))
      expect(dash, `${name}: ${label}`).toEqual(alone.get(label.replace('other: ', '')));
  }
});

test('neighbours differ in colour and in shape, and so do a lesson’s run and its live repetition, six places on', () => {
  for (let style = 0; style < 70; style++) {
    for (const apart of [1, 2, 3, 6]) {
      const [one, two] = [runStyle(style), runStyle(style + apart)];
      expect(one.colour).not.toBe(two.colour);
      expect(one.marker.shape).not.toBe(two.marker.shape);
    }
  }
  const looks = Array.from({ length: 70 }, (_, i) => `${runStyle(i).colour} ${runStyle(i).marker.shape}`);
  expect(new Set(looks).size).toBe(70);
});

test('marks stand at intervals, on columns that the line has, whatever its gaps', () => {
  const columns = fc.uniqueArray(fc.integer({ min: 0, max: 2000 }), { maxLength: 300 });
  fc.assert(
    fc.property(columns, fc.integer({ min: 0, max: 20 }), (places, style) => {
      const sorted = places.sort((a, b) => a - b);
      const marked = markedColumns(sorted, sorted.length, runStyle(style).marker, 80).map((i) => sorted[i]);
      for (let i = 1; i < marked.length; i++) expect(marked[i]).toBeGreaterThan(marked[i - 1]);
      // A wide stretch without gaps has one about every 80 pixels.
      expect(marked.length).toBeLessThanOrEqual(2000 / 80 + 1);
    }),
  );
  const dense = Float32Array.from({ length: 800 }, (_, i) => i);
  expect(markedColumns(dense, 800, runStyle(0).marker, 80)).toHaveLength(10);
});
