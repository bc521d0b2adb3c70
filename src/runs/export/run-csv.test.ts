import { expect, test } from 'vitest';
import { emptyTable, evaluationColumns, stepColumns } from '../../training/columns';
import { defaultConfig } from '../../training/config';
import { readLog } from '../import/read-log';
import { RunData } from '../run-data';
import { csvHeader, runCsv } from './run-csv';

function sample(): RunData {
  const data = new RunData(defaultConfig, 2);
  const steps = emptyTable(stepColumns, 4);
  steps.step.set([1, 2, 3, 4]);
  steps.learningRate.fill(0.4);
  steps.momentum.fill(0);
  steps.batchLoss.set([2, 1.5, 1, 0.1]);
  steps.slope.set([-1, -1, -1, -1]);
  steps.lossChange.set([Number.NaN, Number.NaN, Number.NaN, -0.5]);
  const at = Float32Array.of(0, 2, 4);
  data.append({
    steps,
    evaluations: {
      step: at,
      trainLoss: Float32Array.of(2.5, 1.25, 0.75),
      trainAccuracy: Float32Array.of(0.125, 0.5, 0.75),
      testLoss: Float32Array.of(2.5, 1.5, 1),
      testAccuracy: Float32Array.of(0.125, 0.25, 0.5),
    },
  });
  return data;
}

test('a row per step, what was not measured empty', () => {
  expect(runCsv(sample()).split('\r\n')).toEqual([
    'step,epoch,lr,momentum,batch_loss,gradient_norm,step_norm,kappa,train_loss,train_accuracy,test_loss,test_accuracy,regime,landing,kept',
    '0,0,,,,,,,2.5,0.125,2.5,0.125,,,',
    '1,0.5,0.4,0,2,,,,,,,,undecided,,',
    '2,1,0.4,0,1.5,,,,1.25,0.5,1.5,0.25,undecided,,',
    '3,1.5,0.4,0,1,,,,,,,,undecided,,',
    '4,2,0.4,0,0.1,,,1,0.75,0.75,1,0.5,undecided,,0.5',
    '',
  ]);
});

test('the importer of logs reads the same numbers back', () => {
  const data = sample();
  const result = readLog(runCsv(data), 'run.csv');
  if (!result.ok) throw new Error(result.message);
  expect([...result.logs[0].steps.batchLoss]).toEqual([...data.steps.get('batchLoss')]);
  expect([...result.logs[0].evaluations.testAccuracy]).toEqual([...data.evaluations.get('testAccuracy')]);
  expect(result.logs[0].stepsPerEpoch).toBe(2);
});

/** A reader written from RFC 4180: quoted or plain cells, lines ended by CR LF. */
function read(text: string): Record<string, string>[] {
  expect(text.endsWith('\r\n')).toBe(true);
  const rows = text
    .slice(0, -2)
    .split('\r\n')
    .map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/g)].map(([, a, b]) => a ?? b));
  const [header, ...cells] = rows;
  for (const row of cells) expect(row).toHaveLength(header.length);
  return cells.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i]])));
}

function stepsOf(count: number, values: Partial<Record<(typeof stepColumns)[number], number[]>>) {
  const table = emptyTable(stepColumns, count);
  table.step.forEach((_, i) => {
    table.step[i] = i + 1;
  });
  for (const [name, column] of Object.entries(values)) table[name as 'step'].set(column);
  return table;
}

/** Four steps of a run with two steps per epoch; kappa measured at steps 2 and 4, step 4 led uphill. */
function handMade(): RunData {
  const data = new RunData(defaultConfig, 2);
  const evaluations = emptyTable(evaluationColumns, 3);
  evaluations.step.set([0, 2, 4]);
  evaluations.trainLoss.set([2.5, 1.25, 0.75]);
  evaluations.trainAccuracy.set([0.125, 0.5, 0.625]);
  evaluations.testLoss.set([2.5, 1.5, Number.POSITIVE_INFINITY]);
  evaluations.testAccuracy.set([0.25, 0.375, 0.4375]);
  data.append({
    steps: stepsOf(4, {
      learningRate: [0.4, 0.4, 0.003, 0.003],
      momentum: [0, 0, 0.9, 0.9],
      batchLoss: [2.5, 2, 1.5, 1.25],
      gradientNorm: [1, 2, 1 / 3, 3],
      stepNorm: [0.4, 0.8, 1e-7, 0.009],
      slope: [-0.5, -0.5, -0.5, 0.5],
      // kappa = 2 (1 + D / a) = 2 (1 - 0.125 / 0.5) = 1.5
      lossChange: [Number.NaN, -0.125, Number.NaN, 0.25],
      // p = 1 - 0.125 / -0.5 = 1.25, r = 0.125 / 0.5 = 0.25
      landingSlope: [Number.NaN, 0.125, Number.NaN, 0.5],
    }),
    evaluations,
  });
  data.settle();
  return data;
}

