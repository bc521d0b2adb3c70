/**
 * The measured regime of a run: keeps a detector beside the recorded columns and its windows as columns for the
 * figures. Bounded work per call, so that a long run or new thresholds never hold up the page.
 */
import { datasets } from '../training/data/registry';
import { Columns } from '../training/growing-columns';
import { losses } from '../training/losses/registry';
import { landingPosition, momentumReading, stepNumber } from '../training/probes/kappa';
import { noiseScale } from '../training/probes/probe-set';
import { probeSetSize } from '../training/probes/settings';
import { Detector } from '../training/regime/detector';
import { effectiveRate } from '../training/regime/rate-jump';
import { defaultThresholds } from '../training/regime/thresholds';
import type { RunReadings, Segment, Thresholds, WindowReading } from '../training/regime/types';
import type { WindowLog } from '../training/regime/window-log';
import type { RunData } from './run-data';

/** Windows evaluated in one go: a millisecond or less. */
const mostWindows = 2;
/** Steps whose step number is worked out for each of them at most, about as long. */
const stepsPerWindow = 5000;
/** Probe readings the noise scale is averaged over. */
const noiseReadings = 8;

export class RegimeTrack {
  /**
   * A row per measured step: kappa, whether it led uphill (1), landing position p, and twice U, kappa's reading with
   * heavy-ball momentum.
   */
  readonly kappas = new Columns(['step', 'kappa', 'uphill', 'landing', 'momentumKappa'] as const);
  /** A row per window. */
  readonly noise = new Columns(['noiseScale'] as const);
  private detector: Detector;
  private stepsRead = 0;

  constructor(private limits: Thresholds = defaultThresholds) {
    this.detector = new Detector(limits);
  }

  get thresholds(): Thresholds {
    return this.limits;
  }

  get segments(): readonly Segment[] {
    return this.detector.segments;
  }

  /** What the windows showed, by ascending last step. */
  get windows(): WindowLog {
    return this.detector.windows;
  }

  /** Takes over windows that were found in the same numbers, with these thresholds; `update` goes on after them. */
  adopt(windows: Iterable<WindowReading>): void {
    this.detector.adopt(windows);
  }

  /** Judges all over again; `update` does the work. */
  setThresholds(limits: Thresholds): void {
    this.limits = limits;
    this.detector = new Detector(limits);
    this.noise.truncate(0);
  }

  /** Takes in what was recorded since; true when more is left to do. */
  update(data: RunData, most = mostWindows): boolean {
    this.measure(data, most * stepsPerWindow);
    if (this.stepsRead < data.steps.length) return true;
    const more = this.detector.update(this.readingsOf(data), most);
    const ends = this.windows.get('to').subarray(this.noise.length);
    this.noise.append({ noiseScale: ends.map((to) => noiseAt(to, data)) });
    return more;
  }

  truncateAfter(step: number, steps: number): void {
    this.stepsRead = Math.min(this.stepsRead, steps);
    this.kappas.truncateAfter('step', step);
    this.detector.truncateAfter(step);
    this.noise.truncate(this.windows.length);
  }

  trim(): void {
    this.kappas.trim();
    this.windows.trim();
    this.noise.trim();
  }

  get bytes(): number {
    return this.kappas.bytes + this.windows.bytes + this.noise.bytes;
  }

  /** Step numbers of the newly measured steps, at most so many. */
  private measure({ steps, initial }: RunData, most: number): void {
    const columns = Object.fromEntries(steps.names.map((name) => [name, steps.get(name)])) as Record<
      (typeof steps.names)[number],
      Float32Array
    >;
    const rows = { step: [], kappa: [], uphill: [], landing: [], momentumKappa: [] } as Record<
      string,
      number[]
    >;
    const end = Math.min(steps.length, this.stepsRead + most);
    for (let i = this.stepsRead; i < end; i++) {
      const change = columns.lossChange[i];
      if (Number.isNaN(change)) continue;
      const { kappa, uphill } = stepNumber(columns.slope[i], change, columns.batchLoss[i]);
      const momentum = columns.momentum[i];
      const promised = -columns.learningRate[i] * columns.gradientNorm[i] ** 2;
      const along = columns.gradientChange[i];
      // U was derived for heavy-ball momentum.
      const gradientKappa =
        Number.isNaN(along) || initial.nesterov
          ? Number.NaN
          : stepNumber(promised, along, columns.batchLoss[i]).kappa;
      rows.step.push(columns.step[i]);
      rows.kappa.push(kappa);
      rows.uphill.push(uphill ? 1 : 0);
      // Where kappa drowns in rounding, the slopes say nothing either.
      const landing = landingPosition(columns.slope[i], columns.landingSlope[i]);
      rows.landing.push(Number.isNaN(kappa) ? Number.NaN : landing);
      rows.momentumKappa.push(2 * momentumReading(gradientKappa, momentum));
    }
    this.stepsRead = end;
    this.kappas.append(rows);
  }

  private readingsOf({
    steps,
    evaluations,
    probes,
    curvature,
    stepsPerEpoch,
    initial,
    origin,
    classes,
  }: RunData) {
    const [rates, momenta] = [steps.get('learningRate'), steps.get('momentum')];
    const readings: RunReadings = {
      stepsPerEpoch,
      // Nothing is known of the loss of somebody's log.
      chance:
        origin === 'log'
          ? Number.POSITIVE_INFINITY
          : losses.of(initial.loss).chance(classes ?? datasets.of(initial.dataset).classes),
      kappa: { step: this.kappas.get('step'), value: this.kappas.get('kappa') },
      uphill: this.kappas.get('uphill'),
      landing: this.kappas.get('landing'),
      probeChange: { step: probes.get('step'), value: probes.get('change') },
      probeSlope: probes.get('slope'),
      trainLoss: { step: evaluations.get('step'), value: evaluations.get('trainLoss') },
      sharpness: { step: curvature.get('step'), value: curvature.get('sharpness') },
      effectiveRate: { at: (row) => effectiveRate(rates[row], momenta[row]) },
      batchLoss: { step: steps.get('step'), value: steps.get('batchLoss') },
      // Somebody's log may hold it for some steps only.
      ...(origin === 'run' && { stepNorm: steps.get('stepNorm') }),
    };
    return readings;
  }
}

/** Gradient noise scale from the last probe readings up to a step, in examples. */
function noiseAt(step: number, { probes, initial }: RunData): number {
  const end = probes.countUpTo('step', step);
  const from = Math.max(0, end - noiseReadings);
  if (end - from < noiseReadings) return Number.NaN;
  const [sizes, batch, probe] = (['batchSize', 'batchGradientSquare', 'gradientSquare'] as const).map(
    (name) => probes.get(name).subarray(from, end),
  );
  // Older run files do not hold the sizes of batches, of which only the last of an epoch may differ.
  const usual = Math.min(initial.batchSize, initial.trainSize);
  const pairs = Array.from(sizes, (size, i) => ({
    batchSize: Number.isNaN(size) ? usual : size,
    batchSquare: batch[i],
    probeSquare: probe[i],
  }));
  return noiseScale(pairs, Math.min(probeSetSize, initial.trainSize));
}
