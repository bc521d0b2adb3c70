import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StepView } from '../../training/protocol';
import { plotOf } from './Axes';
import { layBowl } from './bowl-layout';

const alphas = [-0.5, -0.25, 0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

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
    gradientNorm: 1,
    stepNorm: 0.4,
    alphas,
    losses: alphas.map(phi),
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
  losses: fc.array(anyLoss, { minLength: 11, maxLength: 11 }),
  slope: fc.oneof(fc.double({ min: -5, max: 5, noNaN: true }), fc.constantFrom(Number.NaN, 0, -1e30)),
  width: fc.integer({ min: 260, max: 700 }),
});

test('whatever the losses are, every number drawn is one, and words stay apart and inside', () => {
  fc.assert(
    fc.property(anyStep, ({ losses, slope, width }) => {
      const view = { ...stepOf(1), losses, lossBefore: losses[2], lossAfter: losses[6], slope };
      const plot = plotOf(width);
      const laid = layBowl(view, plot, 'cross-entropy');
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
  const { start, landing, floor } = layBowl(stepOf(1.25), plot, 'cross-entropy');
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
  const { floor, words } = layBowl(stepOf(0.25), plot, 'cross-entropy');
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

test('every step has all its words at any width', () => {
  for (const kappa of [0.05, 0.3, 0.99, 1.5, 1.99, 2.4, 8]) {
    for (let width = 260; width <= 700; width += 20) {
      expect(Object.values(layBowl(stepOf(kappa), plotOf(width), 'squared-error').words)).not.toContain(
        undefined,
      );
    }
  }
});
