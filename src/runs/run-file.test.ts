import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  curvatureColumns,
  emptyTable,
  evaluationColumns,
  probeColumns,
  stepColumns,
} from '../training/columns';
import { defaultConfig } from '../training/config';
import type { EngineInfo } from '../training/protocol';
import { RunData } from './run-data';
import { makeRunFile, readRunFile } from './run-file';

const engine: EngineInfo = { engine: 'tfjs', backend: 'wasm', adapter: '', software: false, reason: '' };

function sample(steps = 3): RunData {
  const data = new RunData(defaultConfig, 125);
  const columns = (names: readonly string[], rows: number) =>
    Object.fromEntries(
      names.map((name, c) => {
        const row = (i: number) => (name.endsWith('Accuracy') ? i / 8 : i + 1 + c / 8);
        return [name, Float32Array.from({ length: rows }, (_, i) => row(i))];
      }),
    );
  data.append({
    steps: columns(stepColumns, steps) as never,
    evaluations: columns(evaluationColumns, 2) as never,
    probes: columns(probeColumns, 2) as never,
    curvature: columns(curvatureColumns, 1) as never,
  });
  data.change({ step: 2, config: { ...defaultConfig, learningRate: 0.1 } });
  return data;
}
const changeAt = (step: number, fields: object = { learningRate: 0.1 }) => ({
  step,
  config: { ...defaultConfig, ...fields },
});
const file = () => JSON.parse(JSON.stringify(makeRunFile(sample(), engine, '0.1.0')));

test('what is written is read again, number for number', () => {
  const result = readRunFile(file());
  if (!result.ok) throw new Error(result.message);
  for (const [table, names] of [
    ['steps', stepColumns],
    ['evaluations', evaluationColumns],
    ['probes', probeColumns],
    ['curvature', curvatureColumns],
  ] as const) {
    for (const name of names) {
      const columns = result.data[table] as { get(name: string): Float32Array };
      expect(columns.get(name)).toEqual((sample()[table] as typeof columns).get(name));
    }
  }
  expect(result.data.initial).toEqual(defaultConfig);
  expect(result.data.changes).toEqual(sample().changes);
  expect(result.data.config.learningRate).toBe(0.1);
});

test('a file from before runs named their loss is one of cross-entropy, its changes too', () => {
  const old = file();
  for (const config of [old.config, old.changes[0].config]) delete config.loss;
  const result = readRunFile(old);
  expect(result.ok && result.data.initial).toEqual(defaultConfig);
  expect(result.ok && result.data.changes).toEqual(sample().changes);
});

test('a run with squared error comes back as one', () => {
  const data = new RunData({ ...defaultConfig, loss: 'squared-error' }, 125);
  const result = readRunFile(JSON.parse(JSON.stringify(makeRunFile(data, engine, '0.1.0'))));
  expect(result.ok && result.data.initial.loss).toBe('squared-error');
});

test('columns that were not measured may be left out', () => {
  const { step, batchLoss } = file().steps;
  const result = readRunFile({ ...file(), steps: { step, batchLoss }, probes: undefined });
  expect(result.ok && [...result.data.steps.get('lossChange')]).toEqual([NaN, NaN, NaN]);
  expect(result.ok && result.data.probes.length).toBe(0);
});

test('a number that is none survives as none', () => {
  const data = sample(1);
  data.append({ steps: { ...emptyTable(stepColumns, 1), step: Float32Array.of(1000) } });
  const result = readRunFile(JSON.parse(JSON.stringify(makeRunFile(data, engine, '0.1.0'))));
  expect(result.ok && Number.isNaN(result.data.steps.last('batchLoss'))).toBe(true);
});

test('infinities, a negative zero and their signs come back as they were', () => {
  const odd = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0, 2 ** -149, Number.NaN];
  const data = sample(0);
  const rows = emptyTable(stepColumns, odd.length);
  rows.step.set(odd.map((_, i) => i + 1));
  rows.batchLoss.set(odd);
  data.append({ steps: rows });
  const result = readRunFile(JSON.parse(JSON.stringify(makeRunFile(data, engine, '0.1.0'))));
  const read = result.ok ? [...result.data.steps.get('batchLoss')] : [];
  expect(read.map((value, i) => Object.is(value, Math.fround(odd[i])))).toEqual(odd.map(() => true));
});

test.each([
  ['format', 'other', 'format'],
  ['version', 2, 'version'],
  ['steps', { ...file().steps, step: 'x' }, 'steps.step'],
  ['steps', { ...file().steps, step: [1] }, 'differ in length'],
  ['steps', { ...file().steps, batchLoss: [1, 'infinite', 2] }, 'steps.batchLoss.1: it takes numbers, null'],
  ['config', { ...defaultConfig, epochs: 0 }, 'Epochs: 0 is not allowed'],
  ['id', 'shipped', 'id'],
  ['parent', { id: 'constructor', step: 1 }, 'parent.id'],
  ['state', 'flying', 'state'],
  ['stepsPerEpoch', 9_000_000, '9000000 is not allowed; this configuration has 125'],
  ['changes', [changeAt(1, { seed: 2 })], 'Seed cannot change while a run trains; '],
  ['changes', [changeAt(1, { dataset: 'moons' })], 'Data set cannot change'],
  ['changes', [changeAt(1, { loss: 'squared-error' })], 'Loss cannot change'],
  ['changes', [changeAt(5), changeAt(5)], 'step 5 does not come after step 5'],
  ['evaluations', { ...file().evaluations, testAccuracy: [0.5, 1e30] }, 'testAccuracy: row 2'],
  ['evaluations', { ...file().evaluations, trainAccuracy: [-0.1, 1] }, 'trainAccuracy: row 1'],
])('a wrong file is refused and the place named: %s', (part, value, message) => {
  const result = readRunFile({ ...file(), [part]: value });
  expect(result).toMatchObject({ ok: false, message: expect.stringContaining(message) });
});

test('no value whatever makes reading throw', () => {
  fc.assert(fc.property(fc.anything(), (value) => readRunFile(value).ok === false));
});
