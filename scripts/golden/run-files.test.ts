/** Run files of an earlier day are read, and written again with the same numbers. */
import { expect, test } from 'vitest';
import { RunData } from '../../src/runs/run-data';
import { makeRunFile, type RunFile, readRunFile } from '../../src/runs/run-file';
import {
  curvatureColumns,
  evaluationColumns,
  probeColumns,
  stepColumns,
  type Table,
} from '../../src/training/columns';
import { fieldNames } from '../../src/training/fields';
import { randomStream } from '../../src/training/random';
import { stepsPerEpochOf } from '../../src/training/schedules/plan';
import { randomConfigs, valuesOf } from './configs';
import { golden } from './fixture';

interface Files {
  fields: readonly string[];
  files: RunFile[];
}

const count = 300;
const engine = { engine: 'tfjs', backend: 'wasm', adapter: '', software: false, reason: '' } as const;

/** A few rows of each table: shares below 1, with some that were not measured. */
function rowsOf(i: number) {
  const random = randomStream(i + 1, 'data');
  const table = <K extends string>(names: readonly K[], every: number) => {
    const steps = Array.from({ length: 1 + (i % 5) }, (_, k) => every * (k + 1));
    const measured = (name: K, step: number) => {
      if (name === 'step') return step;
      return random.uniform() < 0.1 ? Number.NaN : random.uniform();
    };
    return Object.fromEntries(
      names.map((name) => [name, Float32Array.from(steps, (step) => measured(name, step))]),
    ) as Table<K>;
  };
  return {
    steps: table(stepColumns, 1),
    evaluations: table(evaluationColumns, 2),
    probes: table(probeColumns, 1),
    curvature: table(curvatureColumns, 3),
  };
}

function write(): Files {
  const files = randomConfigs(count).map((config, i) => {
    const data = new RunData(config, stepsPerEpochOf(config));
    data.append(rowsOf(i));
    if (i % 5 === 0) data.change({ step: 2, config: { ...config, learningRate: 0.125 } });
    data.settle();
    return makeRunFile(data, engine, '0.1.0', 4, { name: `run ${i}`, state: 'paused', elapsed: i / 8 });
  });
  return { fields: [...fieldNames], files };
}

/** The same with the fields and columns that the fixture knows. */
function known(file: RunFile, before: RunFile, fields: readonly string[]): unknown {
  const tables = (['steps', 'evaluations', 'probes', 'curvature'] as const).map((name) =>
    Object.fromEntries(Object.keys(before[name]).map((column) => [column, file[name][column]])),
  );
  const configs = [file.config, ...(file.changes ?? []).map(({ config }) => config)];
  const { environment, stepsPerEpoch, classes, name, state, elapsed } = file;
  return [
    ...[tables, environment, stepsPerEpoch, classes, name, state, elapsed],
    configs.map((config) => valuesOf(config as never, fields)),
    (file.changes ?? []).map(({ step }) => step),
  ];
}

const json = (value: unknown) => JSON.parse(JSON.stringify(value));

/** What comes of reading a file and writing it again. */
function again(file: RunFile, fields: readonly string[], before = file): unknown {
  const read = readRunFile(file);
  if (!read.ok) throw new Error(`${file.name}: ${read.message}`);
  const { name, state, elapsed } = read.run;
  const written = makeRunFile(read.data, engine, '0.1.0', 4, { name, state, elapsed });
  return json(known(written, before, fields));
}

test(`${count} run files`, async () => {
  const { fields, files } = await golden('run-files', write);
  expect(files).toHaveLength(count);
  for (const file of files) expect(again(file, fields)).toEqual(json(known(file, file, fields)));
  const [first] = files;
  const other = { ...first, steps: { ...first.steps, batchLoss: first.steps.batchLoss.map(() => 0.5) } };
  expect(again(other, fields, first)).not.toEqual(json(known(first, first, fields)));
});
