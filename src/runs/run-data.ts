/**
 * The recorded numbers of one run, outside React: steps, evaluations and what is derived from them.
 * Views subscribe and redraw from the columns; nothing here knows who looks.
 */
import type { RunConfig } from '../training/config';
import type { EvaluationColumns, StepColumns } from '../training/protocol';
import { Columns } from './columns';

export const stepNames = [
  'step',
  'learningRate',
  'momentum',
  'batchLoss',
  'gradientNorm',
  'stepNorm',
] as const;
export const evaluationNames = ['step', 'trainLoss', 'trainAccuracy', 'testLoss', 'testAccuracy'] as const;
type Derived = 'smoothedLoss' | 'distance' | 'effectiveRate';

/** Something that happened at a step and changed the run: a change of the schedule, a resumed checkpoint. */
export interface RunEvent {
  step: number;
  kind: 'reconfigured' | 'resumed';
  text: string;
}

export class RunData {
  readonly steps = new Columns<(typeof stepNames)[number]>(stepNames);
  readonly evaluations = new Columns<(typeof evaluationNames)[number]>(evaluationNames);
  /**
   * smoothedLoss: running mean of the batch loss; distance: sum of learning rates up to the step (eta*t);
   * effectiveRate: eta/(1-mu).
   */
  readonly derived = new Columns<Derived>(['smoothedLoss', 'distance', 'effectiveRate']);
  readonly events: RunEvent[] = [];
  private readonly listeners = new Set<() => void>();

  constructor(
    public config: RunConfig,
    readonly stepsPerEpoch: number,
  ) {}

  append(steps: StepColumns, evaluations: EvaluationColumns): void {
    this.steps.append(steps);
    this.evaluations.append(evaluations);
    this.derive();
    this.changed();
  }

  /** Forgets everything after `step`, when a run goes on from an earlier checkpoint. */
  truncateAfter(step: number): void {
    this.steps.truncate(countUpTo(this.steps.get('step'), step));
    this.evaluations.truncate(countUpTo(this.evaluations.get('step'), step));
    this.derived.truncate(this.steps.length);
    this.changed();
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  changed(): void {
    for (const listener of this.listeners) listener();
  }

  /** Exponential mean with the weight of about half an epoch, corrected at the start like a plain mean. */
  private derive(): void {
    const from = this.derived.length;
    const loss = this.steps.get('batchLoss');
    const rate = this.steps.get('learningRate');
    const momentum = this.steps.get('momentum');
    const memory = Math.max(4, Math.min(100, this.stepsPerEpoch / 2));
    const smoothed = new Float64Array(loss.length - from);
    const distance = new Float64Array(loss.length - from);
    const effectiveRate = new Float64Array(loss.length - from);
    let mean = this.derived.last('smoothedLoss') ?? 0;
    let sum = this.derived.last('distance') ?? 0;
    for (let i = from; i < loss.length; i++) {
      mean += (loss[i] - mean) / Math.min(i + 1, memory);
      sum += rate[i];
      smoothed[i - from] = mean;
      distance[i - from] = sum;
      effectiveRate[i - from] = rate[i] / (1 - momentum[i]);
    }
    this.derived.append({ smoothedLoss: smoothed, distance, effectiveRate });
  }
}

/** Number of leading entries not above `limit` in an ascending array. */
function countUpTo(ascending: Float64Array, limit: number): number {
  let count = ascending.length;
  while (count > 0 && ascending[count - 1] > limit) count--;
  return count;
}
