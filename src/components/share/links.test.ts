import { expect, test } from 'vitest';
import { decodeLink } from '../../runs/link/read-link';
import { planShown, type Shown } from '../../runs/plan-shown';
import { RunData } from '../../runs/run-data';
import { mostChanges } from '../../runs/url-script';
import { defaultConfig, type RunConfig } from '../../training/config';
import { fitsLink, shareLink } from './links';

const shown = (data: RunData | undefined, rest: Partial<Shown> = {}): Shown => ({
  config: defaultConfig,
  script: [],
  data,
  state: 'training',
  pending: [],
  current: 'a',
  ...rest,
});

function changed(times: number): RunData {
  const data = new RunData(defaultConfig, 125);
  for (let i = 1; i <= times; i++) {
    data.change({ step: 10 * i, config: { ...defaultConfig, learningRate: 0.4 / (i + 1) } });
  }
  return data;
}
const read = (link: string) => decodeLink(new URL(link).search.slice(1));

test('a run that goes on is shared as it began, with its live changes', () => {
  const data = changed(2);
  const now: RunConfig = { ...defaultConfig, learningRate: 0.4 / 3 };
  const link = read(shareLink('http://x/', shown(data, { config: now })));
  expect(link).toMatchObject({ ok: true, config: defaultConfig });
  expect(link.script.map(({ step }) => step)).toEqual([10, 20]);
});

test('every link that is made can be opened: one that cannot hold the changes leaves them out', () => {
  for (const times of [1, mostChanges, mostChanges + 1, 3 * mostChanges]) {
    const shared = shown(changed(times));
    const link = read(shareLink('http://x/', shared));
    expect(link.ok).toBe(true);
    expect(fitsLink(planShown(shared).script)).toBe(times <= mostChanges);
    expect(link.script).toHaveLength(times <= mostChanges ? times : 0);
  }
});

test('an edit that was taken back before it acted leaves nothing in the link', () => {
  const data = changed(1);
  data.change({ step: 20, config: { ...data.config } });
  const link = read(shareLink('http://x/', shown(data)));
  expect(link.ok).toBe(true);
  expect(link.script).toHaveLength(1);
});

test('after its end the run is shared with what was edited since; its live changes stay unless one was edited', () => {
  const data = changed(1);
  const plan = (edits: Partial<RunConfig>) =>
    read(shareLink('http://x/', shown(data, { state: 'finished', config: { ...data.config, ...edits } })));
  expect(plan({})).toMatchObject({ config: defaultConfig, script: [{ step: 10 }] });
  expect(plan({ seed: 7 })).toMatchObject({ config: { ...defaultConfig, seed: 7 }, script: [{ step: 10 }] });
  expect(plan({ momentum: 0.5 })).toMatchObject({ config: { learningRate: 0.2, momentum: 0.5 }, script: [] });
});

test('edits that wait for a reset are shared as the next run', () => {
  const config = { ...defaultConfig, seed: 7 };
  expect(read(shareLink('http://x/', shown(changed(1), { config, pending: ['seed'] }))).config.seed).toBe(7);
});
