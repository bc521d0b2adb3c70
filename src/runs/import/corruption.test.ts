/** Run files, links and logs: 10,000 round trips, and 10,000 damaged ones that give an error or a valid state. */
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import {
  curvatureColumns,
  evaluationColumns,
  probeColumns,
  stepColumns,
  type Table,
} from '../../training/columns';
import { changedFields, parseConfig } from '../../training/config';
import { validConfigs } from '../../training/config.arbitrary';
import { liveNames } from '../../training/fields';
import type { EngineInfo } from '../../training/protocol';
import { stepsPerEpochOf } from '../../training/schedules/plan';
import { decodeLink } from '../link/read-link';
import { RunData } from '../run-data';
import { makeRunFile, readRunFile } from '../run-file';
import { encodeConfig, encodeRun, type Link } from '../url';
import { type Plan, plans } from './changes.arbitrary';
import { textCorruptions, tokenCorruptions, valueCorruptions } from './corruption.arbitrary';
import { ownHeader } from './quantities';
import { readLog } from './read-log';

const engine: EngineInfo = { engine: 'tfjs', backend: 'wasm', adapter: '', software: false, reason: '' };
const tables = {
  steps: stepColumns,
  evaluations: evaluationColumns,
  probes: probeColumns,
  curvature: curvatureColumns,
} as const;
type TableName = keyof typeof tables;
const tableNames = Object.keys(tables) as TableName[];

/** Values of a table of any run; NaN (not measured) too. */
function column(data: RunData, table: TableName, name: string): number[] {
  return Array.from((data[table] as unknown as { get(name: string): ArrayLike<number> }).get(name));
}

/** A run with up to four rows in every table, numbers drawn from a list, accuracies brought within their limits. */
function run({ config, changes }: Plan, rows: number, numbers: readonly number[]) {
  const data = new RunData(config, stepsPerEpochOf(config));
  let next = 0;
  const number = (name: string) => {
    const drawn = numbers[next++ % numbers.length];
    return name.endsWith('Accuracy') ? Math.min(1, Math.abs(drawn)) : drawn;
  };
  const table = (names: readonly string[], first: number) =>
    Object.fromEntries(
      names.map((name) => [
        name,
        Float32Array.from({ length: rows }, (_, i) => (name === 'step' ? first + i : number(name))),
      ]),
    ) as never;
  data.append({
    steps: table(stepColumns, 1),
    evaluations: table(evaluationColumns, 0) as Table<(typeof evaluationColumns)[number]>,
    probes: table(probeColumns, 1),
    curvature: table(curvatureColumns, 1),
  });
  for (const change of changes) data.change(change);
  return data;
}

const odd = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0];
const runs = fc
  .tuple(
    plans,
    fc.nat(4),
    fc.array(fc.oneof(fc.float({ noDefaultInfinity: true }), fc.constantFrom(...odd)), {
      minLength: 1,
      maxLength: 30,
    }),
  )
  .map((parts) => run(...parts));

/** Names of columns that are not the same bit for bit. */
function differingColumns(a: RunData, b: RunData): string[] {
  return tableNames.flatMap((table) =>
    tables[table].filter((name) => {
      const [read, wrote] = [column(a, table, name), column(b, table, name)];
      return read.length !== wrote.length || read.some((value, i) => !Object.is(value, wrote[i]));
    }),
  );
}

const polluted = () => ({}) as { polluted?: unknown };
afterEach(() => expect(polluted().polluted).toBeUndefined());

