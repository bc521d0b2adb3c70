import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../random';
import { type Row, recording, stretch, upTo } from './recordings.arbitrary';
import { defaultThresholds } from './thresholds';
import type { Thresholds } from './types';
import { readWindow, regimeAt } from './window';

const limits: Thresholds = {
  smallKappa: 0.5,
  smallShare: 0.5,
  smallRises: 1 / 8,
  largeKappa: 1,
  largeShare: 0.9,
  largeRises: 1 / 4,
  wallLanding: 1.2,
};

const nan = Number.NaN;

describe('regimeAt', () => {
  it.each([
    // kappa, Q, M
    [0.2, 0.1, 0, 'small-step'],
    [0.2, 0.1, 1 / 8, 'small-step'],
    [0.2, 0.1, 2 / 8, 'transition'],
    [0.2, 0.5, 0, 'transition'],
    [0.5, 0.1, 0, 'transition'],
    [0.2, nan, 0, 'small-step'],
    [0.2, nan, 1, 'transition'],
    [0.2, 0.1, nan, 'small-step'],
    [0.2, nan, nan, 'small-step'],
    [1, 0.1, 0, 'transition'],
    [1.01, 0.1, 0, 'large-step'],
    [1.01, nan, nan, 'large-step'],
    [1.7, 1.1, 0.5, 'large-step'],
    [0.2, 0.91, 2 / 8, 'large-step'],
    [0.2, 0.9, 2 / 8, 'transition'],
    [0.2, 0.91, 1 / 8, 'transition'],
    [0.2, 0.91, nan, 'transition'],
    [0.2, nan, 1, 'transition'],
    [0.2, Number.POSITIVE_INFINITY, 1, 'large-step'],
  ] as const)('kappa %s, Q %s, M %s: %s', (kappa, share, rises, regime) => {
    expect(regimeAt(kappa, share, rises, limits)).toBe(regime);
  });
});

const read = (rows: Row[], perEpoch: number, to = rows.length) =>
  readWindow(recording(rows, perEpoch), to, limits);

const steady = (steps: number, row: Row = { kappa: 0.2 }) =>
  Array.from({ length: steps }, () => ({ ...row }));

