/** What a window says of where its steps landed. */
import { describe, expect, it } from 'vitest';
import { type Row, recording } from './recordings.arbitrary';
import { limits } from './testing/detect';
import { readWindow } from './window';

const nan = Number.NaN;
const read = (rows: Row[], perEpoch: number) => readWindow(recording(rows, perEpoch), rows.length, limits);
const steady = (steps: number, row: Row): Row[] => Array.from({ length: steps }, () => ({ ...row }));

describe('landings', () => {
  const rows = (count: number, landing: (i: number) => number) =>
    steady(40, { kappa: 1.7 }).map((row, i) => (i < count ? { ...row, landing: landing(i) } : row));

  it('give their median, the share across the floor, and the subtype', () => {
    // Seven of ten at 0.8, three at 1.4.
    const floor = read(
      rows(40, (i) => (i % 10 < 7 ? 0.8 : 1.4)),
      40,
    );
    expect(floor.landing.value).toBeCloseTo(0.8, 6);
    expect(floor.crossed).toBeCloseTo(0.3, 12);
    expect(floor).toMatchObject({ regime: 'large-step', subtype: 'own-floor' });
    const walls = read(
      rows(40, () => 1.9),
      40,
    );
    expect(walls).toMatchObject({ crossed: 1, subtype: 'wall-to-wall' });
    // A landing on the floor itself is not across it, and one at the limit is not beyond the limit.
    expect(
      read(
        rows(40, () => 1),
        40,
      ).crossed,
    ).toBe(0);
    expect(
      read(
        rows(40, () => limits.wallLanding),
        40,
      ).subtype,
    ).toBe('own-floor');
  });

  it('say nothing where fewer than four were measured, and nothing of a small step', () => {
    const few = read(
      rows(3, () => 1.9),
      40,
    );
    expect(few).toMatchObject({ regime: 'large-step', subtype: '' });
    expect([few.landing.value, few.crossed]).toEqual([nan, nan]);
    const small = steady(40, { kappa: 0.2, landing: 1.9 });
    expect(read(small, 40)).toMatchObject({ regime: 'small-step', subtype: '' });
  });
});
