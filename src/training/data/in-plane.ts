/** Data with two inputs, which can be drawn in the plane. */
import type { DataSource } from './dataset';
import { type DatasetName, datasets } from './registry';

export const isInPlane = (shape: readonly number[]): boolean => shape.length === 1 && shape[0] === 2;

/** Of data that says its shape itself, only what loads it finds out. */
export function mayBeInPlane(dataset: DatasetName): boolean {
  const { inputShape }: DataSource = datasets.of(dataset);
  return !inputShape || isInPlane(inputShape);
}