/** A run that any part of the page may take: nothing in it is half read. */
function expectValid(data: RunData): void {
  for (const config of [data.initial, data.config, ...data.changes.map((each) => each.config)]) {
    expect(parseConfig(config)).toEqual({ ok: true, config });
  }
  expect(data.stepsPerEpoch).toBe(stepsPerEpochOf(data.initial));
  const names = data.changes.flatMap(({ config }) => changedFields(data.initial, config));
  expect(names.every((name) => liveNames.includes(name))).toBe(true);
  for (const name of ['trainAccuracy', 'testAccuracy']) {
    expect(column(data, 'evaluations', name).some((value) => value < 0 || value > 1)).toBe(false);
  }
  for (const table of tableNames) {
    const steps = column(data, table, 'step');
    for (const [i, step] of steps.entries()) {
      expect(Number.isInteger(step) && step >= 0, `${table}: step ${step}`).toBe(true);
      if (i > 0) expect(step, `${table}: order of steps`).toBeGreaterThan(steps[i - 1]);
    }
    for (const name of tables[table]) expect(column(data, table, name)).toHaveLength(steps.length);
  }
}

describe('a run file', () => {
  it('gives back 10,000 random runs', () => {
    fc.assert(
      fc.property(runs, (data) => {
        const result = readRunFile(JSON.parse(JSON.stringify(makeRunFile(data, engine, '0.1.0'))));
        if (!result.ok) throw new Error(result.message);
        const plan = ({ initial, config, changes, stepsPerEpoch }: RunData) =>
          JSON.stringify([initial, config, changes, stepsPerEpoch]);
        expect(plan(result.data)).toBe(plan(data));
        expect(differingColumns(result.data, data)).toEqual([]);
      }),
      { numRuns: 10_000, seed: 1 },
    );
  });

  const texts = fc
    .sample(runs, { numRuns: 50, seed: 2 })
    .map((data) => JSON.stringify(makeRunFile(data, engine, '1')));

  it.each([
    ['value', valueCorruptions, 6000],
    ['character', tokenCorruptions, 4000],
  ])('with a wrong %s is an error or a valid run', (_, corruptions, numRuns) => {
    let [read, refused] = [0, 0];
    fc.assert(
      fc.property(fc.constantFrom(...texts), corruptions, (text, corrupt) => {
        // Still JSON, so every case reaches the reader.
        const result = readRunFile(JSON.parse(corrupt(text)));
        if (result.ok) {
          read++;
          expectValid(result.data);
        } else {
          refused++;
          expect(result.message.length).toBeGreaterThan(10);
          expect(result.message.length).toBeLessThan(500);
        }
      }),
      { numRuns, seed: 3 },
    );
    expect(read + refused).toBe(numRuns);
    // Damage that is always seen, or never, tests nothing.
    expect(Math.min(read, refused)).toBeGreaterThan(numRuns / 100);
  });
});

/** A configuration, and live changes that lead from it to valid ones, in order. */
function expectPlan({ config, script }: Link): void {
  expect(parseConfig(config)).toEqual({ ok: true, config });
  let [now, before] = [config, 0];
  for (const { step, fields } of script) {
    expect(Number.isInteger(step) && step >= before).toBe(true);
    expect(Object.keys(fields).every((name) => liveNames.includes(name as never))).toBe(true);
    const result = parseConfig(fields, now);
    if (!result.ok) throw new Error(result.issues[0].message);
    [now, before] = [result.config, step];
  }
}

