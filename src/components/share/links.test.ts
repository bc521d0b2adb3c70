import { expect, test } from 'vitest';
import { RunData } from '../../runs/run-data';
import { decodeConfig } from '../../runs/url';
import { mostChanges } from '../../runs/url-script';
import { defaultConfig, type RunConfig } from '../../training/config';
import { fitsLink, planShown, type Shared, shareLink } from './links';

const shown = (data: RunData | undefined, rest: Partial<Shared> = {}): Shared => ({
  config: defaultConfig,
  script: [],
  data,
  state: 'training',
  pending: [],
  ...rest,
});

function changed(times: number): RunData {
  const data = new RunData(defaultConfig, 125);
  for (let i = 1; i <= times; i++) {
    data.change({ step: 10 * i, config: { ...defaultConfig, learningRate: 0.4 / (i + 1) } });
  }
  return data;
}
const read = (link: string) => decodeConfig(new URL(link).search.slice(1));

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

test('after its end, or with edits that wait for a reset, the next run is shared', () => {
  const next = { ...defaultConfig, seed: 7 };
  for (const rest of [{ state: 'finished' }, { pending: ['seed'] }] as Partial<Shared>[]) {
    expect(read(shareLink('http://x/', shown(changed(1), { config: next, ...rest }))).config.seed).toBe(7);
  }
});
