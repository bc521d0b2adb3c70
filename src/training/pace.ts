/** How fast a run goes: the size of the next batch of steps, the speed shown, and what measuring costs. */

/** A batch of steps should last about this long: short enough to stop at once, long enough to waste nothing. */
const targetMs = 40;
const mostSteps = 512;
/** A step above this is announced before it is taken. */
const slowMs = 1000;
/** Memory of the averages. */
const memoryMs = 1500;

export class Pace {
  /** Steps to take at once. */
  batch = 1;
  /** A step takes long, or none was taken yet. */
  slow = true;
  private steps = 0;
  private totalMs = 0;
  private probeMs = 0;

  /** Steps per second of all time spent on the run lately, evaluations and probes included. */
  get stepsPerSecond(): number {
    return this.totalMs === 0 ? 0 : (1000 * this.steps) / this.totalMs;
  }

  /** Share of that time spent on probes, 0 to 1. */
  get probeShare(): number {
    return this.totalMs === 0 ? 0 : Math.min(1, this.probeMs / this.totalMs);
  }

  /** `steps` were taken in `stepMs`, measurements of single steps among it. */
  took(steps: number, stepMs: number): void {
    const ideal = Math.min((steps * targetMs) / Math.max(stepMs, 0.01), 2 * this.batch);
    this.slow = stepMs / steps > slowMs;
    this.batch = Math.max(1, Math.min(mostSteps, Math.floor(ideal)));
  }

  /** One round of the loop: steps taken, its whole time, and the part of it that probes took. */
  round(steps: number, totalMs: number, probeMs: number): void {
    const kept = Math.exp(-totalMs / memoryMs);
    this.steps = this.steps * kept + steps;
    this.totalMs = this.totalMs * kept + totalMs;
    this.probeMs = this.probeMs * kept + probeMs;
  }
}
