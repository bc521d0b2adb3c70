/**
 * Collects rows and sends them as one event at a time: while one is unacknowledged, rows pile up here, so a
 * slow page loses no point and grows no queue.
 */
import type { Evaluation } from './engines/engine';
import type { EvaluationColumns, StepColumns, TrainingEvent } from './protocol';

const noEvaluations = () => ({
  step: [] as number[],
  trainLoss: [] as number[],
  trainAccuracy: [] as number[],
  testLoss: [] as number[],
  testAccuracy: [] as number[],
});

export class MetricsOutbox {
  private waiting: StepColumns[] = [];
  private evaluations = noEvaluations();
  private sequence = 0;
  private inFlight = false;

  constructor(
    private readonly run: number,
    private readonly post: (event: TrainingEvent, transfer?: Transferable[]) => void,
  ) {}

  steps(columns: StepColumns): void {
    this.waiting.push(columns);
  }

  evaluation(step: number, train: Evaluation, test: Evaluation): void {
    this.evaluations.step.push(step);
    this.evaluations.trainLoss.push(train.loss);
    this.evaluations.trainAccuracy.push(train.accuracy);
    this.evaluations.testLoss.push(test.loss);
    this.evaluations.testAccuracy.push(test.accuracy);
  }

  /** Sends what is there unless an event is still on its way. */
  flush(): void {
    if (this.inFlight || (this.waiting.length === 0 && this.evaluations.step.length === 0)) return;
    const steps = joined(this.waiting);
    const evaluations = Object.fromEntries(
      Object.entries(this.evaluations).map(([name, values]) => [name, Float32Array.from(values)]),
    ) as unknown as EvaluationColumns;
    this.waiting = [];
    this.evaluations = noEvaluations();
    this.inFlight = true;
    const buffers = [...Object.values(steps), ...Object.values(evaluations)].map((each) => each.buffer);
    this.post({ kind: 'metrics', run: this.run, sequence: ++this.sequence, steps, evaluations }, buffers);
  }

  acknowledge(sequence: number): void {
    if (sequence !== this.sequence) return;
    this.inFlight = false;
    this.flush();
  }
}

function joined(parts: readonly StepColumns[]): StepColumns {
  const names = ['step', 'learningRate', 'momentum', 'batchLoss', 'gradientNorm', 'stepNorm'] as const;
  const total = parts.reduce((sum, part) => sum + part.step.length, 0);
  const result = Object.fromEntries(
    names.map((name) => [name, new Float32Array(total)]),
  ) as unknown as StepColumns;
  let at = 0;
  for (const part of parts) {
    for (const name of names) result[name].set(part[name], at);
    at += part.step.length;
  }
  return result;
}
