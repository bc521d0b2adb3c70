import { describe, expect, it } from 'vitest';
import { describeStretch, describeWindow, nameOf, regimeNames, subtypeNames } from './describe';
import { type Row, recording } from './recordings.arbitrary';
import type { Thresholds, WindowReading } from './types';
import { readWindow } from './window';

const limits: Thresholds = {
  smallKappa: 0.5,
  smallShare: 0.5,
  smallRises: 1 / 8,
  largeKappa: 1,
  largeShare: 0.9,
  largeRises: 1 / 4,
};

const exactly = (value: number) => ({ value, low: value, high: value });

const window: WindowReading = {
  from: 0,
  to: 125,
  kappa: exactly(1.7),
  share: exactly(1.05),
  rises: 3 / 8,
  measured: 125,
  uphill: 0,
  resolved: 125,
  regime: 'large-step',
  subtype: 'curvature-limited',
};
const say = (changes: Partial<WindowReading>) => describeWindow({ ...window, ...changes }, limits);

describe('a large step', () => {
  it('limited by curvature jumped across the valley', () => {
    expect(say({})).toBe(
      'The steps jumped across the valley: landing beyond its floor (median step number 1.7), and what the gradient promised over the last 8 epochs was eaten by curvature.',
    );
    expect(say({ share: exactly(0.62) })).toContain('62 % of what the gradient promised');
    expect(say({ share: exactly(Number.NaN) })).toMatch(/\(median step number 1\.7\)\.$/);
    expect(say({ kappa: exactly(2.34) })).toContain('climbed the far wall of the valley');
  });

  it('limited by noise stopped short and gained nothing', () => {
    expect(say({ kappa: exactly(0.31), subtype: 'noise-limited' })).toBe(
      'The steps stopped short of the valley floor (median step number 0.31), but what the gradient promised over the last 8 epochs was eaten by the noise of the batches, and the training loss rose in 38 % of its last readings.',
    );
  });
});

describe('a small step', () => {
  const small = { regime: 'small-step', subtype: '', kappa: exactly(0.046), rises: 0 } as const;

  it('stopped short of the floor', () => {
    expect(say({ ...small, share: exactly(0.02) })).toBe(
      'The steps stopped short of the valley floor (median step number 0.046), and the training loss fell steadily; 2 % of what the gradient promised over the last 8 epochs was eaten by curvature and noise.',
    );
  });

  it('claims no more than was read', () => {
    const unknown = exactly(Number.NaN);
    expect(say({ ...small, share: unknown, rises: Number.NaN })).toBe(
      'The steps stopped short of the valley floor (median step number 0.046).',
    );
    expect(say({ ...small, rises: 1 / 8 })).not.toContain('steadily');
  });
});

describe('a transition', () => {
  it('gives the numbers that are neither', () => {
    const between = { regime: 'transition', subtype: '', kappa: exactly(0.7), share: exactly(0.8) } as const;
    expect(say(between)).toBe(
      'The steps were neither clearly large nor clearly small: median step number 0.7, 80 % of what the gradient promised over the last 8 epochs was eaten by curvature and noise, the training loss rose in 38 % of its last readings.',
    );
    expect(say({ ...between, rises: 0 })).toContain('did not rise');
    expect(say({ ...between, rises: Number.NaN })).not.toContain('training loss');
  });
});

