/** Catapults and divergence, found step by step. */
import { describe, expect, it } from 'vitest';
import { losses } from '../losses/registry';
import { type Row, recording, stretch } from './recordings.arbitrary';
import { detect, large, perEpoch, small } from './testing/detect';

describe('the edge of stability', () => {
  it('is no catapult while the loss falls; one that follows begins where the loss begins to rise', () => {
    const rows: Row[] = [
      ...stretch(22, 300, { ...small, rate: 0.4 }),
      // Every other step lands higher, and the loss falls by 2 % a step.
      ...Array.from({ length: 50 }, (_, i) => ({
        kappa: i % 4 === 3 ? 1.9 : 2.2,
        loss: 0.98 ** i,
        rate: 0.4,
      })),
      ...Array.from({ length: 10 }, (_, i) => ({ kappa: 2.5, loss: 0.98 ** 50 * 1.3 ** (i + 1), rate: 0.4 })),
      ...stretch(23, 300, { ...small, loss: 0.3, rate: 0.4 }),
    ];
    const { segments } = detect(recording(rows, 1));
    const catapults = segments.filter(({ regime }) => regime === 'catapult');
    expect(catapults).toHaveLength(1);
    expect(catapults[0].from).toBeGreaterThanOrEqual(345);
    expect(catapults[0].from).toBeLessThanOrEqual(352);
  });
});

describe('divergence', () => {
  const before = stretch(5, 203, { ...large, loss: 2 });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('at a loss of %s is known at once', (loss) => {
    const rows = [...before, { loss }];
    const { segments } = detect(recording(rows, perEpoch));
    expect(segments.at(-1)).toEqual({ from: 203, to: 204, regime: 'diverged', subtype: '' });
  });

  it('at a step whose length is no number is known at once, though the loss before it is one', () => {
    const { segments } = detect(
      recording([...before, { loss: 5, length: Number.POSITIVE_INFINITY }], perEpoch),
    );
    expect(segments.at(-1)).toEqual({ from: 203, to: 204, regime: 'diverged', subtype: '' });
  });

  it('is a loss far above its minimum and above guessing, with steps that climb', () => {
    const climb = (kappa: number, top: number) =>
      Array.from({ length: 20 }, (_, i) => ({ kappa, loss: 2 + ((top - 2) * (i + 1)) / 20, rate: 0.4 }));
    const regimeAfter = (kappa: number, top: number) =>
      detect(recording([...before, ...climb(kappa, top)], perEpoch)).segments.at(-1)?.regime;
    expect(regimeAfter(2.5, 20)).toBe('diverged');
    expect(regimeAfter(1.5, 20)).toBe('large-step');
    expect(regimeAfter(2.5, 4)).toBe('large-step');
    // From 0.1 to 1.9: far above the minimum, but better than guessing among ten classes (2.3).
    const low = stretch(6, 203, { ...large, loss: 0.1 });
    const rows = [...low, ...climb(2.5, 1.9).map((row) => ({ ...row, loss: row.loss - 1.9 + 0.1 }))];
    expect(detect(recording(rows, perEpoch)).segments.at(-1)?.regime).not.toBe('diverged');
  });

  // The same climb to 0.3 or 0.8, from far below: chance is ln 10 = 2.3 with cross-entropy, 1/2 with squared error.
  it.each([
    ['cross-entropy', 0.8, false],
    ['cross-entropy', 3, true],
    ['squared-error', 0.3, false],
    ['squared-error', 0.8, true],
  ] as const)('%s above %s: %s, by the loss of knowing nothing', (loss, top, diverged) => {
    const low = stretch(6, 203, { ...large, loss: 0.05 });
    const climb = Array.from({ length: 20 }, (_, i) => ({
      kappa: 2.5,
      loss: 0.05 + ((top - 0.05) * (i + 1)) / 20,
      rate: 0.4,
    }));
    const { segments } = detect(recording([...low, ...climb], perEpoch, losses.of(loss).chance(10)));
    expect(segments.at(-1)?.regime === 'diverged').toBe(diverged);
  });

  it('stays to the end, whatever is recorded after a loss that is not finite', () => {
    const rows = [...before, { loss: Number.NaN }, ...stretch(7, 200, small)];
    expect(detect(recording(rows, perEpoch)).segments.at(-1)).toMatchObject({
      from: 203,
      to: 400,
      regime: 'diverged',
    });
  });
});
