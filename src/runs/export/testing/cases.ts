/** What the exported Python programs are checked on, and what they must agree with. For tests and checks only. */
import fc from 'fast-check';
import { defaultConfig, parseConfig, type RunConfig } from '../../../training/config';
import { validConfigs } from '../../../training/config.arbitrary';
import { classesOf } from '../../../training/data/classes';
import { initialize } from '../../../training/models/initialize';
import { placeLayers } from '../../../training/models/model';
import { models } from '../../../training/models/registry';
import type { LiveChange } from '../../../training/protocol';
import { ratesAtStep, stepsPerEpochOf, totalSteps } from '../../../training/schedules/plan';
import type { Rates } from '../../../training/schedules/schedule';
import { kerasSnippet } from '../keras';
import { optaxSnippet } from '../optax';
import { pytorchScript } from '../pytorch';

export interface Case {
  name: string;
  config: RunConfig;
  changes: LiveChange[];
  /** Epochs to train in a check. */
  epochs: number;
}

function made(
  name: string,
  values: Partial<RunConfig>,
  later: [step: number, Partial<RunConfig>][] = [],
): Case {
  const checked = (own: Partial<RunConfig>, base = defaultConfig) => {
    const result = parseConfig(own, base);
    if (!result.ok) throw new Error(`${name}: ${result.issues[0].message}`);
    return result.config;
  };
  const config = checked(values);
  const changes: LiveChange[] = [];
  for (const [step, change] of later) {
    changes.push({ step, config: checked(change, changes.at(-1)?.config ?? config) });
  }
  return { name, config, changes, epochs: 3 };
}

/** Every data set, network, first weights and schedule at least once. */
export const cases: Case[] = [
  made('default', {}),
  made('logistic-constant', {
    model: 'logistic',
    schedule: 'constant',
    learningRate: 0.1,
    weightDecay: 0.01,
    trainSize: 1000,
    initialization: 'glorot',
    initScale: 0.5,
  }),
  made('cnn1d-cosine', {
    model: 'cnn1d',
    activation: 'tanh',
    schedule: 'cosine',
    learningRate: 0.05,
    momentum: 0.9,
    trainSize: 2000,
    initialization: 'he',
  }),
  made('cnn2d-one-cycle', {
    dataset: 'fashion',
    model: 'cnn2d',
    schedule: 'one-cycle',
    learningRate: 0.2,
    momentum: 0.05,
    labelNoise: 20,
    trainSize: 2000,
    warmupEpochs: 0.5,
    epochs: 8,
  }),
  made('fashion-mlp', {
    dataset: 'fashion',
    trainSize: 1500,
    schedule: 'one-cycle',
    momentum: 0.95,
    learningRate: 0.02,
  }),
  // 641 = 20 batches of 32 and one example left over.
  made('batch-norm-step', {
    batchNorm: true,
    nesterov: true,
    activation: 'gelu',
    schedule: 'step',
    learningRate: 0.1,
    momentum: 0.9,
    decayEvery: 12.5,
    decayFactor: 0.2,
    trainSize: 641,
    weightDecay: 0.001,
  }),
  made('spirals-linear', {
    dataset: 'spirals',
    schedule: 'linear',
    learningRate: 0.2,
    momentum: 0.5,
    warmupEpochs: 1.3,
    trainSize: 1000,
    initScale: 1.5,
  }),
  made('moons-nesterov', {
    dataset: 'moons',
    schedule: 'constant',
    learningRate: 0.1,
    nesterov: true,
    trainSize: 500,
  }),
  made('circles', {
    dataset: 'circles',
    schedule: 'cosine',
    learningRate: 0.3,
    trainSize: 500,
    hiddenLayers: 1,
  }),
  made('xor', { dataset: 'xor', trainSize: 700, switchEpoch: 1.55, learningRate: 0.2, warmupEpochs: 2 }),
  made('gaussians', { dataset: 'gaussians', model: 'logistic', trainSize: 400, dataNoise: 0.3 }),
  made('live-changes', { trainSize: 800, learningRate: 0.2 }, [
    [30, { learningRate: 0.1 }],
    [47, { schedule: 'constant', learningRate: 0.01, momentum: 0.9 }],
    [60, { schedule: 'one-cycle', momentum: 0, epochs: 40 }],
    [80, { epochs: 20, warmupEpochs: 5 }],
  ]),
];

/** Few steps in which everything happens: the same schedules at two steps per epoch, for updates step by step. */
export const shortCases: Case[] = cases.map((each) => ({
  ...each,
  config: short(each.config),
  changes: each.changes.map(({ step, config }) => ({ step: Math.floor(step / 8), config: short(config) })),
}));

const short = (config: RunConfig): RunConfig => ({
  ...config,
  trainSize: 64,
  batchSize: 32,
  epochs: 10,
  switchEpoch: Math.min(config.switchEpoch, 3),
  decayEvery: 2.5,
});

/** Programs of random valid configurations, for a reader of Python. */
export function randomPrograms(count: number): string[] {
  const changes = fc.array(fc.tuple(fc.nat(20_000), validConfigs), { maxLength: 4 });
  return fc
    .sample(fc.tuple(validConfigs, changes), { numRuns: count, seed: 7 })
    .flatMap(([config, later]) => [
      pytorchScript(
        config,
        later.map(([step, change]) => ({ step, config: change })).sort((a, b) => a.step - b.step),
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

/** Number of entries, their root mean square and their largest size, for each parameter as this project starts it. */
export function firstWeights({ config }: Case): number[][] {
  const { dataset } = config;
  const shape = dataset === 'fashion' ? [28, 28, 1] : dataset === 'mnist1d' ? [40] : [2];
  const specs = placeLayers(models[config.model].layers(config, classesOf[dataset]), shape).flatMap(
    ({ parameters }) => parameters,
  );
  return initialize(specs, config.initialization, config.initScale, config.seed).map((values) => [
    values.length,
    Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length),
    values.reduce((most, x) => Math.max(most, Math.abs(x)), 0),
  ]);
}

export { loadDataset } from '../../../training/data/registry';
export { kerasSnippet, optaxSnippet, pytorchScript };
