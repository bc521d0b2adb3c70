import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StepView } from '../../training/protocol';
import { plotOf } from './Axes';
import { layBowl } from './bowl-layout';

const alphas = Array.from({ length: 21 }, (_, i) => i / 8 - 0.5);

/** A step on a parabola with this kappa, which was promised `a`. */
function stepOf(kappa: number, a = 0.6, loss = 0.9): StepView {
  const phi = (alpha: number) => loss - a * alpha + ((a * kappa) / 2) * alpha * alpha;
  return {
    step: 1,
    learningRate: 0.4,
    momentum: 0,
    lossBefore: loss,
    lossAfter: phi(1),
    slope: -a,
    landingSlope: a * (kappa - 1),
    gradientNorm: 1,
    stepNorm: 0.4,
    alphas,
    losses: alphas.map(phi),
    probeLosses: alphas.map((alpha) => 2 * loss + 0.1 * a * alpha),
    batchSize: 32,
    examples: { inputs: new Float32Array(), labels: new Int32Array(), shape: [40] },
    layers: [],
  };
}

const anyLoss = fc.oneof(
  fc.double({ min: 0, max: 10, noNaN: true }),
  fc.constantFrom(Number.NaN, Infinity, 1e30, 1e-7, 0),
);
const anyStep = fc.record({
  losses: fc.array(anyLoss, { minLength: 21, maxLength: 21 }),
  slope: fc.oneof(fc.double({ min: -5, max: 5, noNaN: true }), fc.constantFrom(Number.NaN, 0, -1e30)),
  probeLosses: fc.oneof(fc.constant<number[]>([]), fc.array(anyLoss, { minLength: 21, maxLength: 21 })),
  width: fc.integer({ min: 260, max: 700 }),
  parabola: fc.boolean(),
});

test('whatever the losses are, every number drawn is one, and words stay apart and inside', () => {
  fc.assert(
    fc.property(anyStep, ({ losses, probeLosses, slope, width, parabola }) => {
      const ends = { lossBefore: losses[4], lossAfter: losses[12], slope, landingSlope: -slope };
      const view = { ...stepOf(1), losses, probeLosses, ...ends };
      const plot = plotOf(width);
      const laid = layBowl(view, plot, 'cross-entropy', parabola);
      expect(JSON.stringify(laid)).not.toMatch(/NaN|Infinity|null/);
      const boxes = Object.values(laid.words).flatMap((word) => (word ? [word.box] : []));
      boxes.forEach((a, i) => {
        expect(a.x >= 0 && a.x + a.width <= plot.width).toBe(true);
        expect(a.y >= 0 && a.y + a.height <= plot.height).toBe(true);
        for (const b of boxes.slice(0, i)) {
          const apart = a.x + a.width <= b.x || b.x + b.width <= a.x;
          expect(apart || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(true);
        }
      });
    }),
  );
});

test('start, landing and floor lie where the parabola has them', () => {
  const plot = plotOf(700);
  const { start, landing, floor } = layBowl(stepOf(1.25), plot, 'cross-entropy', true);
  const perAlpha = plot.width / 2.5;
  expect(start[0]).toBeCloseTo(0.5 * perAlpha, 6);
  expect(landing[0]).toBeCloseTo(1.5 * perAlpha, 6);
  expect(floor?.at[0]).toBeCloseTo((0.5 + 0.8) * perAlpha, 6);
  expect(floor?.beyond).toBe(false);
  expect(floor?.at[1]).toBeGreaterThan(landing[1]);
  expect(landing[1]).toBeGreaterThan(start[1]);
});

test('a floor farther than two steps is named at the right edge', () => {
  const plot = plotOf(328);
  const { floor, words } = layBowl(stepOf(0.25), plot, 'cross-entropy', true);
  expect(floor?.beyond).toBe(true);
  expect(floor?.at[0]).toBe(plot.width);
  expect(words.floor?.text).toBe('floor at 4');
});

test.each([
  ['cross-entropy', 1e-5, '10⁻⁵ nats'],
  ['cross-entropy', 0.9, 'nats'],
  ['cross-entropy', 30_000, '10⁴ nats'],
  ['squared-error', 1e-5, '10⁻⁵'],
  ['squared-error', 0.9, ''],
] as const)('a %s of about %d counts in fitting units with tick labels that differ', (name, loss, unit) => {
  const laid = layBowl(stepOf(1.5, loss / 1000, loss), plotOf(328), name);
  expect(laid.unit).toBe(unit);
  const texts = laid.yTicks.map(({ text }) => text);
  expect(new Set(texts).size).toBe(texts.length);
  for (const text of texts) expect(text.length).toBeLessThan(8);
});

test('every step has all its words at any width, with the parabola and without', () => {
  for (const kappa of [0.05, 0.3, 0.99, 1.5, 1.99, 2.4, 8]) {
    for (let width = 260; width <= 700; width += 20) {
      for (const parabola of [true, false]) {
        const laid = layBowl(stepOf(kappa), plotOf(width), 'squared-error', parabola);
        const { lowest, floor, ...words } = laid.words;
        expect(Object.values(words)).not.toContain(undefined);
        expect([laid.floor !== undefined, floor !== undefined]).toEqual([parabola, parabola]);
        if (!laid.lowest) expect(lowest).toBeUndefined();
      }
    }
  }
});

test('the lowest measured point is marked where it is neither start nor landing', () => {
  const plot = plotOf(700);
  const at = (kappa: number) => layBowl(stepOf(kappa), plot, 'cross-entropy').lowest;
  const perAlpha = plot.width / 2.5;
  expect(at(0.3)?.[0]).toBeCloseTo(plot.width, 6);
  expect(at(1)).toBeUndefined();
  // The floor at 1 / 1.6 is a measured place.
  expect(at(1.6)?.[0]).toBeCloseTo((0.5 + 0.625) * perAlpha, 6);
});

test('both ends have a piece with their slope, the landing none where it was not measured', () => {
  const plot = plotOf(700);
  const pieces = (view: StepView) =>
    [
      ...layBowl(view, plot, 'cross-entropy').slopes.matchAll(/M([\d.-]+),([\d.-]+)L([\d.-]+),([\d.-]+)/g),
    ].map(([, ...ends]) => ends.map(Number));
  const [start, landing] = pieces(stepOf(1.6));
  // Down at the start; up at the landing, six tenths as steep.
  const steepness = ([x0, y0, x1, y1]: number[]) => (y1 - y0) / (x1 - x0);
  expect(steepness(start)).toBeGreaterThan(0);
  expect(steepness(landing) / steepness(start)).toBeCloseTo(-0.6, 6);
  for (const [x0, y0, x1, y1] of [start, landing]) expect(Math.hypot(x1 - x0, y1 - y0)).toBeCloseTo(36, 6);
  expect(pieces({ ...stepOf(1.6), landingSlope: Number.NaN })).toHaveLength(1);
});
