/** The coordinate systems of a figure: shared x axis, own y axis, and their ticks. Pure. */
import { format, type ScaleContinuousNumeric, scaleLinear, scaleLog } from 'd3';
import type { RunData } from '../../runs/run-data';
import type { XMode } from '../../runs/view';
import type { RunConfig } from '../../training/config';
import { previewPlan } from '../../training/schedules/plan';
import { firstAtLeast } from './trace';

export type YScale = ScaleContinuousNumeric<number, number>;

/** The x axis of a moment: from steps to its coordinate (steps, or distance) and back. */
export interface XAxis {
  /** Largest coordinate. */
  most: number;
  toCoordinate(step: number): number;
  toStep(coordinate: number): number;
  label: string;
  /** Text of a tick at a coordinate. */
  tick(coordinate: number): string;
  /** Factor between coordinate and printed number, 1 unless epochs are printed. */
  unit: number;
}

const short = format('.3~s');
const plain = (x: number) => (Math.abs(x) >= 10_000 ? short(x) : String(Number(x.toPrecision(4))));

export function makeXAxis(
  mode: XMode,
  data: RunData | undefined,
  config: RunConfig,
  stepsPerEpoch: number,
  total: number,
): XAxis {
  if (mode !== 'distance') {
    const unit = mode === 'epochs' ? stepsPerEpoch : 1;
    return {
      most: total,
      toCoordinate: (step) => step,
      toStep: (coordinate) => coordinate,
      label: mode === 'epochs' ? 'epoch' : 'step',
      tick: (coordinate) => plain(coordinate / unit),
      unit,
    };
  }
  // Distance run so far, then as planned.
  const plan = previewPlan(config, stepsPerEpoch, 2000);
  const run = data?.derived.get('distance') ?? new Float64Array(0);
  const planned = (step: number) => interpolate(plan.step, plan.distance, step);
  const offset = (run[run.length - 1] ?? 0) - planned(run.length);
  const toCoordinate = (step: number) => {
    if (step <= 0) return 0;
    return step <= run.length ? run[Math.round(step) - 1] : planned(step) + offset;
  };
  return {
    most: Math.max(toCoordinate(total), 1e-9),
    toCoordinate,
    toStep(coordinate) {
      const at = firstAtLeast(run, coordinate);
      return at < run.length ? at + 1 : interpolate(plan.distance, plan.step, coordinate - offset);
    },
    label: 'sum of learning rates, η·t',
    tick: plain,
    unit: 1,
  };
}

function interpolate(xs: ArrayLike<number>, ys: ArrayLike<number>, x: number): number {
  const at = firstAtLeast(xs, x);
  if (at <= 0) return (ys[0] * x) / Math.max(xs[0], 1e-12);
  if (at >= xs.length) return ys[ys.length - 1];
  const share = (x - xs[at - 1]) / (xs[at] - xs[at - 1]);
  return ys[at - 1] + share * (ys[at] - ys[at - 1]);
}

/** A y scale over [low, high] with a little air; a log one spans at least a factor of ten. */
export function makeYScale(log: boolean, low: number, high: number, height: number): YScale {
  if (!log) {
    const air = (high - low || 1) * 0.04;
    return scaleLinear([low - (low === 0 ? 0 : air), high + air], [height, 0]);
  }
  const middle = Math.sqrt(low * high);
  const widen = Math.max(1.15, Math.sqrt(10) / Math.sqrt(high / low));
  return scaleLog([Math.min(low / 1.15, middle / widen), Math.max(high * 1.15, middle * widen)], [height, 0]);
}

/** Ticks that stay apart: at most one per 28 pixels of height, on a log axis 1, 2 and 5 times powers of ten. */
export function yTicks(scale: YScale, log: boolean, height: number): number[] {
  const most = Math.max(2, Math.floor(height / 28));
  if (!log) return scale.ticks(Math.min(6, most));
  const [low, high] = scale.domain();
  for (const steps of [[1, 2, 5], [1, 3], [1]]) {
    const ticks: number[] = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
      for (const step of steps) {
        const tick = Number(`${step}e${power}`);
        if (tick >= low && tick <= high) ticks.push(tick);
      }
    }
    if (ticks.length <= most) return ticks;
    if (steps.length === 1) return ticks.filter((_, i) => i % Math.ceil(ticks.length / most) === 0);
  }
  return [];
}

/** 0.003, 0.1, 20: plain where it stays short, else a power of ten. */
export function tickText(value: number): string {
  if (value === 0) return '0';
  return Math.abs(value) >= 0.001 && Math.abs(value) < 10_000
    ? String(Number(value.toPrecision(3)))
    : value.toExponential(0).replace('e', '·10^').replace('^+', '^');
}
