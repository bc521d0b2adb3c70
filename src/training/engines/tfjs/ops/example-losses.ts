/** Each loss as an operation. A new one is a kernel and a line here. */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { LossName } from '../../../fields';
import { softmaxLosses } from './softmax-loss';
import { squaredLosses } from './squared-loss';

/** Loss of each example [batch] from scores [batch, classes] and int32 labels [batch, 1]; differentiable twice. */
export type ExampleLosses = (logits: Tensor2D, labels: Tensor2D) => Tensor1D;

export const exampleLosses: Record<LossName, ExampleLosses> = {
  'cross-entropy': softmaxLosses,
  'squared-error': squaredLosses,
};
