/** Whatever is opened, the runs that were there stay: in the list, in the browser's storage, bit for bit. */

import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { defaultConfig } from '../../training/config';
import { createLab, type Lab } from '../lab-store';
import { RunData } from '../run-data';
import type { RunEntry } from '../run-entry';
import { entriesOf, entryOfLog, filesOf, parseRunFiles } from '../run-files';
import { newEntry } from '../run-list';
import type { LoadedRun } from '../storage/kept-run';
import { createRunLocks } from '../storage/locks';
import { bitsOf, closeTabs, freshDatabase, openTab, reloaded, takeSteps } from '../storage/storage.arbitrary';
import { textCorruptions, tokenCorruptions, valueCorruptions } from './corruption.arbitrary';
import { readLog } from './read-log';

const damaged = 1000;
let lab: Lab;
const now = () => lab.getState();

/** A finished run, a fork of it and a run of its own, kept in the browser. */
beforeEach(async () => {
  freshDatabase();
  const spawn = () => {
    throw new Error('Opening a file starts no worker.');
  };
  lab = createLab({
    spawn,
    wish: { engine: 'tfjs', backend: 'wasm' },
    baseUrl: 'http://x/',
    locks: createRunLocks(),
  });
  await now().keep(await openTab());
  const runs: RunEntry[] = [];
  for (const steps of [60, 30, 5]) {
    const data = new RunData({ ...defaultConfig, trainSize: 640 }, 20);
    takeSteps(data, steps);
    for (const name of ['trainAccuracy', 'testAccuracy'] as const) data.evaluations.get(name).fill(0.5);
    runs.push(
      newEntry(runs, data, { step: steps, state: steps > 30 ? 'finished' : 'paused', name: `${steps}` }),
    );
  }
  runs[1] = { ...runs[1], parent: { id: runs[0].id, step: 20 } };
  now().add(runs);
  return closeTabs;
});

/** Everything of a run that a reload must give back, as a text: many runs are compared many times. */
const told = ({ id, name, state, step, parent, data }: LoadedRun | RunEntry) =>
  JSON.stringify([
    id,
    name,
    state,
    step,
    parent,
    data.initial,
    data.changes,
    Object.entries(bitsOf(data)).join(),
  ]);

it(`${damaged} damaged files and logs, opened into a list of runs, lose or change none of them`, async () => {
  const before = now().runs;
  const was = before.map(told);
  const file = JSON.stringify(filesOf(before, '0.1.0'));
  const log = Array.from({ length: 20 }, (_, i) => `${i + 1},${2 / (i + 1)}`);
  const damage = fc.oneof(valueCorruptions, tokenCorruptions);
  const files = damage.map((corrupt) => {
    const result = parseRunFiles(JSON.parse(corrupt(file)));
    return (known: readonly RunEntry[]) => (result.ok ? entriesOf(result.runs, known) : []);
  });
  const logs = textCorruptions.map((corrupt) => {
    const result = readLog(corrupt(['step,loss', ...log].join('\n')), 'log.csv');
    return (known: readonly RunEntry[]) =>
      result.ok ? result.logs.map((each) => entryOfLog(each, known)) : [];
  });
  let opened = 0;
  fc.assert(
    fc.property(fc.oneof({ weight: 3, arbitrary: files }, logs), (entries) => {
      const added = entries(now().runs);
      opened += added.length;
      now().add(added);
      const { runs } = now();
      expect(runs.slice(0, before.length).map(told)).toEqual(was);
      expect(new Set(runs.map(({ id }) => id)).size).toBe(runs.length);
      for (const run of runs) expect(rootOf(run, runs)).toBeDefined();
      now().remove(added.map(({ id }) => id));
    }),
    { numRuns: damaged, seed: 8 },
  );
  expect(opened).toBeGreaterThan(damaged / 2);
  await expect
    .poll(async () =>
      (await reloaded()).runs.filter(({ id }) => before.some((each) => each.id === id)).map(told),
    )
    .toEqual(was);
});

/** The first run of its tree; undefined where its parents go round in a circle. */
function rootOf(run: RunEntry, runs: readonly RunEntry[]): RunEntry | undefined {
  let at = run;
  for (let i = 0; i <= runs.length; i++) {
    const above = runs.find(({ id }) => id === at.parent?.id);
    if (!above) return at;
    at = above;
  }
  return undefined;
}
