/**
 * Checkpoints of a run on a grid that thins as it grows: from any of them any later step can be taken again,
 * bit for bit, so a thin grid is enough.
 */
import type { Checkpoint } from './protocol';

export class CheckpointHistory {
  private kept: Checkpoint[] = [];
  private spacing = 1;

  /** At most so many checkpoints and bytes; the first and the newest always stay. */
  constructor(
    private readonly most = 64,
    private readonly mostBytes = 48 * 2 ** 20,
  ) {}

  /** Whether a checkpoint after so many epochs would be kept. */
  wants(epoch: number): boolean {
    return epoch % this.spacing === 0;
  }

  /** Adds the checkpoint of a later step than all before. */
  add(checkpoint: Checkpoint): void {
    this.kept = [...this.kept.filter(({ step }) => step < checkpoint.step), checkpoint];
    while (this.kept.length > 2 && (this.kept.length > this.most || this.bytes > this.mostBytes)) {
      this.spacing *= 2;
      this.kept = this.kept.filter((_, i) => i % 2 === 0 || i === this.kept.length - 1);
    }
  }

  /** The last checkpoint at or before `step`. */
  before(step: number): Checkpoint | undefined {
    return this.kept.findLast((each) => each.step <= step);
  }

  /** Ascending by step. */
  get all(): Checkpoint[] {
    return this.kept;
  }

  get bytes(): number {
    return this.kept.reduce(
      (total, { tensors }) => total + tensors.reduce((sum, each) => sum + each.byteLength, 0),
      0,
    );
  }

  get size(): number {
    return this.kept.length;
  }
}
