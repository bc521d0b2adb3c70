/** What a detector says does not depend on how the readings come. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../random';
import { Detector } from './detector';
import { type Row, ratesOf, recording, stretch, upTo } from './recordings.arbitrary';
import { detect, limits, perEpoch, small } from './testing/detect';
import type { RunReadings } from './types';

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

  it('reads as much for new steps after many as after few, and goes over known ones again bit by bit', () => {
    const reads = (steps: number, chunk: number, cut?: number) => {
      const all = recording(stretch(10, steps + chunk, small), perEpoch);
      const detector = detect(upTo(all, steps));
      if (cut !== undefined) detector.truncateAfter(cut);
      const { readings, count } = counted(all);
      const more = detector.update(readings, cut === undefined ? Number.POSITIVE_INFINITY : 2);
      return { count: count(), more };
    };
    const [few, many] = [reads(1000, 80), reads(15_000, 80)];
    // Where a reading stands is found by halving.
    expect(many.count).toBeLessThan(1.5 * few.count);
    expect(reads(15_000, 800).count).toBeGreaterThan(2 * many.count);
    const again = reads(15_000, 0, 14_900);
    expect(again.more).toBe(true);
    expect(again.count).toBeLessThan(reads(12_000, 0, 11_900).count * 1.1);
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

/** The same readings, and how often any of them was read. */
function counted(readings: RunReadings) {
  let count = 0;
  const watched = <T extends object>(values: T): T =>
    new Proxy(values, {
      get(it, key) {
        count++;
        const value: unknown = Reflect.get(it, key);
        return typeof value === 'object' && value ? watched(value) : value;
      },
    });
  return { readings: watched(readings), count: () => count };
}

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
    effectiveRate: [head, tail].flatMap((each) => ratesOf(each, each.batchLoss.step.length)),
    batchLoss: both('batchLoss'),
  };
}
