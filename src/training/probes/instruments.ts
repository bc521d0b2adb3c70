/** Which step is measured how: asks the probes when they are due and sends what they found. */
import type { RunConfig } from '../config';
import type { Engine } from '../engines/engine';
import type { MetricsOutbox } from '../outbox';
import type { StepColumns } from '../protocol';
import { Curvature } from './curvature';
import { readProbeSet } from './probe-set';
import type { ProbeSettings } from './settings';

export class Instruments {
  private readonly curvature: Curvature;
  /** Of the last measured steps, which landed higher than they started; and whether most of them did. */
  private landed: boolean[] = [];
  private climbing = false;

  constructor(
    private readonly engine: Engine,
    private readonly outbox: MetricsOutbox,
    private readonly config: Pick<RunConfig, 'seed' | 'batchSize' | 'epochs'>,
    public settings: ProbeSettings,
  ) {
    this.curvature = new Curvature(config.seed);
  }

  /** Steps after `step` until the next one that must be the last of its batch. */
  stepsUntilDue(step: number): number {
    return Math.min(stepsUntil(this.settings.probeEvery, step), stepsUntil(this.curvatureSteps, step));
  }

  /** The engine must remember this step. */
  isDue(step: number): boolean {
    const { probeEvery } = this.settings;
    return probeEvery > 0 && step % probeEvery === 0;
  }

  /** Measures what is due after `step`, whose numbers are the last row of `columns`. */
  async measure(step: number, columns: StepColumns): Promise<void> {
    const last = columns.step.length - 1;
    const { surface, stepsPerEpoch } = this.engine;
    if (this.isDue(step)) {
      this.outbox.addProbe(await readProbeSet(surface, step, columns.gradientNorm[last]));
    }
    const every = this.curvatureSteps;
    const climbs = this.beginsToClimb(columns);
    if (every > 0 && (climbs || step === stepsPerEpoch || step % every === 0)) {
      const rate = columns.learningRate[last];
      const { eigenvalues } = this.settings;
      this.outbox.addCurvature(await this.curvature.measure(surface, eigenvalues, step, rate));
    }
  }

  /** Short runs are measured more often, so that there is a line to see; but never so often that it rules the time. */
  private get curvatureSteps(): number {
    const { curvatureEvery } = this.settings;
    if (curvatureEvery === 0) return 0;
    const { batchSize, epochs } = this.config;
    const examples = epochs * this.engine.stepsPerEpoch * batchSize;
    const bounded = Math.max(leastEvery, examples / wantedReadings);
    return Math.ceil(Math.min(curvatureEvery, bounded, examples / leastReadings) / batchSize);
  }

  /** Steps have begun to land higher than they started: whether curvature falls meanwhile tells a catapult. */
  private beginsToClimb({ slope, lossChange }: StepColumns): boolean {
    const before = this.climbing;
    lossChange.forEach((change, i) => {
      if (Number.isNaN(change)) return;
      this.landed.push(change > 0 && slope[i] < 0);
      if (this.landed.length > lookedAt) this.landed.shift();
    });
    this.climbing = this.landed.filter(Boolean).length > lookedAt / 2;
    return this.climbing && !before;
  }
}

/** Readings of the curvature in a run, where `leastEvery` examples lie between two; and at least. */
const wantedReadings = 6;
const leastReadings = 3;
const leastEvery = 24_000;
/** Measured steps that are looked at together for a climb, as in `regime/events.ts`. */
const lookedAt = 5;

const stepsUntil = (every: number, step: number) =>
  every > 0 ? every - (step % every) : Number.POSITIVE_INFINITY;
