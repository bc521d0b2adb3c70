/** First values of the parameters. Pure: the same numbers on every backend. */
import type { Initialization } from '../fields';
import { type RandomStream, randomStream } from '../random';
import { type ParameterSpec, sizeOf } from './model';

/**
 * One array per spec, in order. Weights by rule, times `scale`:
 *  - pytorch: uniform in +-1/sqrt(fanIn) for weights and biases (the default of torch.nn.Linear and Conv);
 *  - he: normal with variance 2/fanIn, biases 0 (He et al. 2015);
 *  - glorot: uniform in +-sqrt(6/(fanIn + fanOut)), biases 0 (Glorot & Bengio 2010).
 * Batch-norm scales start at 1 and their shifts at 0.
 */
export function initialize(
  specs: readonly ParameterSpec[],
  rule: Initialization,
  scale: number,
  seed: number,
): Float32Array<ArrayBuffer>[] {
  const random = randomStream(seed, 'init');
  return specs.map((spec) => {
    const values = new Float32Array(sizeOf(spec.shape));
    if (spec.role === 'scale') return values.fill(1);
    const draw = drawer(rule, spec, random);
    if (draw) for (let i = 0; i < values.length; i++) values[i] = scale * draw();
    return values;
  });
}

function drawer(rule: Initialization, spec: ParameterSpec, random: RandomStream): (() => number) | undefined {
  const uniform = (bound: number) => () => bound * (2 * random.uniform() - 1);
  if (spec.role === 'shift') return undefined;
  if (rule === 'pytorch') return uniform(1 / Math.sqrt(spec.fanIn));
  if (spec.role === 'bias') return undefined;
  if (rule === 'glorot') return uniform(Math.sqrt(6 / (spec.fanIn + spec.fanOut)));
  return () => random.normal() * Math.sqrt(2 / spec.fanIn);
}
