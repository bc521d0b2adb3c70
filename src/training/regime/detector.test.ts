import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../random';
import { Detector } from './detector';
import {
  descend,
  inTurn,
  type Problem,
  quadratic,
  type Row,
  recording,
  stretch,
  upTo,
} from './recordings.arbitrary';
import { defaultThresholds } from './thresholds';
import type { RunReadings, Thresholds } from './types';

/** Those of `science.md`; the defaults may be calibrated otherwise. */
const limits: Thresholds = {
  smallKappa: 0.5,
  smallShare: 0.5,
  smallRises: 1 / 8,
  largeKappa: 1,
  largeShare: 0.9,
  largeRises: 1 / 4,
};

function detect(readings: RunReadings, thresholds = limits): Detector {
  const detector = new Detector(thresholds);
  detector.update(readings);
  return detector;
}

const inWords = (detector: Detector) =>
  detector.segments.map(({ regime, subtype }) => [regime, subtype].filter(Boolean).join(' '));

/** Regimes that fill at least two epochs. */
const lasting = (detector: Detector, perEpoch: number) =>
  detector.segments.filter(({ from, to }) => to - from >= 2 * perEpoch).map(({ regime }) => regime);

const perEpoch = 40;
const large = { kappa: 1.7, share: 1, rises: 0.4, rate: 0.4, perEpoch };
const small = { kappa: 0.1, share: 0.1, rises: 0, rate: 0.03, perEpoch };

