import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyTable, evaluationColumns, stepColumns } from '../../training/columns';
import { defaultConfig } from '../../training/config';
import { csvChunks } from '../export/run-csv';
import { RunData } from '../run-data';
import { entryOfLog } from '../run-files';
import { isOwnCsv, OwnCsv } from './own-csv';
import { ownHeader } from './quantities';

const header = ownHeader.join(',');

function read(text: string, places: readonly number[] = []) {
  const csv = new OwnCsv();
  const cuts = [0, ...places.map((each) => each % (text.length + 1)).sort((a, b) => a - b), text.length];
  for (const [i, at] of cuts.slice(1).entries()) if (!csv.feed(text.slice(cuts[i], at))) break;
  return csv.end('run');
}

const value = fc.oneof(
  { weight: 5, arbitrary: fc.float({ noDefaultInfinity: true }) },
  fc.constantFrom(NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0, 1e-45),
);

const run = fc
  .record({
    rows: fc.nat(30),
    perEpoch: fc.integer({ min: 1, max: 50 }),
    origin: fc.constantFrom('run' as const, 'log' as const),
    values: fc.array(value, { minLength: 1, maxLength: 40 }),
    evaluated: fc.nat(6),
  })
  .map(({ rows, perEpoch, origin, values, evaluated }) => {
    const data = new RunData(defaultConfig, perEpoch, origin);
    const steps = emptyTable(stepColumns, rows);
    for (const [c, name] of ['batchLoss', 'gradientNorm', 'stepNorm', 'learningRate', 'momentum'].entries()) {
      steps[name as 'batchLoss'].forEach((_, i, column) => {
        column[i] = values[(i * 5 + c) % values.length];
      });
    }
    // A row without any number is no row of the file.
    steps.learningRate.fill(0.5);
    for (let i = 0; i < rows; i++) {
      steps.step[i] = i + 1;
      // A step number has its size from the loss; next to the limits of 32 bits there is no room for that.
      const size = Math.abs(steps.batchLoss[i]);
      if (i % 3 === 0 && size > 1e-20 && size < 1e20)
        [steps.slope[i], steps.lossChange[i], steps.landingSlope[i]] = [-1, -(i + 1) / 32, (i - 20) / 16];
    }
    const evaluations = emptyTable(evaluationColumns, evaluated);
    for (let i = 0; i < evaluated; i++) {
      evaluations.step[i] = i * perEpoch;
      evaluations.trainLoss[i] = 1 + i;
      evaluations.testLoss[i] = values[i % values.length];
      evaluations.trainAccuracy[i] = evaluations.testAccuracy[i] = 1 / (1 + i);
    }
    data.append({ steps, evaluations });
    return data;
  });

/** Measured landings, by the rows of step numbers. */
const landingsOf = ({ regime: { kappas } }: RunData) =>
  [...kappas.get('landing')].filter((_, i) => Number.isFinite(kappas.get('kappa')[i]));

/** Measured step numbers; a step that led uphill has none. */
function kappasOf({ regime: { kappas } }: RunData): [number, number][] {
  const values = kappas.get('kappa');
  return [...kappas.get('step')]
    .map((step, i): [number, number] => [step, values[i]])
    .filter(([, kappa]) => Number.isFinite(kappa));
}

test('the CSV of a run comes back number for number, from pieces cut anywhere', () => {
  fc.assert(
    fc.property(run, fc.array(fc.nat(), { maxLength: 9 }), (data, cuts) => {
      const text = [...csvChunks(data)].join('');
      expect(isOwnCsv(text.slice(0, 200))).toBe(true);
      const result = read(text, cuts);
      if (data.steps.length + data.evaluations.length === 0) {
        expect(result.ok).toBe(false);
        return;
      }
      if (!result.ok) throw new Error(result.message);
      const { data: log } = entryOfLog(result.log, []);
      for (const name of [
        'step',
        'learningRate',
        'momentum',
        'batchLoss',
        'gradientNorm',
        'stepNorm',
      ] as const) {
        expect([...log.steps.get(name)]).toEqual([...data.steps.get(name)]);
      }
      for (const name of evaluationColumns) {
        expect([...log.evaluations.get(name)]).toEqual([...data.evaluations.get(name)]);
      }
      for (const each of [data, log]) each.settle();
      expect(kappasOf(log)).toEqual(kappasOf(data));
      const landings = landingsOf(data);
      landingsOf(log).forEach((p, i) => {
        expect(Math.abs(p - landings[i])).toBeLessThan(1e-6);
      });
      expect(landingsOf(log)).toHaveLength(landings.length);
      if ((data.steps.last('step') ?? 0) > 0) expect(result.log.stepsPerEpoch).toBe(data.stepsPerEpoch);
    }),
    { seed: 1, numRuns: 80 },
  );
});

const row = '1,0.5,0.1,0,2,1,0.1,,,,,,undecided';

test.each([
  [`${row},7`, /Line 2 has 14 values; the header names 13/],
  ['1,0.5,x,0,2,1,0.1,,,,,,', /Line 2, column “lr”: “x” is not a number/],
  ['1.5,0.5,0.1,0,2,1,0.1,,,,,,', /Line 2: steps are ascending whole numbers/],
  [`${row}\r\n${row}`, /Line 3: steps are ascending/],
  ['0,0,0.1,,,,,,,,,,', /Line 2: step 0 is the untrained network/],
  ['1,0.5,0.1,0,2,1,0.1,,1,1.5,1,1,', /Line 2, column “train_accuracy”: accuracies are from 0 to 1/],
])('a file that was damaged is refused, with the place: %s', (rows, message) => {
  const result = read(`${header}\r\n${rows}\r\n`);
  expect(result).toMatchObject({ ok: false, message: expect.stringMatching(message) });
});

test('a file of an earlier version, and a line with more or fewer values than its header names', () => {
  const added = `${header},landing,kept`;
  expect(isOwnCsv(`${added}\r\n`)).toBe(true);
  expect(read(`${added}\r\n${row},,\r\n`)).toMatchObject({ ok: true, log: { rows: 1 } });
  expect(read(`${header}\r\n${row}\r\n`)).toMatchObject({ ok: true, log: { rows: 1 } });
  expect(read(`${added}\r\n${row}\r\n2,1\r\n`)).toMatchObject({ ok: false });
  expect(isOwnCsv(`${header},landing\r\n`)).toBe(false);
});

test('a last line that was cut short is left out, and said', () => {
  const result = read(`${header}\r\n${row}\r\n2,1,0.1,0`);
  expect(result).toMatchObject({
    ok: true,
    log: { rows: 1, notes: [expect.stringMatching(/Line 3, the last/)] },
  });
});

test('a line without an end is not kept', () => {
  const csv = new OwnCsv();
  expect(csv.feed(`${header}\r\n${'x'.repeat(5000)}`)).toBe(false);
  expect(csv.end('run')).toMatchObject({ ok: false, message: 'Line 2 is too long.' });
});

test('other tables are not taken for files of this page', () => {
  expect(isOwnCsv(header)).toBe(true);
  expect(isOwnCsv(`${header},more\n`)).toBe(false);
  expect(isOwnCsv('step,loss\n1,2')).toBe(false);
});
