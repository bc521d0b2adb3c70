/** Runs made by hand, labelled by hand. */
import { describe, expect, it } from 'vitest';
import { inTurn, type Row, recording, stretch } from './recordings.arbitrary';
import { detect, inWords, large, lasting, perEpoch, small } from './testing/detect';

describe('hand-labelled runs', () => {
  it('large steps, a drop, small steps', () => {
    const rows = inTurn(stretch(1, 800, large), stretch(2, 800, small));
    const detector = detect(recording(rows, perEpoch));
    expect(inWords(detector)).toEqual(['undecided', 'large-step wall-to-wall', 'small-step']);
    const [, one, two] = detector.segments;
    // Every window is an eighth of an epoch: five steps. Eight kappas, and two windows that agree.
    expect(one.from).toBeLessThanOrEqual(15);
    expect(two.from).toBeGreaterThanOrEqual(808);
    expect(two.from).toBeLessThanOrEqual(820);
    expect(Array.from(detector.windows, ({ to }) => to)).toEqual(
      Array.from({ length: 320 }, (_, i) => 5 * (i + 1)),
    );
  });

  it('a plateau of steps to the floor of their own batch, ended by a drop', () => {
    const noisy = { kappa: 0.3, share: 1.05, rises: 0.5, rate: 0.1, landing: 1, perEpoch };
    const rows = inTurn(stretch(3, 1200, noisy), stretch(4, 800, { ...small, rate: 0.01 }));
    const detector = detect(recording(rows, perEpoch));
    expect(inWords(detector)).toContain('large-step own-floor');
    expect(inWords(detector)).not.toContain('large-step wall-to-wall');
    expect(lasting(detector, perEpoch)).toEqual(['large-step', 'small-step']);
    expect(inWords(detector).at(-1)).toBe('small-step');
  });

  it('a drift from large to small steps at a constant rate', () => {
    const levels = Array.from({ length: 30 }, (_, i) => 1 - i / 29);
    const parts = levels.map((level, i) =>
      stretch(10 + i, 80, { kappa: 1.8 * level, share: level, rises: level / 2, rate: 0.4, perEpoch }),
    );
    const detector = detect(recording(inTurn(...parts), perEpoch));
    const regimes = lasting(detector, perEpoch);
    expect(regimes[0]).toBe('large-step');
    expect(regimes).toContain('transition');
    expect(regimes.at(-1)).toBe('small-step');
    expect(regimes.indexOf('small-step')).toBeGreaterThan(regimes.lastIndexOf('large-step'));
    // Hand label: kappa falls through 1 at step 1120 and through 0.5 at step 1760, give or take an epoch of delay.
    const endOfLarge = detector.segments.findLast(({ regime }) => regime === 'large-step')?.to ?? 0;
    expect(Math.abs(endOfLarge - 1120)).toBeLessThan(2 * perEpoch);
    const startOfSmall = detector.segments.find(({ regime }) => regime === 'small-step')?.from ?? 0;
    expect(Math.abs(startOfSmall - 1760)).toBeLessThan(4 * perEpoch);
  });

  it('a steady plateau with kappas around 2 is neither catapult nor divergence', () => {
    for (let seed = 1; seed <= 4; seed++) {
      const detector = detect(recording(stretch(seed, 2000, { ...large, kappa: 2 }), perEpoch));
      expect(inWords(detector)).toEqual(['undecided', 'large-step wall-to-wall']);
    }
  });

  it('a spike that ends by itself is a catapult, one that a drop of the rate ends is none', () => {
    const spike = (rateAfter: number): Row[] => [
      ...stretch(20, 400, { ...small, rate: 0.3 }),
      ...Array.from({ length: 12 }, (_, i) => ({ kappa: 2.5, loss: 1.4 ** i, rate: 0.3 })),
      ...stretch(21, 400, { ...small, rate: rateAfter }),
    ];
    const itself = detect(recording(spike(0.3), perEpoch));
    const catapult = itself.segments.find(({ regime }) => regime === 'catapult');
    expect(catapult).toMatchObject({ from: 400, to: 416 });
    expect(inWords(detect(recording(spike(0.01), perEpoch)))).not.toContain('catapult');
  });
});
