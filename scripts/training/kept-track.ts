/** What steps kept, and where they landed, at the end of the large-step phase and of the run; no more is kept. Pure. */
import { median } from 'd3';
import type { NewRows } from '../../src/runs/run-data';
import { landingPosition } from '../../src/training/probes/kappa';
import { summedUp } from '../../src/training/sweep/job-track';

/** Over the last quarter of the large-step phase ("before") and of the run; NaN where nothing was measured. */
export interface KeptFacts {
  /** Median landing position p. */
  landingBefore: number;
  landingAfter: number;
  /** Share of the measured landings that lie across the floor, p > 1. */
  crossedBefore: number;
  crossedAfter: number;
  /** Share of the promised decrease that was kept on the probe set, 1 - Q. */
  probeKeptBefore: number;
  probeKeptAfter: number;
}

class Part {
  private readonly landings: number[] = [];
  private change = 0;
  private slope = 0;

  constructor(
    private readonly from: number,
    private readonly to: number,
  ) {}

  take({ steps, probes }: NewRows): void {
    const inside = (step: number) => step > this.from && step <= this.to;
    steps?.step.forEach((step, i) => {
      const p = landingPosition(steps.slope[i], steps.landingSlope[i]);
      if (inside(step) && !Number.isNaN(p)) this.landings.push(p);
    });
    probes?.step.forEach((step, i) => {
      if (!inside(step)) return;
      this.change += probes.change[i];
      this.slope += probes.slope[i];
    });
  }

  facts(): { landing: number; crossed: number; probeKept: number } {
    const { landings, change, slope } = this;
    return {
      landing: median(landings) ?? Number.NaN,
      crossed: landings.filter((p) => p > 1).length / landings.length,
      probeKept: change / slope,
    };
  }
}

export class KeptTrack {
  private readonly before: Part;
  private readonly after: Part;

  /** Of a run of so many steps, the first `drop` of them large. */
  constructor(drop: number, steps: number) {
    this.before = new Part((1 - summedUp) * drop, drop);
    this.after = new Part((1 - summedUp) * steps, steps);
  }

  take(rows: NewRows): void {
    this.before.take(rows);
    this.after.take(rows);
  }

  facts(): KeptFacts {
    const [before, after] = [this.before.facts(), this.after.facts()];
    return {
      landingBefore: before.landing,
      landingAfter: after.landing,
      crossedBefore: before.crossed,
      crossedAfter: after.crossed,
      probeKeptBefore: before.probeKept,
      probeKeptAfter: after.probeKept,
    };
  }
}