describe('the window', () => {
  it('is one epoch of steps, or 32 measured ones where that is more', () => {
    expect(read(steady(200), 50)).toMatchObject({ from: 150, to: 200, measured: 50 });
    expect(read(steady(200), 8)).toMatchObject({ from: 168, to: 200, measured: 32 });
    // Every third step measured, the last of them step 198: 32 of them reach back to step 105.
    const sparse = steady(200).map((row, i) => (i % 3 === 2 ? row : {}));
    expect(read(sparse, 50)).toMatchObject({ from: 104, measured: 32 });
    expect(read(steady(20), 50)).toMatchObject({ from: 0, measured: 20 });
  });

  it('is undecided with fewer than eight kappas, and with most steps uphill', () => {
    expect(read(steady(7), 50).regime).toBe('undecided');
    expect(read(steady(8), 50).regime).toBe('small-step');
    const uphill = (count: number) =>
      steady(40).map((row, i) => (i < count ? { kappa: nan, uphill: true } : row));
    expect(read(uphill(20), 40)).toMatchObject({ regime: 'small-step', uphill: 20, measured: 40 });
    expect(read(uphill(21), 40)).toMatchObject({ regime: 'undecided', uphill: 21, resolved: 19 });
  });

  it('leaves kappas that are no numbers out of the median', () => {
    const rows = steady(40).map((row, i) => (i % 2 ? row : { kappa: nan }));
    const window = read(rows, 40);
    expect(window).toMatchObject({ measured: 40, resolved: 20, uphill: 0, regime: 'small-step' });
    expect(window.kappa).toEqual({ value: 0.2, low: 0.2, high: 0.2 });
    expect(read(steady(40, { kappa: nan }), 40)).toMatchObject({ resolved: 0, regime: 'undecided' });
  });

  it('is undecided again when measuring stopped half a window ago', () => {
    const rows = [...steady(100), ...steady(100, {})];
    expect(read(rows, 40, 132)).toMatchObject({ from: 68, regime: 'small-step', measured: 32 });
    expect(read(rows, 40, 133)).toMatchObject({ from: 68, regime: 'undecided', measured: 0 });
    expect(read(rows, 40, 200)).toMatchObject({ regime: 'undecided', measured: 0 });
  });

  it('is undecided where an interval reaches over the limit that the verdict hangs on', () => {
    const mixed = (a: number, b: number) => steady(48).map((_, i) => ({ kappa: (i * 7) % 48 < 26 ? a : b }));
    expect(read(mixed(1.2, 1.1), 48)).toMatchObject({ regime: 'large-step', kappa: { value: 1.2 } });
    expect(read(mixed(1.2, 0.9), 48)).toMatchObject({ regime: 'undecided', kappa: { value: 1.2, low: 0.9 } });
    expect(read(mixed(0.4, 0.6), 48)).toMatchObject({
      regime: 'undecided',
      kappa: { value: 0.4, high: 0.6 },
    });
    // So is a transition where an end of the interval would say something else.
    expect(read(mixed(0.9, 1.2), 48)).toMatchObject({
      regime: 'undecided',
      kappa: { value: 0.9, high: 1.2 },
    });
    expect(read(mixed(0.6, 0.4), 48)).toMatchObject({ regime: 'undecided', kappa: { value: 0.6, low: 0.4 } });
    expect(read(mixed(0.9, 0.6), 48)).toMatchObject({
      regime: 'transition',
      kappa: { low: 0.6, high: 0.9 },
    });
    // The noise of Q matters for a small step, not for one beyond the floor.
    const noisy = (kappa: number) =>
      steady(48).map((_, i) => ({ kappa, probe: { slope: -1, change: (i * 7) % 48 < 24 ? 1 : -2.2 } }));
    expect(read(noisy(0.2), 48).share.value).toBeCloseTo(0.4, 10);
    expect(read(noisy(0.2), 48).regime).toBe('undecided');
    expect(read(noisy(1.5), 48).regime).toBe('large-step');
  });

  it('reads nothing after its end', () => {
    const rows = [
      ...stretch(1, 60, { kappa: 0.3, share: 0.2, rises: 0, rate: 0.1, perEpoch: 10 }),
      ...stretch(2, 60, { kappa: 1.8, share: 1, rises: 0.5, rate: 0.9, perEpoch: 10 }),
    ];
    const whole = recording(rows, 10);
    for (const to of [10, 45, 60, 61, 80, 120]) {
      expect(readWindow(whole, to, limits)).toEqual(readWindow(upTo(whole, to), to, limits));
    }
  });

  it('never looks back across a jump of the effective rate', () => {
    const after = stretch(3, 120, { kappa: 0.1, share: 0.1, rises: 0, rate: 0.01, perEpoch: 16 });
    const phases = [0.4, 1.9].map((kappa, i) => [
      ...stretch(4 + i, 160, { kappa, share: kappa, rises: i / 2, rate: 0.4, perEpoch: 16 }),
      ...after,
    ]);
    // Other phases before the jump; the state at the jump itself, which opens the first pair of losses, is shared.
    for (const rows of phases) rows[159] = { ...rows[159], trainLoss: 1.2 };
    const [a, b] = phases.map((rows) => recording(rows, 16));
    for (let to = 161; to <= 280; to++) {
      const window = readWindow(a, to, limits);
      expect(window).toEqual(readWindow(b, to, limits));
      expect(window.from).toBe(Math.max(160, to - 32));
      if (to < 168) expect(window.regime).toBe('undecided');
    }
    expect(readWindow(a, 175, limits)).toMatchObject({ regime: 'small-step', rises: nan });
    expect(readWindow(a, 176, limits)).toMatchObject({ regime: 'small-step', rises: 0 });
    expect(readWindow(a, 160, limits)).not.toEqual(readWindow(b, 160, limits));
  });
});

describe('the share of rises', () => {
  const withLosses = (losses: number[]) =>
    read(
      losses.map((trainLoss) => ({ kappa: 0.2, trainLoss })),
      1,
    ).rises;

  it('compares each of the last eight readings with the one before it', () => {
    expect(withLosses([1])).toBeNaN();
    expect(withLosses([1, 2])).toBe(1);
    expect(withLosses([1, 2, 1.5])).toBe(1 / 2);
    expect(withLosses([5, 9, 8, 7, 6, 5, 4, 3, 2, 1])).toBe(0);
    expect(withLosses([5, 8, 9, 7, 6, 5, 4, 3, 2, 1])).toBe(1 / 8);
    expect(withLosses([1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2])).toBe(1 / 2);
  });

  it('takes no rounding of 32-bit numbers for a rise', () => {
    expect(withLosses([1, 1 + 5e-7])).toBe(0);
    expect(withLosses([1, 1 + 5e-6])).toBe(1);
    expect(withLosses([1e-6, 1.1e-6])).toBe(1);
  });
});

