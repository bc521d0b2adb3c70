/**
 * Looking at a run beside its training: one step under the microscope, or the classes in the plane, now or at any
 * step before. Earlier steps are taken again from the checkpoint before them; afterwards the engine is where it
 * was, bit for bit.
 */
import type { CheckpointHistory } from './checkpoint-history';
import type { Engine } from './engines/engine';
import type { LossName } from './fields';
import { losses } from './losses/registry';
import { valleyOf, viewStep } from './probes/step-view';
import type { PlaneGrid, Regions, StepColumns, TrainingEvent, Valley } from './protocol';
import type { Rates } from './schedules/schedule';

/** Share of the time that watching step after step may take. */
const mostShare = 0.1;
/** Steps that are taken again in one go. */
const stride = 500;

export class Looking {
  /** The step to be viewed: one that was taken, or the next of a running run. */
  private step: number | 'latest' | undefined;
  private restsUntil = 0;
  private plane: { step: number | 'latest'; grid: PlaneGrid } | undefined;
  /** The last steps whose valleys are wanted. */
  private valleys = 0;

  constructor(
    private readonly run: number,
    private readonly engine: Engine,
    private readonly loss: LossName,
    private readonly history: CheckpointHistory,
    private readonly ratesAfter: (step: number, count: number) => Rates[],
    private readonly post: (event: TrainingEvent, transfer?: Transferable[]) => void,
  ) {}

  /** The next step that is taken has to be remembered, and to be given to `view`. */
  get wantsNext(): boolean {
    return this.step === 'latest' && performance.now() >= this.restsUntil;
  }

  askForStep(step: number | 'latest'): void {
    this.step = step;
  }

  askForValleys(steps: number): void {
    this.valleys = steps;
  }

  askForRegions(step: number | 'latest', grid: PlaneGrid): void {
    this.plane = { step, grid };
  }

  /** Shows the last of some steps that were just taken. */
  async view(columns: StepColumns): Promise<void> {
    // Somebody may have asked for another step meanwhile.
    if (this.step === 'latest') this.step = undefined;
    const began = performance.now();
    this.post({ kind: 'step-view', run: this.run, view: await viewStep(this.engine.surface, columns) });
    const now = performance.now();
    this.restsUntil = now + (now - began) * (1 / mostShare - 1);
  }

  /** Answers what was asked for and does not need a step to come; `present` is the last step taken. */
  async answer(present: number): Promise<void> {
    const { step, plane, valleys } = this;
    this.plane = undefined;
    this.valleys = 0;
    if (plane?.step === 'latest' || plane?.step === present) await this.showRegions(present, plane.grid);
    const past = plane && typeof plane.step === 'number' && plane.step < present ? plane.step : undefined;
    const viewed = typeof step === 'number' && step >= 1 && step <= present ? step : undefined;
    if (typeof step === 'number') this.step = undefined;
    const first = valleys > 0 && present > 0 ? Math.max(0, present - valleys) : undefined;
    if (past === undefined && viewed === undefined && first === undefined) return;
    const back = await this.engine.snapshot(present);
    if (plane && past !== undefined) {
      await this.takeAgain(past);
      await this.showRegions(past, plane.grid);
    }
    if (viewed !== undefined) {
      await this.takeAgain(viewed - 1);
      const plan = { firstStep: viewed, rates: this.ratesAfter(viewed - 1, 1), remember: true };
      await this.view(await this.engine.advance(plan));
    }
    if (first !== undefined) await this.showValleys(first, present);
    await this.engine.restore(back);
  }

  /** Takes the steps after `first` up to `last` again, each by itself. */
  private async showValleys(first: number, last: number): Promise<void> {
    const valleys: Valley[] = [];
    await this.takeAgain(first);
    for (let step = first + 1; step <= last; step++) {
      const plan = { firstStep: step, rates: this.ratesAfter(step - 1, 1), remember: true };
      valleys.push(await valleyOf(this.engine.surface, await this.engine.advance(plan)));
    }
    this.post({ kind: 'valleys', run: this.run, valleys });
  }

  /**
   * Brings the engine to where it was after `step`, from the checkpoint before. Resolves to that checkpoint's step
   * and the batch losses of the steps after it; `onProgress` hears the share of them that was taken.
   */
  async takeAgain(
    step: number,
    onProgress: (fraction: number) => void = () => {},
  ): Promise<{ from: number; losses: Float32Array<ArrayBuffer> }> {
    const from = this.history.before(step);
    if (!from) throw new Error(`No checkpoint is kept before step ${step}.`);
    await this.engine.restore(from);
    const losses = new Float32Array(step - from.step);
    for (let at = from.step; at < step; at += stride) {
      const count = Math.min(stride, step - at);
      onProgress((at - from.step) / losses.length);
      // Last, so that the page waits for long work: whatever it hears ends that.
      this.post({ kind: 'busy', run: this.run });
      const rates = this.ratesAfter(at, count);
      const { batchLoss } = await this.engine.advance({ firstStep: at + 1, rates });
      losses.set(batchLoss, at - from.step);
    }
    return { from: from.step, losses };
  }

  private async showRegions(step: number, grid: PlaneGrid): Promise<void> {
    const regions = await regionsOf(this.engine, this.loss, step, grid);
    const transfer = [regions.classes.buffer, regions.certainty.buffer];
    this.post({ kind: 'regions', run: this.run, regions }, transfer);
  }
}

async function regionsOf(engine: Engine, loss: LossName, step: number, grid: PlaneGrid): Promise<Regions> {
  const { size, low, high } = grid;
  const at = (i: number) => low + ((i + 0.5) / size) * (high - low);
  const points = new Float32Array(2 * size * size);
  for (let i = 0; i < size * size; i++) {
    points[2 * i] = at(i % size);
    points[2 * i + 1] = at(Math.floor(i / size));
  }
  const scores = await engine.scores(points);
  const classes = new Uint8Array(size * size);
  const certainty = new Float32Array(size * size);
  const width = scores.length / classes.length;
  for (let i = 0; i < classes.length; i++) {
    const row = scores.subarray(i * width, (i + 1) * width);
    const best = row.reduce((most, score, c) => (score > row[most] ? c : most), 0);
    classes[i] = best;
    certainty[i] = losses.of(loss).certainty(row);
  }
  return { step, grid, classes, certainty };
}