describe('hand-labelled runs', () => {
  it('large steps, a drop, small steps', () => {
    const rows = inTurn(stretch(1, 800, large), stretch(2, 800, small));
    const detector = detect(recording(rows, perEpoch));
    expect(inWords(detector)).toEqual(['undecided', 'large-step curvature-limited', 'small-step']);
    const [, one, two] = detector.segments;
    // Every window is an eighth of an epoch: five steps. Eight kappas, and two windows that agree.
    expect(one.from).toBeLessThanOrEqual(15);
    expect(two.from).toBeGreaterThanOrEqual(808);
    expect(two.from).toBeLessThanOrEqual(820);
    expect(Array.from(detector.windows, ({ to }) => to)).toEqual(
      Array.from({ length: 320 }, (_, i) => 5 * (i + 1)),
    );
  });

  it('a plateau limited by noise, ended by a drop', () => {
    const noisy = { kappa: 0.3, share: 1.05, rises: 0.5, rate: 0.1, perEpoch };
    const rows = inTurn(stretch(3, 1200, noisy), stretch(4, 800, { ...small, rate: 0.01 }));
    const detector = detect(recording(rows, perEpoch));
    expect(inWords(detector)).toContain('large-step noise-limited');
    expect(inWords(detector)).not.toContain('large-step curvature-limited');
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
      expect(inWords(detector)).toEqual(['undecided', 'large-step curvature-limited']);
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

  it('stays to the end, whatever is recorded after a loss that is not finite', () => {
    const rows = [...before, { loss: Number.NaN }, ...stretch(7, 200, small)];
    expect(detect(recording(rows, perEpoch)).segments.at(-1)).toMatchObject({
      from: 203,
      to: 400,
      regime: 'diverged',
    });
  });
});

/** Regression on random inputs with labels from a plane: convex, gradients of unit scale. */
function regression(seed: number, examples: number, batches: number, logistic: boolean): Problem {
  const random = randomStream(seed, 'data');
  const dimensions = 5;
  const inputs = Array.from({ length: examples }, () => Array.from({ length: dimensions }, random.normal));
  const plane = Array.from({ length: dimensions }, random.normal);
  const score = (w: ArrayLike<number>, x: number[]) => x.reduce((sum, each, i) => sum + each * w[i], 0);
  const targets = inputs.map((x) =>
    logistic ? Math.sign(score(plane, x) + random.normal()) : score(plane, x),
  );
  const rowsOf = (batch?: number) =>
    inputs.flatMap((_, i) => (batch === undefined || i % batches === batch ? [i] : []));
  return {
    loss(w, batch) {
      const rows = rowsOf(batch);
      const losses = rows.map((i) => {
        const s = score(w, inputs[i]);
        return logistic ? Math.log1p(Math.exp(-targets[i] * s)) : 0.5 * (s - targets[i]) ** 2;
      });
      return losses.reduce((sum, each) => sum + each, 0) / rows.length;
    },
    gradient(w, batch) {
      const rows = rowsOf(batch);
      const gradient = new Float64Array(dimensions);
      for (const i of rows) {
        const s = score(w, inputs[i]);
        const by = logistic ? -targets[i] / (1 + Math.exp(targets[i] * s)) : s - targets[i];
        for (let k = 0; k < dimensions; k++) gradient[k] += (by * inputs[i][k]) / rows.length;
      }
      return gradient;
    },
  };
}

describe.each([
  ['those of science.md', limits],
  ['the defaults', defaultThresholds],
])('negative controls with cut-offs that are %s', (_name, thresholds) => {
  it('small steps on a convex problem never read large-step', () => {
    for (let seed = 1; seed <= 8; seed++) {
      const runs = [
        recording(descend(regression(seed, 60, 1, true), new Float64Array(5), 0.5, 150).rows, 1, 2),
        // Batches without noise at the optimum: the plane fits every one of them.
        recording(descend(regression(seed, 120, 10, false), new Float64Array(5), 0.05, 400, 10).rows, 10, 2),
      ];
      for (const run of runs) {
        const { windows, segments } = detect(run, thresholds);
        const regimes = [...windows, ...segments].map(({ regime }) => regime);
        expect(regimes).toContain('small-step');
        expect(regimes).not.toContain('large-step');
        expect(regimes).not.toContain('diverged');
        expect(regimes).not.toContain('catapult');
      }
    }
  });

  it('an unstable one never reads small-step', () => {
    for (const times of [2.05, 2.5, 3, 4, 6]) {
      for (let seed = 1; seed <= 5; seed++) {
        const random = randomStream(seed, 'init');
        const start = Float64Array.from({ length: 4 }, random.normal);
        const { rows } = descend(quadratic([10, 3, 1, 0.1]), start, times / 10, 120);
        const { windows, segments } = detect(recording(rows, 1), thresholds);
        const regimes = [...windows, ...segments].map(({ regime }) => regime);
        expect(regimes).not.toContain('small-step');
        expect(regimes).toContain('large-step');
        expect(segments.at(-1)?.regime).toBe('diverged');
      }
    }
  });
});

/** Runs of a few stretches of any kind, with gaps, steps uphill, spikes, jumps of the rate, and at times an end. */
const runs = fc
  .record({
    stepsPerEpoch: fc.constantFrom(1, 4, 16, 40),
    seed: fc.integer(),
    parts: fc.array(
      fc.record({
        steps: fc.integer({ min: 1, max: 120 }),
        kappa: fc.constantFrom(0.1, 0.5, 0.95, 1.6, 2.4),
        share: fc.constantFrom(0.1, 0.6, 1.1),
        rises: fc.constantFrom(0, 0.2, 0.5),
        rate: fc.constantFrom(0.01, 0.1, 0.11, 0.4),
        measuredEvery: fc.constantFrom(1, 1, 3, 1000),
        uphill: fc.constantFrom(0, 0.3, 0.7),
        growth: fc.constantFrom(1, 1, 1.1, 0.9),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    ending: fc.constantFrom('', '', 'not a number'),
  })
  .map(({ stepsPerEpoch, seed, parts, ending }) => {
    const random = randomStream(seed, 'order');
    let loss = 2;
    const rows = parts.flatMap((part, p) =>
      stretch(seed + p, part.steps, { ...part, perEpoch: stepsPerEpoch }).map((row, i): Row => {
        loss = Math.min(1e9, Math.max(1e-3, loss * part.growth));
        const kept: Row = { rate: row.rate, loss: loss * (row.loss ?? 1) };
        if (i % part.measuredEvery === 0) {
          const uphill = random.uniform() < part.uphill;
          Object.assign(kept, { kappa: uphill ? Number.NaN : row.kappa, uphill, probe: row.probe });
        }
        if (random.uniform() < 0.05) kept.sharpness = random.uniform();
        return kept;
      }),
    );
    rows.forEach((row, i) => {
      if ((i + 1) % stepsPerEpoch === 0) row.trainLoss = 1 + 0.1 * random.uniform();
    });
    if (ending) rows.push({ loss: Number.NaN });
    return recording(rows, stepsPerEpoch);
  });

const sameAs = (detector: Detector, fresh: Detector) => {
  expect([...detector.windows]).toEqual([...fresh.windows]);
  expect(detector.segments).toEqual(fresh.segments);
};

const shares = fc.double({ min: 0, max: 1, noNaN: true });

describe('a detector', () => {
  it('says the same however the readings come', () => {
    fc.assert(
      fc.property(runs, fc.array(shares), fc.integer({ min: 0, max: 5 }), (readings, cuts, most) => {
        const total = readings.batchLoss.step.length;
        const detector = new Detector(limits);
        for (const cut of cuts.map((each) => Math.floor(each * total)).sort((a, b) => a - b)) {
          const late = cut % 2 === 0;
          detector.update(upTo(readings, cut, late), most);
        }
        while (detector.update(readings, most + 1));
        sameAs(detector, detect(readings));
      }),
    );
  });

  it('says after truncateAfter what a fresh one says, before and after going on otherwise', () => {
    fc.assert(
      fc.property(runs, runs, shares, (first, second, share) => {
        const step = Math.floor(share * first.batchLoss.step.length);
        const detector = detect(first);
        detector.truncateAfter(step);
        sameAs(detector, detect(upTo(first, step)));
        detector.update(upTo(first, step));
        sameAs(detector, detect(upTo(first, step)));
        const other = continued(upTo(first, step), second, step);
        detector.update(other);
        sameAs(detector, detect(other));
      }),
      { numRuns: 60 },
    );
  });

  it('does no more windows in one go than it is told, and says whether there are more', () => {
    const readings = recording(stretch(8, 400, small), perEpoch);
    const detector = new Detector(limits);
    const counts: number[] = [];
    let more = true;
    while (more) {
      more = detector.update(readings, 30);
      counts.push(detector.windows.length);
    }
    expect(counts).toEqual([30, 60, 80]);
    expect(detector.update(readings, 30)).toBe(false);
    expect(new Detector(limits).update(recording([], perEpoch))).toBe(false);
  });

  it('waits for the evaluation of an epoch that belongs to a window', () => {
    const readings = recording(stretch(9, 200, small), perEpoch);
    const detector = new Detector(limits);
    expect(detector.update(upTo(readings, 200, true))).toBe(false);
    expect(detector.windows.at(-1)?.to).toBe(195);
    detector.update(readings);
    expect(detector.windows.at(-1)?.to).toBe(200);
  });
});

/** The readings so far and, shifted by their steps, those of another run. */
function continued(head: RunReadings, tail: RunReadings, by: number): RunReadings {
  const joined = (a: ArrayLike<number>, b: ArrayLike<number>, shift = 0) => [
    ...Array.from(a),
    ...Array.from(b, (each) => each + shift),
  ];
  const both = (name: 'kappa' | 'probeChange' | 'trainLoss' | 'sharpness' | 'batchLoss') => ({
    step: joined(head[name].step, tail[name].step, by),
    value: joined(head[name].value, tail[name].value),
  });
  return {
    ...head,
    kappa: both('kappa'),
    uphill: joined(head.uphill, tail.uphill),
    probeChange: both('probeChange'),
    probeSlope: joined(head.probeSlope, tail.probeSlope),
    trainLoss: both('trainLoss'),
    sharpness: both('sharpness'),
    effectiveRate: joined(head.effectiveRate, tail.effectiveRate),
    batchLoss: both('batchLoss'),
  };
}
