/** Squared error, its gradient and the product with its Hessian against their closed forms in float64. */
import {
  mul,
  sum,
  type Tensor2D,
  tensor1d,
  tensor2d,
  engine as tfjs,
  tidy,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { startAround, startForTest, testedBackends } from '../testing/start';
import { squaredLosses } from './squared-loss';

/** Scores of one example, its label. */
const cases: [number[], number][] = [
  [[0, 0, 0], 1],
  [[0.25, 0.5], 0],
  [[1, 0, 0, 0], 0],
  [[1.0001, -0.0002, 0.0003], 0],
  [[3, -2.5, 40], 1],
  [[0.1, 0.2, 0.3, 0.1, 0, 0, 0.1, 0.1, 0, 0.1], 9],
];
const direction = (c: number) => Math.sin(c + 1);
/** Weights of two equal examples in the loss that is differentiated. */
const weights = [0.25, 2];

/** All of it for two examples with the same scores: losses, gradient, and the gradient of gradient times direction. */
async function measured(scores: number[], label: number) {
  const [losses, gradient, product] = tidy(() => {
    const logits = tensor2d([scores, scores]) as Tensor2D;
    const labels = tensor2d([[label], [label]], [2, 1], 'int32');
    const along = tensor2d([scores, scores].map((row) => row.map((_, c) => direction(c))));
    const dy = tensor1d(weights);
    const first = () => tfjs().gradients(() => squaredLosses(logits, labels), [logits], dy);
    const { value, grads } = first();
    const second = tfjs().gradients(() => sum(mul(first().grads[0], along)), [logits], undefined, true);
    return [value, grads[0], second.grads[0]];
  });
  const [l, g, h] = await Promise.all([losses.data(), gradient.data(), product.data()]);
  return { losses: [...l], gradient: [...g], product: [...h] };
}

function check(scores: number[], label: number, found: Awaited<ReturnType<typeof measured>>): void {
  const off = Array.from(Float32Array.from(scores), (z, c) => z - (c === label ? 1 : 0));
  const loss = off.reduce((sum, x) => sum + x * x, 0) / 2;
  const near = (values: number[], exact: number[]) => {
    expect(values).toHaveLength(exact.length);
    values.forEach((x, i) => {
      expect(Math.abs(x - exact[i])).toBeLessThanOrEqual(2 ** -21 * Math.abs(exact[i]));
    });
  };
  near(found.losses, [loss, loss]);
  const each = (value: (x: number, c: number) => number) =>
    weights.flatMap((weight) => off.map((x, c) => weight * value(x, c)));
  near(
    found.gradient,
    each((x) => x),
  );
  near(
    found.product,
    each((_, c) => direction(c)),
  );
}

describe.each(testedBackends)('squared error on %s', (backend) => {
  startAround(backend);

  test.each(cases)('of scores %j, label %s', async (scores, label) => {
    check(scores, label, await measured(scores, label));
  });

  test('is not finite where a score is not', async () => {
    for (const scores of [
      [Number.NaN, 1],
      [Number.POSITIVE_INFINITY, 1],
    ]) {
      expect((await measured(scores, 0)).losses[0]).not.toSatisfy(Number.isFinite);
    }
  });
});

describe('squared error composed of stock operations', () => {
  beforeAll(async () => {
    await startForTest('cpu');
    unregisterKernel('TwoRegimesSquaredLoss', 'cpu');
    unregisterKernel('TwoRegimesSquaredLossGradient', 'cpu');
  });

  test.each(cases)('of scores %j, label %s', async (scores, label) => {
    check(scores, label, await measured(scores, label));
  });
});