describe('a link', () => {
  it('in a whole address gives back 10,000 random configurations', () => {
    fc.assert(
      fc.property(validConfigs, (config) => {
        const { search } = new URL(`https://example.org/lab/?${encodeConfig(config)}#figures`);
        expect(decodeLink(search)).toMatchObject({
          ok: true,
          config,
          wish: { backend: 'auto', engine: 'auto' },
          issues: [],
        });
      }),
      { numRuns: 10_000, seed: 4 },
    );
  });

  it('in a whole address gives back 10,000 random runs with live changes', () => {
    let changes = 0;
    fc.assert(
      fc.property(plans, ({ config, script }) => {
        changes += script.length;
        const { search } = new URL(`https://example.org/?${encodeRun(config, script)}`);
        expect(decodeLink(search)).toMatchObject({
          ok: true,
          config,
          script,
          issues: [],
          repairs: [],
          wish: { backend: 'auto', engine: 'auto' },
        });
      }),
      { numRuns: 10_000, seed: 7 },
    );
    expect(changes).toBeGreaterThan(10_000);
  });

  it('with wrong characters or exchanged values is refused or gives a valid configuration', () => {
    const exchanged = fc.tuple(fc.nat(), fc.nat()).map(([a, b]) => (link: string) => {
      const pairs = link.split('&').map((each) => each.split('='));
      const [first, second] = [pairs[a % pairs.length], pairs[b % pairs.length]];
      [first[1], second[1]] = [second[1], first[1]];
      return pairs.map((each) => each.join('=')).join('&');
    });
    let [read, refused] = [0, 0];
    fc.assert(
      fc.property(plans, fc.oneof(textCorruptions, exchanged), ({ config, script }, corrupt) => {
        const result = decodeLink(corrupt(encodeRun(config, script)));
        expect(result.ok).toBe(result.issues.length === 0);
        expectPlan(result);
        if (result.ok) read++;
        else refused++;
      }),
      { numRuns: 4000, seed: 5 },
    );
    expect(Math.min(read, refused)).toBeGreaterThan(200);
  });
});

describe('a log', () => {
  const rows = Array.from({ length: 30 }, (_, i) => [i + 1, (i + 1) / 10, 0.1, 0.9, 2 - i / 30, 3, 0.3, 1.5]);
  const few = rows.slice(0, 12);
  const own = [
    ownHeader,
    ...rows.map((row, i) => [...row, ...(i % 10 === 9 ? [2, 0.5, 2, 0.5] : ['', '', '', '']), '']),
  ];
  const texts = [
    own.map((row) => row.join(',')).join('\n'),
    own.map((row) => row.map((cell) => `"${String(cell).replace('.', ',')}"`).join(';')).join('\r\n'),
    rows
      .map(([step, epoch, lr, , loss]) => JSON.stringify({ step, epoch, lr, loss, val_loss: loss }))
      .join('\n'),
    JSON.stringify({ loss: rows.map((row) => row[4]), val_accuracy: rows.map((row) => row[4] * 20) }),
    few.map(([step, , lr, , loss]) => `iter ${step}: loss ${loss}, lr ${lr}, time 4.5ms`).join('\n'),
    few.map(([step, epoch, , , loss]) => `{'loss': ${loss}, 'epoch': ${epoch}, 'step': ${step}}`).join('\r'),
    ['# step loss', ...few.map(([step, , , , loss]) => `${step} ${loss}`)].join('\n'),
    ['"Step","a - train/loss","b - train/loss"', ...few.map((row) => `"${row[0]}","${row[4]}",""`)].join(
      '\n',
    ),
    ['run_id,key,value,step', ...few.map((row) => `a${row[0] % 2},loss,${row[4]},${row[0]}`)].join('\n'),
    `[${few.map((row) => `[17e8,${row[0]},${row[4]}]`)}]`,
  ];

  it('with wrong characters is an error or a table in order', () => {
    let [read, refused] = [0, 0];
    fc.assert(
      fc.property(fc.constantFrom(...texts), textCorruptions, (text, corrupt) => {
        const result = readLog(corrupt(text), 'run-.-tag-loss.csv');
        if (!result.ok) {
          refused++;
          expect(result.message.length).toBeGreaterThan(10);
          return;
        }
        read++;
        const { steps, evaluations, stepsPerEpoch } = result.logs[0];
        expect(Number.isSafeInteger(stepsPerEpoch) && stepsPerEpoch > 0).toBe(true);
        for (const table of [steps, evaluations]) {
          for (const values of Object.values(table)) expect(values).toHaveLength(table.step.length);
          expect(table.step.every((step, i) => Number.isInteger(step) && !(step <= table.step[i - 1]))).toBe(
            true,
          );
        }
        expect(evaluations.testAccuracy.some((each) => each < 0 || each > 1)).toBe(false);
      }),
      { numRuns: 4000, seed: 6 },
    );
    expect(Math.min(read, refused)).toBeGreaterThan(200);
  });
});
