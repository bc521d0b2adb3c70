/**
 * What probes may ask of an engine about the loss around the last step: values and derivatives, never a
 * change. s = w(t+1) - w(t) is the step the engine was told to remember; P is the probe set, a fixed part of
 * the training set. Batch normalization uses each set's own statistics and leaves the running ones alone.
 */

/** The mini-batch of the remembered step, or the probe set. */
export type ExampleSet = 'batch' | 'probe';

export interface LossSurface {
  /** Number of trainable numbers: the length of a direction. */
  readonly parameters: number;
  /** Examples in the mini-batch of the remembered step; the last of an epoch may be smaller. */
  readonly batchSize: number;
  /** Mean losses at w(t) + alpha s, one for each alpha: 0 is before the step, 1 after it. A forward pass each. */
  alongStep(set: ExampleSet, alphas: readonly number[]): Promise<Float64Array>;
  /** Gradient of the mini-batch's mean loss at w(t+1), times s. One gradient. */
  landingSlope(): Promise<number>;
  /** Mean loss of the probe set at w(t), and of its gradient G there: G . s and |G|^2. One gradient. */
  start(): Promise<{ loss: number; slope: number; square: number }>;
  /** Mean losses of the probe set at w(t+1) - rate G, G its gradient there. One gradient and a pass each. */
  alongGradient(rates: readonly number[]): Promise<Float64Array>;
  /** Hessian of the probe set's mean loss at w(t+1), times a direction. Exact; costs about three gradients. */
  hessianProduct(direction: Float32Array): Promise<Float32Array>;
  /** Euclidean distance of w(t+1) from the weights at step 0. */
  distance(): Promise<number>;
  /** The remembered step's batch: its size, up to `most` of its examples, and its gradient layer by layer. */
  batch(most: number): Promise<BatchView>;
}

export interface BatchView {
  size: number;
  inputs: Float32Array<ArrayBuffer>;
  labels: Int32Array<ArrayBuffer>;
  /** Shape of one example. */
  shape: number[];
  layers: { name: string; gradientNorm: number }[];
}
