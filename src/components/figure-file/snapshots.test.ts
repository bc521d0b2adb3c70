/** Figures as files, whole: a change of any line is looked at before it is committed. */
import { expect, test } from 'vitest';
import { quantityNamed } from '../../runs/quantities';
import { newEntry } from '../../runs/run-list';
import { defaultConfig } from '../../training/config';
import { trailsOf } from '../compare/scatter-layout';
import { figureSvg } from './figure-svg';
import { type ScatterContent, scatterSvg } from './scatter-svg';
import { sampleRun } from './testing/sample-run';

const accuracyAtLoss: Omit<ScatterContent, 'trails'> = {
  x: quantityNamed('trainLoss'),
  y: quantityNamed('testAccuracy'),
  log: { x: true, y: false },
  nameOf: ({ runs }) => (runs.length > 1 ? `median of ${runs.length} seeds` : 'η 0.4 → 0.1'),
};

function trails() {
  const changed = sampleRun(9);
  const runs = [1, 2, 3].map((seed, style) => newEntry([], sampleRun(seed), { style }));
  changed.change({ step: 0, config: { ...defaultConfig, seed: 9, learningRate: 0.1 } });
  return trailsOf([...runs, newEntry([], changed, { style: 3 })], accuracyAtLoss.x, accuracyAtLoss.y, true);
}

test('Loss', async () => {
  const data = sampleRun(1);
  const svg = figureSvg({
    name: 'Loss',
    data,
    label: 'Two phases',
    others: [],
    style: 0,
    config: data.config,
    xMode: 'epochs',
    domain: undefined,
    log: true,
  });
  await expect(svg).toMatchFileSnapshot('snapshots/loss.svg');
});

test('one quantity against another, seeds as a band', async () => {
  const svg = scatterSvg({ ...accuracyAtLoss, trails: trails() });
  await expect(svg).toMatchFileSnapshot('snapshots/scatter.svg');
  // In per cent, as on the page.
  expect(svg).toContain('>60\u00a0%<');
  expect(svg).toContain('seeds 1, 2, 3<');
});

test('against each other: names do no harm, nothing undrawable is written, nothing drawn is not an error', () => {
  const hostile = scatterSvg({
    ...accuracyAtLoss,
    trails: trails(),
    nameOf: () => '</text><script>alert("1")</script>&',
  });
  expect(hostile).not.toContain('<script');
  const empty = scatterSvg({ ...accuracyAtLoss, trails: [] });
  for (const svg of [hostile, empty]) {
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    expect(svg.match(/<g[ >]/g)?.length).toBe(svg.match(/<\/g>/g)?.length);
  }
});

test('names stay within the file, cut where they are longer than a row', () => {
  const named = (name: string) => scatterSvg({ ...accuracyAtLoss, trails: trails(), nameOf: () => name });
  expect(named('x'.repeat(70))).toContain(`>${'x'.repeat(70)}<`);
  const [cut] = />(😀+)…</u.exec(named('😀'.repeat(300))) ?? [''];
  expect([...cut].length).toBeGreaterThan(70);
  expect([...cut].length).toBeLessThan(90);
});
