/** The least that a step of one network can cost, whoever takes it. */
import { work } from './contestant';

/** Inputs, two hidden layers of `width`, outputs. */
const sizesOf = (width: number) => [work.sizes[0], width, width, work.sizes[3]];
const pairs = (sizes: number[]) => sizes.slice(1).map((outputs, i) => [sizes[i], outputs] as const);

/**
 * Additions and multiplications of the matrix products: outputs, gradients of the weights, and gradients of what every
 * layer but the first reads. Biases, ReLU, softmax and the update are left out: about 3 % more.
 */
export function operationsOf({ width, batch }: { width: number; batch: number }): number {
  const products = pairs(sizesOf(width)).map(([inputs, outputs]) => inputs * outputs);
  const all = products.reduce((sum, product) => sum + product, 0);
  return 2 * batch * (3 * all - products[0]);
}

/**
 * Bytes between a network's memory and where it computes, at least: every weight and bias read once and written once,
 * inputs and labels of the batch read, 4 bytes each. What lies between the layers, gradients and results counts
 * nothing, though kernels may well write and read it; so the share of a copy's speed is a lower bound of the traffic.
 */
export function bytesOf({ width, batch }: { width: number; batch: number }): number {
  const parameters = pairs(sizesOf(width)).reduce(
    (sum, [inputs, outputs]) => sum + (inputs + 1) * outputs,
    0,
  );
  return 4 * (2 * parameters + batch * (work.sizes[0] + 1));
}
