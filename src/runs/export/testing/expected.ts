/** What the exported Python programs must agree with: the project's own code, and oracles from definitions. */
import fc from 'fast-check';
import { validConfigs } from '../../../training/config.arbitrary';
import type { DataSource, Split } from '../../../training/data/dataset';
import { loadDataset } from '../../../training/data/load';
import { datasets } from '../../../training/data/registry';
import { initialize } from '../../../training/models/initialize';
import { placeLayers } from '../../../training/models/model';
import { models } from '../../../training/models/registry';
import { ratesAtStep, stepsPerEpochOf, totalSteps } from '../../../training/schedules/plan';
import type { Rates } from '../../../training/schedules/schedule';
import { kerasSnippet } from '../keras';
import { optaxSnippet } from '../optax';
import { pytorchScript } from '../pytorch';
import type { Case } from './cases';

/** Programs of random valid configurations, for a reader of Python. */
export function randomPrograms(count: number): string[] {
  const changes = fc.array(fc.tuple(fc.nat(20_000), validConfigs), { maxLength: 4 });
  return fc
    .sample(fc.tuple(validConfigs, changes), { numRuns: count, seed: 7 })
    .flatMap(([config, later]) => [
      ...[pytorchScript, kerasSnippet, optaxSnippet].map((program) =>
        program(
          config,
          later.map(([step, change]) => ({ step, config: change })).sort((a, b) => a.step - b.step),
        ),
      ),
      kerasSnippet(config),
      optaxSnippet(config),
    ]);
}

/** Rates of every step of a run with its live changes, by the code that trains. */
export function ratesOf({ config, changes }: Case): Rates[] {
  const stepsPerEpoch = stepsPerEpochOf(config);
  const total = totalSteps(changes.at(-1)?.config ?? config, stepsPerEpoch);
  return Array.from({ length: total }, (_, step) => {
    const own = changes.findLast((change) => change.step <= step)?.config ?? config;
    return ratesAtStep(step, own, stepsPerEpoch);
  });
}

/** Where updates are watched: the valley 0.5 c (w - b)^2 in three directions, from 1. */
export const valley = { curvature: [0.25, 1, 2], floor: [-1, 0.5, 0.75], start: 1 };

/** Weights after every step in the valley, in float64, from the definition of the update. */
export function pathOf(each: Case): number[][] {
  const { weightDecay, nesterov } = each.config;
  const w = valley.floor.map(() => valley.start);
  const v = w.map(() => 0);
  return ratesOf(each).map(({ learningRate, momentum }) => {
    for (const i of w.keys()) {
      const d = valley.curvature[i] * (w[i] - valley.floor[i]) + weightDecay * w[i];
      v[i] = momentum * v[i] + d;
      w[i] -= learningRate * (nesterov ? d + momentum * v[i] : v[i]);
    }
    return [...w];
  });
}

/** Where losses are compared: scores of three examples, and their classes. */
export const scored = {
  scores: [
    [0.5, 2, 1],
    [3, 0, 0.25],
    [-1, 0.125, 0.75],
  ],
  labels: [1, 2, 2],
};

/** Mean loss of those, in float64, from the definition. */
export function scoredLoss({ config }: Case): number {
  const each = scored.scores.map((z, i) => {
    if (config.loss === 'squared-error') {
      return z.reduce((sum, score, c) => sum + (score - (c === scored.labels[i] ? 1 : 0)) ** 2, 0) / 2;
    }
    return Math.log(z.reduce((sum, score) => sum + Math.exp(score), 0)) - z[scored.labels[i]];
  });
  return each.reduce((sum, loss) => sum + loss, 0) / each.length;
}

/** Number of entries and their root mean square, for each parameter as this project starts it. */
export function firstWeights({ config }: Case): [count: number, size: number][] {
  const { dataset } = config;
  const { classes, inputShape }: DataSource = datasets.of(dataset);
  const layers = placeLayers(models.of(config.model).layers(config, classes), inputShape ?? [2]);
  const specs = layers.flatMap(({ parameters }) => parameters);
  return initialize(specs, config.initialization, config.initScale, config.seed).map((values) => [
    values.length,
    Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length),
  ]);
}

/**
 * Shares of test examples whose nearest training example of this project has their label: the project's own test
 * examples, and those of a program. Equal, but for the draw, where both come from one distribution.
 */
export async function nearestNeighbours(
  { config }: Case,
  inputs: number[][],
  labels: number[],
): Promise<{ own: number; program: number }> {
  const { train, test } = await loadDataset(config, { baseUrl: '', onProgress() {} });
  const width = inputs[0].length;
  const rows = Array.from(test.labels, (_, i) => test.inputs.subarray(i * width, (i + 1) * width));
  return { own: accuracy(train, rows, test.labels), program: accuracy(train, inputs, labels) };
}

function accuracy(train: Split, rows: ArrayLike<number>[], labels: ArrayLike<number>): number {
  const right = rows.filter((x, k) => {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < train.labels.length; i++) {
      let sum = 0;
      for (let j = 0; j < x.length && sum < least; j++) sum += (train.inputs[i * x.length + j] - x[j]) ** 2;
      if (sum < least) [best, least] = [i, sum];
    }
    return train.labels[best] === labels[k];
  });
  return right.length / rows.length;
}
