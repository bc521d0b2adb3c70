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

  constructor(
    private readonly engine: Engine,
    private readonly outbox: MetricsOutbox,
    private readonly config: Pick<RunConfig, 'seed' | 'batchSize'>,
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
    if (every > 0 && (step === stepsPerEpoch || step % every === 0)) {
      const rate = columns.learningRate[last];
      const { eigenvalues } = this.settings;
      this.outbox.addCurvature(await this.curvature.measure(surface, eigenvalues, step, rate));
    }
  }

  private get curvatureSteps(): number {
    return Math.ceil(this.settings.curvatureEvery / this.config.batchSize);
  }
}

const stepsUntil = (every: number, step: number) =>
  every > 0 ? every - (step % every) : Number.POSITIVE_INFINITY;
