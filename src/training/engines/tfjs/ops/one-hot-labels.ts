import { oneHot, reshape, type Tensor } from '@tensorflow/tfjs-core';

/** 1 for the right class and 0 for the others, [batch, classes], from int32 labels [batch, 1]. */
export function oneHotLabels(labels: Tensor, classes: number): Tensor {
  return reshape(oneHot(reshape(labels, [-1]), classes, 1, 0, 'float32'), [-1, classes]);
}
