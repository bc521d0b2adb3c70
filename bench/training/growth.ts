/** How the cost of a network-step in the fused kernels grows with the width, the batch, and networks side by side. */
import type { Dataset } from '../../src/training/data/dataset';
import { type Contestant, work } from './contestant';
import { manyNetworks, type Networks } from './many-networks';
import type { Pace } from './race';
import { inTurns } from './turns';

export type Axis = 'width' | 'batch' | 'networks';

export interface GrowthPoint extends Networks {
  axis: Axis;
  /** Milliseconds of one step of one network, or why it was not measured. */
  ms?: number;
  error?: string;
}

/** A processor is full with a few networks, a graphics card is not with 256. */
function pointsOf(software: boolean): GrowthPoint[] {
  const base = { count: 1, width: work.sizes[1], batch: work.batchSize };
  const counts = [1, 4, 16, 64, 256, ...(software ? [] : [1024])];
  return [
    ...[25, 50, 100, 200].map((width) => ({ axis: 'width' as const, ...base, width })),
    ...[8, 32, 128].map((batch) => ({ axis: 'batch' as const, ...base, batch })),
    ...counts.map((count) => ({ axis: 'networks' as const, ...base, count })),
  ];
}

/** The current tfjs backend is webgpu. Points of one axis take turns. */
export async function growth(dataset: Dataset, software: boolean, pace: Pace): Promise<GrowthPoint[]> {
  const points = pointsOf(software);
  for (const axis of ['width', 'batch', 'networks'] as const) {
    const running = new Map<GrowthPoint, Contestant>();
    for (const point of points.filter((each) => each.axis === axis)) {
      await manyNetworks(point, dataset, software).then(
        (contestant) => running.set(point, contestant),
        (error: Error) => {
          point.error = error.message;
        },
      );
    }
    const speeds = await inTurns(running, pace.turns, pace.turnMs);
    for (const [point, speed] of speeds) {
      if (speed instanceof Error) point.error = speed.message;
      else point.ms = 1000 / speed;
      running.get(point)?.dispose();
    }
  }
  return points;
}
