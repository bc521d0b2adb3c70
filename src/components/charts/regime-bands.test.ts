import { expect, test } from 'vitest';
import type { Segment } from '../../training/regime/types';
import { bandsOf } from './regime-bands';

const segments: Segment[] = [
  { from: 0, to: 100, regime: 'undecided', subtype: '' },
  { from: 100, to: 104, regime: 'transition', subtype: '' },
  { from: 104, to: 600, regime: 'large-step', subtype: 'wall-to-wall' },
  { from: 600, to: 1000, regime: 'small-step', subtype: '' },
];

test('bands lie where their steps are; words only where they fit, a hair goes to its neighbour', () => {
  const bands = bandsOf(segments, (step) => step / 10, 100);
  expect(bands.map(({ from, width, text }) => [from, width, text])).toEqual([
    [0, 10, ''],
    [10, 50, ''],
    [60, 40, ''],
  ]);
  expect(bandsOf(segments, (step) => step, 1000).map(({ text }) => text)).toEqual([
    'Undecided',
    '',
    'Large step',
    'Small step',
  ]);
});

test('a zoom shows only what lies within it', () => {
  const bands = bandsOf(segments, (step) => step - 500, 200);
  expect(bands.map(({ regime, from, width }) => [regime, from, width])).toEqual([
    ['large-step', 0, 100],
    ['small-step', 100, 100],
  ]);
});

test('hairs, wherever and however many, leave no gap', () => {
  const cuts = [0, 1, 40, 41, 42, 43, 44, 45, 46, 90, 91];
  const regimes = ['undecided', 'transition', 'large-step'] as const;
  const many = cuts
    .slice(1)
    .map((to, i): Segment => ({ from: cuts[i], to, regime: regimes[i % 3], subtype: '' }));
  const bands = bandsOf(many, (step) => step / 10, 1000);
  expect(bands.length).toBeGreaterThan(1);
  let end = 0;
  for (const { from, width } of bands) {
    expect(from).toBeCloseTo(end);
    expect(width).toBeGreaterThanOrEqual(2);
    end = from + width;
  }
  expect(end).toBeCloseTo(9.1);
});
