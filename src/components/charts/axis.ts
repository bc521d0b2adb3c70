/** The coordinate systems of a figure: the shared x axis and a y axis of its own. Pure. */
import { type ScaleContinuousNumeric, scaleLinear, scaleLog } from 'd3';
import type { RunData } from '../../runs/run-data';
import type { XMode } from '../../runs/view';
import type { RunConfig } from '../../training/config';
import { previewPlan } from '../../training/schedules/plan';
import { firstAtLeast, type Numbers } from './trace';

export type YScale = ScaleContinuousNumeric<number, number>;

/** The x axis of a moment: from steps to its coordinate (steps, or distance) and back. */
export interface XAxis {
  /** Largest coordinate. */
  most: number;
  toCoordinate(step: number): number;
  toStep(coordinate: number): number;
  /** What its ticks count, in a word. */
  label: string;
  /** Coordinates per printed unit: steps per epoch where epochs are printed, else 1. */
  unit: number;
}

export function makeXAxis(
  mode: XMode,
  data: RunData | undefined,
  config: RunConfig,
  stepsPerEpoch: number,
  total: number,
): XAxis {
  if (mode === 'distance') return distanceAxis(data, config, stepsPerEpoch, total);
  return {
    most: total,
    toCoordinate: (step) => step,
    toStep: (coordinate) => coordinate,
    label: mode === 'epochs' ? 'epoch' : 'step',
    unit: mode === 'epochs' ? stepsPerEpoch : 1,
  };
}

/** Sum of learning rates: as recorded so far, then as planned. */
function distanceAxis(
  data: RunData | undefined,
  config: RunConfig,
  stepsPerEpoch: number,
  total: number,
): XAxis {
  const plan = previewPlan(config, stepsPerEpoch, 2000);
  const planned = (step: number) => interpolate(plan.step, plan.distance, step);
  const ran = data?.steps.get('step') ?? [];
  const runDistance = data?.derived.get('distance') ?? [];
  const lastStep = ran[ran.length - 1] ?? 0;
  const offset = (runDistance[ran.length - 1] ?? 0) - planned(lastStep);
  const toCoordinate = (step: number) =>
    step <= lastStep ? interpolate(ran, runDistance, step) : planned(step) + offset;
  return {
    most: Math.max(toCoordinate(total), 1e-9),
    toCoordinate,
    toStep: (coordinate) =>
      coordinate <= toCoordinate(lastStep)
        ? interpolate(runDistance, ran, coordinate)
        : interpolate(plan.distance, plan.step, coordinate - offset),
    label: 'η·t',
    unit: 1,
  };
}

/** The line from (0, 0) through ascending points, level after the last. */
function interpolate(xs: Numbers, ys: ArrayLike<number>, x: number): number {
  const at = firstAtLeast(xs, x);
  if (x <= 0 || xs.length === 0) return 0;
  if (at === 0) return (ys[0] * x) / xs[0];
  if (at >= xs.length) return ys[ys.length - 1];
  const share = (x - xs[at - 1]) / (xs[at] - xs[at - 1]);
  return ys[at - 1] + share * (ys[at] - ys[at - 1]);
}

/**
 * A y scale over [low, high] with a little air, from `height` pixels up to 0; a log one spans at least a factor
 * of ten and needs low > 0.
 */
export function makeYScale(log: boolean, low: number, high: number, height: number): YScale {
  if (!log) {
    const air = (high - low || 1) * 0.04;
    return scaleLinear([low === 0 ? 0 : low - air, high + air], [height, 0]);
  }
  const middle = Math.sqrt(low) * Math.sqrt(high);
  const least = Math.sqrt(10);
  return scaleLog([Math.min(low / 1.25, middle / least), Math.max(high * 1.25, middle * least)], [height, 0]);
}
