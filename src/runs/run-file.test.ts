import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultConfig } from '../training/config';
import type { EngineInfo } from '../training/protocol';
import { evaluationNames, RunData, stepNames } from './run-data';
import { makeRunFile, readRunFile } from './run-file';

const engine: EngineInfo = { engine: 'tfjs', backend: 'wasm', adapter: '', software: false, reason: '' };

function sample(steps = 3): RunData {
  const data = new RunData(defaultConfig, 125);
  const columns = (names: readonly string[], rows: number) =>
    Object.fromEntries(
      names.map((name, c) => [name, Float32Array.from({ length: rows }, (_, i) => i + 1 + c / 8)]),
    );
  data.append(columns(stepNames, steps) as never, columns(evaluationNames, 2) as never);
  return data;
}
const file = () => JSON.parse(JSON.stringify(makeRunFile(sample(), defaultConfig, engine, '0.1.0')));

test('what is written is read again, number for number', () => {
  const result = readRunFile(file());
  if (!result.ok) throw new Error(result.message);
  for (const name of stepNames) expect(result.data.steps.get(name)).toEqual(sample().steps.get(name));
  for (const name of evaluationNames)
    expect(result.data.evaluations.get(name)).toEqual(sample().evaluations.get(name));
  expect(result.data.config).toEqual(defaultConfig);
});

test('a number that is none survives as none', () => {
  const data = sample(1);
  data.append(
    Object.fromEntries(stepNames.map((name) => [name, Float32Array.of(Number.NaN)])) as never,
    Object.fromEntries(evaluationNames.map((name) => [name, new Float32Array(0)])) as never,
  );
  const result = readRunFile(JSON.parse(JSON.stringify(makeRunFile(data, defaultConfig, engine, '0.1.0'))));
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
