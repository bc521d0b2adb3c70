import { expect, test } from 'vitest';
import { stepColumns } from '../training/columns';
import { Columns } from '../training/growing-columns';
import { highAt, lowAt } from './blocks';
import { RateColumns, type RateName } from './rates';

const nan = Number.NaN;

function append(steps: Columns<(typeof stepColumns)[number]>, learningRate: number[], momentum: number[]) {
  const values: { [name: string]: number[] } = { learningRate, momentum };
  const columns = stepColumns.map((name) => [name, values[name] ?? learningRate]);
  steps.append(Object.fromEntries(columns));
}

const valuesOf = (rates: RateColumns, name: RateName) => {
  const values = rates.values(name);
  return Array.from({ length: values.length }, (_, row) => values.at(row));
};

test('edges: one without momentum, three with heavy-ball momentum, two with Nesterov’s', () => {
  const steps = new Columns(stepColumns);
  append(steps, [0.5, 0.5], [0, 0.75]);
  const edgesOf = (nesterov: boolean) => {
    const rates = new RateColumns(steps, nesterov);
    return (['edge', 'upperEdge', 'lowerEdge'] as const).map((name) => valuesOf(rates, name));
  };
  expect(edgesOf(false)).toEqual([
    [4, 4],
    [nan, 7],
    [nan, 1],
  ]);
  // 4 * 1.75 / 2.5.
  expect(edgesOf(true)).toEqual([
    [4, 4],
    [nan, expect.closeTo(2.8, 12)],
    [nan, nan],
  ]);
});

test('rows and their blocks follow the steps when they are cut back and go on otherwise', () => {
  const steps = new Columns(stepColumns);
  const rates = new RateColumns(steps, false);
  const extremes = () => {
    const found = [nan, nan];
    rates.blocks('effectiveRate').over(
      0,
      steps.length,
      (summaries, at) => {
        found[0] = Math.min(summaries[at + lowAt], ...found.filter(Number.isFinite));
        found[1] = Math.max(summaries[at + highAt], ...found.filter(Number.isFinite));
        return true;
      },
      () => {},
    );
    return found;
  };
  append(steps, new Array(1024).fill(0.25), new Array(1024).fill(0.5));
  append(steps, new Array(1024).fill(0.125), new Array(1024).fill(0.5));
  expect(extremes()).toEqual([0.25, 0.5]);
  steps.truncate(1024);
  rates.truncate(1024);
  append(steps, new Array(1024).fill(2), new Array(1024).fill(0.5));
  expect(extremes()).toEqual([0.5, 4]);
  expect(valuesOf(rates, 'effectiveRate').slice(1022, 1026)).toEqual([0.5, 0.5, 4, 4]);
});
