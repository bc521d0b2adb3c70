/** Runs for the tests of the detector: made by hand from rows, or simulated in float64. */

import { stepNumber } from '../probes/kappa';
import { randomStream } from '../random';
import type { Readings, RunReadings } from './types';

/** One step; what is absent was not measured. Rates default to 0.1, the batch loss to 1. */
export interface Row {
  kappa?: number;
  uphill?: boolean;
  /** Landing position p; only of a step with a kappa. */
  landing?: number;
  probe?: { change: number; slope: number };
  rate?: number | undefined;
  loss?: number;
  /** Length of the step. */
  length?: number;
  /** Evaluated after the step. */
  trainLoss?: number | undefined;
  sharpness?: number;
}

/** Row i is step i + 1. The loss of guessing is that of cross-entropy with ten classes unless another is given. */
export function recording(rows: readonly Row[], stepsPerEpoch: number, chance = Math.log(10)): RunReadings {
  const column = (pick: (row: Row) => number | undefined): Readings => {
    const taken = rows.flatMap((row, i) => {
      const value = pick(row);
      return value === undefined ? [] : [[i + 1, value]];
    });
    return { step: taken.map(([step]) => step), value: taken.map(([, value]) => value) };
  };
  return {
    stepsPerEpoch,
    chance,
    kappa: column(({ kappa }) => kappa),
    uphill: rows.flatMap(({ kappa, uphill }) => (kappa === undefined ? [] : [uphill ? 1 : 0])),
    landing: rows.flatMap(({ kappa, landing = Number.NaN }) => (kappa === undefined ? [] : [landing])),
    probeChange: column(({ probe }) => probe?.change),
    probeSlope: rows.flatMap(({ probe }) => (probe ? [probe.slope] : [])),
    trainLoss: column(({ trainLoss }) => trainLoss),
    sharpness: column(({ sharpness }) => sharpness),
    effectiveRate: rows.map(({ rate = 0.1 }) => rate),
    batchLoss: column(({ loss = 1 }) => loss),
    stepNorm: rows.map(({ length = 0.1 }) => length),
  };
}

/** What was recorded up to a step; the evaluation of that step itself may still be on its way. */
export function upTo(readings: RunReadings, step: number, lateEvaluation = false): RunReadings {
  const rows = (all: Readings, last: number) => Array.from(all.step).filter((each) => each <= last).length;
  const cut = (values: ArrayLike<number>, count: number) => Array.from(values).slice(0, count);
  const readingsCut = (all: Readings, last = step): Readings => ({
    step: cut(all.step, rows(all, last)),
    value: cut(all.value, rows(all, last)),
  });
  return {
    ...readings,
    kappa: readingsCut(readings.kappa),
    uphill: cut(readings.uphill, rows(readings.kappa, step)),
    landing: cut(readings.landing, rows(readings.kappa, step)),
    probeChange: readingsCut(readings.probeChange),
    probeSlope: cut(readings.probeSlope, rows(readings.probeChange, step)),
    trainLoss: readingsCut(readings.trainLoss, lateEvaluation ? step - 1 : step),
    sharpness: readingsCut(readings.sharpness),
    effectiveRate: ratesOf(readings, rows(readings.batchLoss, step)),
    batchLoss: readingsCut(readings.batchLoss),
    stepNorm: cut(readings.stepNorm ?? [], rows(readings.batchLoss, step)),
  };
}

/** The effective rates of the first rows. */
export const ratesOf = ({ effectiveRate }: RunReadings, rows: number): number[] =>
  Array.from({ length: rows }, (_, row) => effectiveRate.at(row) ?? Number.NaN);

/** Rows with values around a level, as a run at one rate would give; deterministic in the seed. */
export function stretch(
  seed: number,
  steps: number,
  at: {
    kappa: number;
    share: number;
    rises: number;
    rate: number;
    landing?: number;
    loss?: number;
    perEpoch: number;
  },
): Row[] {
  const random = randomStream(seed, 'data');
  const loss = at.loss ?? 1;
  let evaluation = loss;
  return Array.from({ length: steps }, (_, i) => {
    const row: Row = { kappa: at.kappa * (1 + 0.1 * random.normal()), rate: at.rate };
    if (at.landing !== undefined) row.landing = at.landing + 0.05 * Math.sin(i);
    row.loss = loss * (1 + 0.05 * random.normal());
    row.probe = { slope: -1e-3, change: 1e-3 * (at.share - 1) + 1e-5 * random.normal() };
    if ((i + 1) % at.perEpoch === 0) {
      const epoch = (i + 1) / at.perEpoch;
      evaluation *= Math.floor(epoch * at.rises) > Math.floor((epoch - 1) * at.rises) ? 1.01 : 0.99;
      row.trainLoss = evaluation;
    }
    return row;
  });
}

/** Stretches one after the other, each from a loss of 1 on: the training loss goes on where it was. */
export function inTurn(...stretches: Row[][]): Row[] {
  let scale = 1;
  return stretches.flatMap((rows) => {
    const start = scale;
    return rows.map((row) => {
      if (row.trainLoss === undefined) return row;
      scale = start * row.trainLoss;
      return { ...row, trainLoss: scale };
    });
  });
}

/** A loss over weights, with its gradient, of one batch or of everything. */
export interface Problem {
  loss(weights: Float64Array, batch?: number): number;
  gradient(weights: Float64Array, batch?: number): Float64Array;
}

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, each, i) => sum + each * b[i], 0);

/**
 * Gradient descent at a constant rate in float64, everything measured at every step. Batches take turns; without
 * `batches` every step sees the whole loss, which is also the probe.
 */
export function descend(
  problem: Problem,
  start: Float64Array,
  rate: number,
  steps: number,
  batches?: number,
) {
  let weights = start;
  const perEpoch = batches ?? 1;
  const rows: Row[] = [];
  for (let t = 0; t < steps; t++) {
    const batch = batches === undefined ? undefined : t % batches;
    const before = weights;
    const gradient = problem.gradient(before, batch);
    weights = before.map((w, i) => w - rate * gradient[i]);
    const moved = weights.map((w, i) => w - before[i]);
    const loss = problem.loss(before, batch);
    const { kappa, uphill } = stepNumber(dot(gradient, moved), problem.loss(weights, batch) - loss, loss);
    const probe = {
      change: problem.loss(weights) - problem.loss(before),
      slope: dot(problem.gradient(before), moved),
    };
    const trainLoss = (t + 1) % perEpoch === 0 ? problem.loss(weights) : undefined;
    rows.push({ kappa, uphill, probe, rate, loss, trainLoss });
  }
  return { rows, weights };
}

/** 1/2 sum h_i w_i^2. */
export function quadratic(curvatures: readonly number[]): Problem {
  return {
    loss: (w) => curvatures.reduce((sum, h, i) => sum + 0.5 * h * w[i] * w[i], 0),
    gradient: (w) => w.map((each, i) => curvatures[i] * each),
  };
}
