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
  wallLanding: 1.2,
};

const exactly = (value: number) => ({ value, low: value, high: value });

const window: WindowReading = {
  from: 0,
  to: 125,
  kappa: exactly(1.7),
  landing: exactly(0.99),
  crossed: 0.41,
  share: exactly(1.05),
  rises: 3 / 8,
  measured: 125,
  uphill: 0,
  resolved: 125,
  regime: 'large-step',
  subtype: 'own-floor',
};
const say = (changes: Partial<WindowReading>) => describeWindow({ ...window, ...changes }, limits);

describe('a large step', () => {
  it('tells what it kept on its own batch, where it landed there, and what others lost', () => {
    expect(say({})).toBe(
      'The steps kept 15 % of what their gradients promised on their own batches (median step number 1.7) and landed about on the floors of their valleys (median landing 0.99, 41 % across); nothing of what they promised on the probe set over the last epochs was kept and the training loss rose in 38 % of its last readings.',
    );
    expect(say({ share: exactly(0.62) })).toContain(
      '; 62 % of what they promised on the probe set over the last epochs was lost and the training loss rose',
    );
    expect(say({ share: exactly(Number.NaN), rises: 0 })).toMatch(/, 41 % across\)\.$/);
  });

  const at = (landing: number, crossed: number) => say({ landing: exactly(landing), crossed });
  it('names the side of the floor by the landing only, on both sides of each limit', () => {
    expect(at(0.84, 0.09)).toContain(
      'stopped short of the floors of their valleys (median landing 0.84, 9 %',
    );
    expect(at(0.89, 0.2)).toContain('stopped short');
    expect(at(0.91, 0.2)).toContain('landed about on the floors');
    expect(at(1.09, 0.6)).toContain('landed about on the floors');
    expect(at(1.11, 0.6)).toContain('crossed the floors');
    expect(at(1.95, 1)).toContain('crossed the floors of their valleys (median landing 2, 100 % across)');
    // Not measured: whatever kappa is, no side is named.
    for (const kappa of [0.3, 1.7, 2.3])
      expect(say({ kappa: exactly(kappa), landing: exactly(Number.NaN), crossed: Number.NaN })).not.toMatch(
        /floor|short|cross|landed/,
      );
  });

  const keeps = (kappa: number) => say({ kappa: exactly(kappa) });
  it('names the kept share by the step number, on both sides of each limit', () => {
    expect(keeps(2.02)).toContain('raised the losses of their own batches (median step number 2)');
    expect(keeps(1.995)).toContain('kept nothing of what their gradients promised');
    expect(keeps(1.98)).toContain('kept 1 % of what their gradients promised');
    expect(keeps(0.02)).toContain('kept 99 % of what their gradients promised');
    expect(keeps(0.008)).toContain('kept all that their gradients promised');
    expect(keeps(-0.008)).toContain('kept all that their gradients promised');
    expect(keeps(-0.2)).toContain('kept more than their gradients promised');
  });
});

describe('a small step', () => {
  const small = {
    regime: 'small-step',
    subtype: '',
    kappa: exactly(0.046),
    landing: exactly(0.05),
    crossed: 0,
    rises: 0,
  } as const;

  it('kept what was promised, short of the floor', () => {
    expect(say({ ...small, share: exactly(0.02) })).toBe(
      'The steps kept 98 % of what their gradients promised on their own batches (median step number 0.046) and stopped short of the floors of their valleys (median landing 0.05, 0 % across); 2 % of what they promised on the probe set over the last epochs was lost and the training loss did not rise.',
    );
  });

  it('claims no more than was read', () => {
    const unknown = exactly(Number.NaN);
    const nothing = { landing: unknown, crossed: Number.NaN, share: unknown, rises: Number.NaN };
    expect(say({ ...small, ...nothing })).toBe(
      'The steps kept 98 % of what their gradients promised on their own batches (median step number 0.046).',
    );
    expect(say({ ...small, rises: 1 / 8 })).not.toContain('training loss');
  });
});

describe('a transition', () => {
  it('gives the numbers that are neither', () => {
    const between = { regime: 'transition', subtype: '', kappa: exactly(0.7), share: exactly(0.8) } as const;
    expect(say(between)).toBe(
      'The steps were neither clearly large nor clearly small: median step number 0.7, landed about on the floors of their valleys (median landing 0.99, 41 % across), 80 % of what they promised on the probe set over the last epochs was lost, the training loss rose in 38 % of its last readings.',
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
  const large = { regime: 'large-step', subtype: 'own-floor' } as const;
  const small = { ...window, regime: 'small-step', subtype: '', kappa: exactly(0.05), rises: 0 } as const;

  it('is told by its last window where both have one name', () => {
    expect(nameOf(large)).toBe('Large step, floor of its own batch');
    expect(describeStretch(large, window, limits)).toBe(describeWindow(window, limits));
  });

  it('never puts the sentence of another regime under its name without saying so', () => {
    const lag = 'alone reads “small step”; the name changes once windows in a row agree. The steps kept';
    expect(describeStretch(large, small, limits)).toContain(lag);
    expect(describeStretch({ regime: 'undecided', subtype: '' }, small, limits)).toContain(lag);
    const walls = { ...window, subtype: 'wall-to-wall' } as const;
    expect(describeStretch(large, walls, limits)).toContain('alone reads “large step, wall to wall”');
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
