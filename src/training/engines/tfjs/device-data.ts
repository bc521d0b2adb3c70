/** What a network learns from, on the device: both splits, and the batch of every step. */
import { dispose, keep, type Tensor1D, type Tensor2D, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import type { Dataset, Split } from '../../data/dataset';
import { sizeOf } from '../../models/model';
import { randomStream } from '../../random';
import type { SplitName } from '../engine';
import { batchRows } from './ops/batch-rows';

export interface DeviceSplit {
  inputs: Tensor2D;
  labels: Tensor2D;
  /** The same labels where they can be read. */
  targets: Int32Array<ArrayBuffer>;
}

export interface Examples {
  inputs: Tensor2D;
  labels: Tensor2D;
}

export class DeviceData {
  readonly splits: Record<SplitName, DeviceSplit>;
  private order: { epoch: number; indices: Tensor1D } | undefined;
  private readonly weights = new Map<number, Tensor1D>();

  constructor(
    { train, test, inputShape }: Dataset,
    private readonly batchSize: number,
    private readonly seed: number,
  ) {
    const width = sizeOf(inputShape);
    this.splits = { train: onDevice(train, width), test: onDevice(test, width) };
  }

  get trainSize(): number {
    return this.splits.train.targets.length;
  }

  get stepsPerEpoch(): number {
    return Math.ceil(this.trainSize / this.batchSize);
  }

  /** `count` examples of the training set that the seed alone decides; the caller frees them. */
  probeSet(count: number): Examples {
    const chosen = randomStream(this.seed, 'probes').permutation(this.trainSize);
    const order = tensor1d(chosen.slice(0, count), 'int32');
    const probe = this.rows(order, 0, Math.min(count, this.trainSize));
    order.dispose();
    return probe;
  }

  /** The examples of a step, from 1; the caller frees them. */
  batchOf(step: number): Examples {
    const order = this.orderOf(Math.floor((step - 1) / this.stepsPerEpoch));
    const offset = ((step - 1) % this.stepsPerEpoch) * this.batchSize;
    return this.rows(order, offset, Math.min(this.batchSize, this.trainSize - offset));
  }

  /** Weight 1/count of each example's loss in the mean of so many; kept here. */
  meanWeights(count: number): Tensor1D {
    const known = this.weights.get(count) ?? keep(tensor1d(new Float32Array(count).fill(1 / count)));
    this.weights.set(count, known);
    return known;
  }

  dispose(): void {
    for (const { inputs, labels } of Object.values(this.splits)) dispose([inputs, labels]);
    this.order?.indices.dispose();
    dispose([...this.weights.values()]);
  }

  private rows(order: Tensor1D, offset: number, count: number): Examples {
    const { inputs, labels } = this.splits.train;
    return {
      inputs: batchRows(inputs, order, offset, count),
      labels: batchRows(labels, order, offset, count),
    };
  }

  /** The examples' order in an epoch. */
  private orderOf(epoch: number): Tensor1D {
    if (this.order?.epoch !== epoch) {
      this.order?.indices.dispose();
      const permutation = randomStream(this.seed, 'order', epoch).permutation(this.trainSize);
      this.order = { epoch, indices: keep(tensor1d(permutation, 'int32')) };
    }
    return this.order.indices;
  }
}

function onDevice({ inputs, labels }: Split, width: number): DeviceSplit {
  return {
    inputs: tensor2d(inputs, [labels.length, width]),
    labels: tensor2d(labels, [labels.length, 1], 'int32'),
    targets: labels,
  };
}