describe('the second-order share', () => {
  it('is 1 where a noisy quadratic has settled, and kappa is eta h', () => {
    const [h, rate, noise, steps] = [2, 0.15, 0.7, 20_000];
    const random = randomStream(11, 'data');
    let w = 0;
    let square = 0;
    const rows: Row[] = Array.from({ length: steps }, () => {
      // The batch is the parabola around another place: L_B = h/2 (w - xi)^2; L = h/2 w^2 (exact, up to a constant).
      const xi = noise * random.normal();
      const moved = -rate * h * (w - xi);
      const slope = h * w * moved;
      const change = 0.5 * h * ((w + moved) ** 2 - w ** 2);
      const promised = rate * h * h * (w - xi) ** 2;
      const along = 0.5 * h * ((w + moved - xi) ** 2 - (w - xi) ** 2);
      w += moved;
      square += w * w;
      return { kappa: 2 * (1 + along / promised), probe: { slope, change } };
    });
    // Settled: the stationary variance of w <- (1 - eta h) w + eta h xi.
    const variance = (rate * h * noise * noise) / (2 - rate * h);
    expect(square / steps / variance).toBeGreaterThan(0.93);
    expect(square / steps / variance).toBeLessThan(1.07);
    const window = read(rows, steps);
    expect(Math.abs(window.share.value - 1)).toBeLessThan(0.05);
    expect(window.share.low).toBeLessThan(1);
    expect(window.share.high).toBeGreaterThan(1);
    expect(window.kappa.value).toBeCloseTo(rate * h, 6);
  });

  it('is kappa / 2 where the batch is everything and the loss a parabola', () => {
    const [h, rate] = [3, 0.2];
    let w = 1;
    const rows: Row[] = Array.from({ length: 60 }, () => {
      const moved = -rate * h * w;
      const probe = { slope: h * w * moved, change: 0.5 * h * ((w + moved) ** 2 - w ** 2) };
      w += moved;
      return { kappa: rate * h, probe };
    });
    expect(read(rows, 40).share.value).toBeCloseTo((rate * h) / 2, 10);
  });

  const probe = { slope: -1, change: -0.7 };
  const every = (stride: number, from: number, to: number) =>
    steady(to).map((row, i) => (i >= from && (i + 1) % stride === 0 ? { ...row, probe } : row));

  it('is missing with fewer than four readings, and then kappa and rises decide', () => {
    expect(read(every(10, 0, 39), 20).share.value).toBeNaN();
    expect(read(every(10, 0, 39), 20).regime).toBe('small-step');
    expect(read(every(10, 0, 40), 20).share.value).toBeCloseTo(0.3, 10);
  });

  it('looks back beyond the window for enough readings, but not to those of long ago', () => {
    expect(read(every(50, 0, 400), 40)).toMatchObject({ from: 360, regime: 'small-step' });
    expect(read(every(50, 0, 400), 40).share.value).toBeCloseTo(0.3, 10);
    const stopped = every(50, 0, 400).concat(steady(500));
    expect(read(stopped, 40, 600).share.value).toBeCloseTo(0.3, 10);
    expect(read(stopped, 40, 900).share.value).toBeNaN();
  });

  it('leaves readings out that are not finite', () => {
    const rows = every(1, 0, 60);
    rows[40] = { kappa: 0.2, probe: { slope: -1, change: Number.POSITIVE_INFINITY } };
    rows[41] = { kappa: 0.2, probe: { slope: nan, change: -0.5 } };
    expect(read(rows, 60).share.value).toBeCloseTo(0.3, 10);
  });

  it('beyond every promise, with a small kappa and rises, is a large step', () => {
    const rows = (rises: number) =>
      stretch(7, 400, { kappa: 0.3, share: 1.05, rises, rate: 0.1, perEpoch: 40 });
    expect(read(rows(0.5), 40)).toMatchObject({ regime: 'large-step', subtype: '' });
    expect(read(rows(0), 40)).toMatchObject({ regime: 'transition', subtype: '' });
  });
});

describe('readWindow', () => {
  it('gives a verdict that its own numbers bear out', () => {
    const level = (max: number) => fc.double({ min: 0, max, noNaN: true });
    fc.assert(
      fc.property(fc.integer(), level(2.5), level(1.5), level(1), (seed, kappa, share, rises) => {
        const landing = seed % 2 === 0 ? 1 : 1.5;
        const rows = stretch(seed, 200, { kappa, share, rises, landing, rate: 0.1, perEpoch: 20 });
        const window = readWindow(recording(rows, 20), 200, defaultThresholds);
        const { smallKappa, largeKappa, largeShare, wallLanding } = defaultThresholds;
        if (window.regime === 'small-step' && !(window.kappa.high < smallKappa)) throw new Error('small');
        if (window.regime === 'transition' && !(window.kappa.high <= largeKappa)) throw new Error('between');
        const isLarge = window.kappa.value > largeKappa || window.share.low > largeShare;
        if (window.regime === 'large-step' && !isLarge) throw new Error('large');
        const name = landing > wallLanding ? 'wall-to-wall' : 'own-floor';
        expect(window.subtype).toBe(window.regime === 'large-step' ? name : '');
      }),
      { numRuns: 200 },
    );
  });
});
