import { expect, test } from 'vitest';
import { plan } from '../../../lessons/momentum/plan';
import { recordedRun } from '../../../lessons/testing/recorded-run';
import { noRecording } from '../opening';
import { shownRuns } from './run-names';

test('a run looks the same in every step, whatever it is shown with, and no two of a lesson look alike', () => {
  const names = Object.keys(plan.runs);
  const runs = new Map(names.map((name) => [name, [recordedRun(1, { trainLoss: [1] })]]));
  const recorded = { ...noRecording, runs };
  const stylesOf = (shown: string[]) =>
    new Map(shownRuns({ plan }, shown, recorded, []).map(({ name, style }) => [name, style]));
  const all = stylesOf(names);
  expect(new Set(all.values()).size).toBe(names.length);
  for (const name of names) expect(stylesOf([name]).get(name)).toBe(all.get(name));
});
