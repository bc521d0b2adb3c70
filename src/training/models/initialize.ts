/** First values of the parameters. Pure: the same numbers on every backend. */
import type { Initialization } from '../initializations/initialization';
import { type InitializationName, initializations } from '../initializations/registry';
import { randomStream } from '../random';
import { type ParameterSpec, sizeOf } from './model';

/** One array per spec, in order: weights by rule, times `scale`. Batch-norm scales start at 1 and their shifts at 0. */
export function initialize(
  specs: readonly ParameterSpec[],
  rule: InitializationName,
  scale: number,
  seed: number,
): Float32Array<ArrayBuffer>[] {
  const random = randomStream(seed, 'init');
  const { draw, biases }: Initialization = initializations.of(rule);
  return specs.map((spec) => {
    const values = new Float32Array(sizeOf(spec.shape));
    if (spec.role === 'scale') return values.fill(1);
    if (spec.role === 'shift' || (spec.role === 'bias' && !biases)) return values;
    const next = draw(spec, random);
    return values.map(() => scale * next());
  });
}