describe('undecided', () => {
  const read = (rows: Row[]) => {
    const reading = readWindow(recording(rows, rows.length), rows.length, limits);
    expect(reading.regime).toBe('undecided');
    return describeWindow(reading, limits);
  };
  const rows = (count: number, row: (i: number) => Row) => Array.from({ length: count }, (_, i) => row(i));
  const shuffled = (i: number) => (7 * i) % 40;

  it('says that it is too early', () => {
    expect(read(rows(3, () => ({ kappa: 0.1 })))).toContain('Too early to say: 3 steps were measured');
    expect(read(rows(1, () => ({ kappa: 0.1 })))).toContain('1 step was measured');
    expect(read(rows(30, () => ({})))).toBe('No step was measured lately.');
  });

  it('says that most steps led uphill, or drowned in rounding', () => {
    const uphill = { kappa: Number.NaN, uphill: true };
    expect(read(rows(40, (i) => (i < 21 ? uphill : { kappa: 0.2 })))).toContain('21 of 40');
    expect(read(rows(40, (i) => ({ kappa: i < 3 ? 0.2 : Number.NaN })))).toContain('only 3 of 40');
  });

  it('says which reading is too close to which limit', () => {
    const mixed = (a: number, b: number) => read(rows(40, (i) => ({ kappa: shuffled(i) < 22 ? a : b })));
    expect(mixed(1.3, 0.9)).toBe(
      'Too close to call: the step number lies between 0.9 and 1.3, on both sides of the limit of 1.',
    );
    expect(mixed(0.9, 1.3)).toContain('between 0.9 and 1.3, on both sides of the limit of 1.');
    expect(mixed(0.6, 0.4)).toContain('between 0.4 and 0.6, on both sides of the limit of 0.5');
    expect(mixed(0.4, 0.6)).toContain('between 0.4 and 0.6, on both sides of the limit of 0.5');
    const share = rows(40, (i) => ({
      kappa: 0.1,
      probe: { slope: -1, change: shuffled(i) < 20 ? 0.9 : -2.1 },
    }));
    expect(read(share)).toMatch(/the share of the promise .* on both sides of the limit of 0\.5/);
    const noise = rows(40, (i) => ({
      kappa: 0.1,
      probe: { slope: -1, change: shuffled(i) < 20 ? 1 : -1 },
      trainLoss: 1 + (i % 2),
    }));
    expect(read(noise)).toMatch(/the share of the promise .* on both sides of the limit of 0\.9/);
  });
});

describe('a stretch of the run', () => {
  const large = { regime: 'large-step', subtype: 'curvature-limited' } as const;
  const small = { ...window, regime: 'small-step', subtype: '', kappa: exactly(0.05), rises: 0 } as const;

  it('is told by its last window where both have one name', () => {
    expect(nameOf(large)).toBe('Large step, limited by curvature');
    expect(describeStretch(large, window, limits)).toBe(describeWindow(window, limits));
  });

  it('never puts the sentence of another regime under its name without saying so', () => {
    const lag = 'alone reads “small step”; the name changes once windows in a row agree. The steps stopped';
    expect(describeStretch(large, small, limits)).toContain(lag);
    expect(describeStretch({ regime: 'undecided', subtype: '' }, small, limits)).toContain(lag);
    const noisy = { ...window, subtype: 'noise-limited' } as const;
    expect(describeStretch(large, noisy, limits)).toContain('alone reads “large step, limited by noise”');
  });

  it('says that it is too early before the first window, and tells an event without one', () => {
    expect(describeStretch({ regime: 'undecided', subtype: '' }, undefined, limits)).toMatch(/^Too early/);
    expect(describeStretch({ regime: 'catapult', subtype: '' }, undefined, limits)).toContain('catapult');
    expect(describeStretch({ regime: 'diverged', subtype: '' }, small, limits)).toContain('ran away');
  });
});

describe('all sentences', () => {
  it('are one sentence each, without machine words', () => {
    const texts = (['large-step', 'small-step', 'transition'] as const).flatMap((regime) =>
      [0.003, 1, 1e9, Number.POSITIVE_INFINITY].flatMap((value) =>
        [-0.5, 0.5, 1.5, Number.POSITIVE_INFINITY, Number.NaN].map((share) =>
          say({ regime, subtype: '', kappa: exactly(value), share: exactly(share) }),
        ),
      ),
    );
    for (const text of texts) {
      expect(text).toMatch(/^[A-Z].*[^.]\.$/);
      expect(text).not.toMatch(/NaN|undefined|Infinity|\.\s[A-Z]|, {2}| ,/);
    }
  });

  it('have a name for every regime and subtype', () => {
    expect(new Set(Object.values(regimeNames)).size).toBe(6);
    expect(new Set(Object.values(subtypeNames)).size).toBe(3);
  });
});
