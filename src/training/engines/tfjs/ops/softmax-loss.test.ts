/** Losses and gradients of confident scores against float64: what cancels in 32 bits must not be computed so. */
import { type Tensor2D, tensor2d, engine as tfjs, tidy, unregisterKernel } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { startAround, startForTest, testedBackends } from '../testing/start';
import { softmaxLosses } from './softmax-loss';

/** Scores of one example, its label. */
const cases: [number[], number][] = [
  [[20, 8], 0],
  [[30, 15], 0],
  [[8, 20], 1],
  [[20, 8], 1],
  [[5, 5], 0],
  [[0.25, 0], 0],
  [[-3, -2.5, -40], 1],
  [[1, 0.5, 0.9], 2],
  [[100, 84, 85, 84], 0],
  [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 3],
  [[12, 3, 12, -5], 2],
];

/** log(1 + sum of exp(z_c - z_label) over the other classes), in float64. */
function exactLoss(scores: number[], label: number): number {
  const rest = scores.reduce((sum, z, c) => (c === label ? sum : sum + Math.exp(z - scores[label])), 0);
  return Math.log1p(rest);
}

function exactGradient(scores: number[], label: number): number[] {
  const shares = scores.map((z) => 1 / scores.reduce((sum, other) => sum + Math.exp(other - z), 0));
  const wrong = shares.reduce((sum, share, c) => (c === label ? sum : sum + share), 0);
  return shares.map((share, c) => (c === label ? -wrong : share));
}

async function measured(scores: number[], label: number): Promise<{ loss: number; gradient: number[] }> {
  const { value, grads } = tidy(() => {
    const logits = tensor2d([scores]);
    const labels = tensor2d([[label]], [1, 1], 'int32');
    const result = tfjs().gradients(() => softmaxLosses(logits as Tensor2D, labels), [logits]);
    return result;
  });
  const [loss] = await value.data();
  return { loss, gradient: Array.from(await grads[0].data()) };
}

/** A GPU's exp may be wrong by 3 + 2 |x| units in the last place (WGSL 15.7.4). */
function check(scores: number[], label: number, found: Awaited<ReturnType<typeof measured>>): void {
  const spread = Math.max(...scores) - Math.min(...scores);
  const tolerance = 2 ** -23 * (6 + spread / 2);
  const near = (x: number, exact: number) => {
    if (!(Math.abs(x - exact) <= tolerance * Math.abs(exact))) throw new Error(`${x} is not ${exact}`);
  };
  near(found.loss, exactLoss(scores, label));
  const exact = exactGradient(scores, label);
  for (const [c, x] of found.gradient.entries()) near(x, exact[c]);
}

describe.each(testedBackends)('cross-entropy on %s', (backend) => {
  startAround(backend);

  test.each(cases)('of scores %j, label %s', async (scores, label) => {
    check(scores, label, await measured(scores, label));
  });

  test('is not finite where a score is not', async () => {
    for (const scores of [
      [Number.NaN, 1],
      [1, Number.NaN],
      [Number.POSITIVE_INFINITY, 1],
    ]) {
      expect((await measured(scores, 0)).loss).not.toSatisfy(Number.isFinite);
    }
  });
});

describe('cross-entropy composed of stock operations', () => {
  beforeAll(async () => {
    await startForTest('cpu');
    unregisterKernel('TwoRegimesSoftmaxLoss', 'cpu');
    unregisterKernel('TwoRegimesSoftmaxLossGradient', 'cpu');
  });

  test.each(cases)('of scores %j, label %s', async (scores, label) => {
    check(scores, label, await measured(scores, label));
  });
});
