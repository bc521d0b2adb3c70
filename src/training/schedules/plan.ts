/** From a schedule to the rates of each step, warm-up included. The page previews with the code that trains. */
import type { RunConfig } from '../config';
import { schedules } from './registry';
import type { Rates, Schedule } from './schedule';

const scheduleOf = ({ schedule }: RunConfig): Schedule => schedules.of(schedule);

/** Steps in one pass over the training examples; the last batch may be smaller. */
export function stepsPerEpochOf({ trainSize, batchSize }: RunConfig): number {
  return Math.ceil(trainSize / batchSize);
}

/** Steps of the whole run. */
export function totalSteps(config: RunConfig, stepsPerEpoch: number): number {
  return config.epochs * stepsPerEpoch;
}

/** Rates of the step with 0-based index `step`. Warm-up multiplies by a line from 0 to 1. */
export function ratesAtStep(step: number, config: RunConfig, stepsPerEpoch: number): Rates {
  const rates = schedules.of(config.schedule).ratesAt(step / stepsPerEpoch, config);
  const warmupSteps = config.warmupEpochs * stepsPerEpoch;
  if (step >= warmupSteps) return rates;
  return { ...rates, learningRate: (rates.learningRate * (step + 1)) / Math.max(warmupSteps, step + 1) };
}

/** Epoch at which the large step becomes the small one, wherever it lies; undefined for schedules without phases. */
export const dropOf = (config: RunConfig): number | undefined => scheduleOf(config).dropAt?.(config);

/** Epoch at which the schedule itself goes from the large step to the small one, if it does. */
export function scheduledDrop(config: RunConfig): number | undefined {
  const at = dropOf(config);
  return at !== undefined && at > 0 && at < config.epochs ? at : undefined;
}

export interface PreviewColumns {
  /** 1-based step numbers, ascending, the first and the last of the run among them. */
  step: Float64Array<ArrayBuffer>;
  learningRate: Float64Array<ArrayBuffer>;
  momentum: Float64Array<ArrayBuffer>;
  /** Sum of the learning rates up to and including the step. */
  distance: Float64Array<ArrayBuffer>;
}

/**
 * About `points` steps of the plan, evenly spread. With more steps than points the sum counts every step like
 * the next shown one.
 */
export function previewPlan(config: RunConfig, stepsPerEpoch: number, points: number): PreviewColumns {
  const total = totalSteps(config, stepsPerEpoch);
  const stride = Math.max(1, Math.ceil(total / points));
  const count = Math.ceil((total - 1) / stride) + 1;
  const columns: PreviewColumns = {
    step: new Float64Array(count),
    learningRate: new Float64Array(count),
    momentum: new Float64Array(count),
    distance: new Float64Array(count),
  };
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const index = Math.min(i * stride, total - 1);
    const { learningRate, momentum } = ratesAtStep(index, config, stepsPerEpoch);
    sum += learningRate * (i === 0 ? 1 : index + 1 - columns.step[i - 1]);
    columns.step[i] = index + 1;
    columns.learningRate[i] = learningRate;
    columns.momentum[i] = momentum;
    columns.distance[i] = sum;
  }
  return columns;
}

/** 0-based number of the first step at or after `epoch`, by the very comparison that trains. */
export function firstStepFrom(epoch: number, stepsPerEpoch: number): number {
  let step = Math.max(0, Math.floor(epoch * stepsPerEpoch) - 1);
  while (step / stepsPerEpoch < epoch) step++;
  return step;
}
