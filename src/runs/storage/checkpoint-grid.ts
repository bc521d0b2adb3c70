/** Which checkpoints of a run are kept: a grid that thins as it grows, and the newest. Pure. */
import type { Checkpoint } from '../../training/protocol';

/** What is known of a checkpoint without its tensors. */
export interface GridPoint {
  step: number;
  /** Of its tensors. */
  bytes: number;
  /** One of the grid; otherwise it only stays until there is a later one. */
  lasting: boolean;
}

/** What is kept of one run, as much as the page holds of it in memory. */
const mostCheckpoints = 48;
const mostCheckpointBytes = 10 * 2 ** 20;

export function checkpointBytes({ tensors }: Checkpoint): number {
  return tensors.reduce((sum, { byteLength }) => sum + byteLength, 0);
}

/** Ascending, one per step: the last given one, which is lasting if any of that step is. */
export function inOrder<T extends GridPoint>(points: readonly T[]): T[] {
  const byStep = new Map<number, T>();
  for (const point of points) {
    const lasting = point.lasting || byStep.get(point.step)?.lasting === true;
    byStep.set(point.step, { ...point, lasting });
  }
  return [...byStep.values()].sort((a, b) => a.step - b.step);
}

/** Without those that a later point made needless. */
export function withoutOutdated<T extends GridPoint>(ascending: readonly T[]): T[] {
  return ascending.filter(({ lasting }, i) => lasting || i === ascending.length - 1);
}

/**
 * Within the limits: as long as there are too many, the one whose neighbours are closest to each other goes. The
 * first and the newest always stay.
 */
export function thinned<T extends GridPoint>(
  ascending: readonly T[],
  most = mostCheckpoints,
  mostBytes = mostCheckpointBytes,
): T[] {
  const kept = [...ascending];
  let bytes = kept.reduce((sum, point) => sum + point.bytes, 0);
  while (kept.length > 2 && (kept.length > most || bytes > mostBytes)) {
    const gap = (i: number) => kept[i + 1].step - kept[i - 1].step;
    let least = 1;
    for (let i = 2; i < kept.length - 1; i++) if (gap(i) < gap(least)) least = i;
    bytes -= kept[least].bytes;
    kept.splice(least, 1);
  }
  return kept;
}
