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
      names.map((name, c) => [name, Float32Array.from({ length: rows }, (_, i) => i + 1 + c / 8)]),
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

test.each([
  ['format', 'other', 'format'],
  ['version', 2, 'version'],
  ['steps', { ...file().steps, step: 'x' }, 'steps.step'],
  ['steps', { ...file().steps, step: [1] }, 'differ in length'],
  ['config', { ...defaultConfig, epochs: 0 }, 'Epochs: 0 is not allowed'],
])('a wrong file is refused and the place named: %s', (part, value, message) => {
  const result = readRunFile({ ...file(), [part]: value });
  expect(result).toMatchObject({ ok: false, message: expect.stringContaining(message) });
});

test('no value whatever makes reading throw', () => {
  fc.assert(fc.property(fc.anything(), (value) => readRunFile(value).ok === false));
});