test('kappa, landing and kept share where they were measured and the step led down, infinite values, small and long numbers', () => {
  const text = runCsv(handMade());
  expect(text.split('\r\n')[0]).toBe(
    'step,epoch,lr,momentum,batch_loss,gradient_norm,step_norm,kappa,train_loss,train_accuracy,test_loss,test_accuracy,regime,landing,kept',
  );
  const bare = text
    .split('\r\n')
    .slice(1)
    .map((line) => line.replace(/,[a-z-]*(,[^,]*,[^,]*)$/, '$1'));
  expect(bare).toEqual([
    '0,0,,,,,,,2.5,0.125,2.5,0.25,,',
    '1,0.5,0.4,0,2.5,1,0.4,,,,,,,',
    '2,1,0.4,0,2,2,0.8,1.5,1.25,0.5,1.5,0.375,1.25,0.25',
    '3,1.5,0.003,0.9,1.5,0.333333343,1e-7,,,,,,,',
    '4,2,0.003,0.9,1.25,3,0.009,,0.75,0.625,inf,0.4375,,',
    '',
  ]);
});

test('the regime of each step is that of the segment (from, to] it lies in', () => {
  const data = new RunData(defaultConfig, 64);
  const count = 640;
  // Down a parabola with kappa 0.125, the training loss falling at every reading, Q = 0.0625.
  const fill = (value: number) => new Array<number>(count).fill(value);
  const evaluations = emptyTable(evaluationColumns, 11);
  evaluations.step.forEach((_, i) => {
    evaluations.step[i] = 64 * i;
    evaluations.trainLoss[i] = 2 - 0.125 * i;
  });
  const probes = { step: [] as number[], change: [] as number[], slope: [] as number[] };
  for (let step = 16; step <= count; step += 16) {
    probes.step.push(step);
    probes.change.push(-0.9375);
    probes.slope.push(-1);
  }
  const unknown = new Float32Array(probes.step.length).fill(Number.NaN);
  data.append({
    steps: stepsOf(count, {
      learningRate: fill(0.1),
      momentum: fill(0),
      batchLoss: fill(1),
      gradientNorm: fill(1),
      stepNorm: fill(0.1),
      slope: fill(-1),
      lossChange: fill(-0.9375),
    }),
    evaluations,
    probes: {
      step: Float32Array.from(probes.step),
      change: Float32Array.from(probes.change),
      slope: Float32Array.from(probes.slope),
      gradientSquare: unknown,
      batchGradientSquare: unknown,
      batchSize: unknown,
      distance: unknown,
    },
  });
  data.settle();
  const { segments } = data.regime;
  expect(segments.map(({ regime }) => regime)).toContain('small-step');
  const rows = read(runCsv(data));
  expect(rows[0]).toMatchObject({ step: '0', regime: '' });
  for (const { step, regime } of rows.slice(1)) {
    const own = segments.find(({ from, to }) => Number(step) > from && Number(step) <= to);
    expect(regime).toBe(own?.regime ?? '');
  }
});

test('numbers read back as the 32-bit numbers they were, in at most nine digits', () => {
  const data = new RunData(defaultConfig, 7);
  const random = Float32Array.from({ length: 500 }, (_, i) => Math.sin(i * i) * 10 ** ((i % 60) - 30));
  data.append({ steps: stepsOf(500, { batchLoss: [...random] }) });
  read(runCsv(data)).forEach((row, i) => {
    expect(Math.fround(Number(row.batch_loss))).toBe(random[i]);
    expect(
      Number(row.batch_loss)
        .toExponential()
        .replace(/e.*|\D/g, '').length,
    ).toBeLessThanOrEqual(9);
    expect(Number(row.epoch)).toBeCloseTo((i + 1) / 7, 6);
  });
});

test('a log may be evaluated at steps it has no row for', () => {
  const data = new RunData(defaultConfig, 10, 'log');
  const evaluations = emptyTable(evaluationColumns, 2);
  evaluations.step.set([2, 30]);
  evaluations.testAccuracy.set([0.5, 0.75]);
  data.append({ steps: stepsOf(3, { batchLoss: [3, 2, 1] }), evaluations });
  const rows = read(runCsv(data));
  expect(rows.map(({ step }) => step)).toEqual(['1', '2', '3', '30']);
  expect(rows[3]).toMatchObject({ epoch: '3', batch_loss: '', test_accuracy: '0.75' });
});

test('a run without a step is a header', () => {
  expect(runCsv(new RunData(defaultConfig, 10))).toBe(`${csvHeader}\r\n`);
});

test('many rows: every step once, in order', () => {
  const count = 100_000;
  const data = new RunData(defaultConfig, 125);
  data.append({
    steps: stepsOf(count, { batchLoss: Array.from({ length: count }, (_, i) => 1 / (i + 1)) }),
  });
  const lines = runCsv(data).split('\r\n');
  expect(lines).toHaveLength(count + 2);
  lines.slice(1, -1).forEach((line, i) => {
    if (!line.startsWith(`${i + 1},`)) throw new Error(`row ${i + 1}: ${line}`);
  });
});
