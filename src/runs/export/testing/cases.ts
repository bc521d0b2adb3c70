/** What the exported Python programs are checked on. For tests and checks only. */
import { defaultConfig, parseConfig, type RunConfig } from '../../../training/config';
import type { LiveChange } from '../../../training/protocol';

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

/** Every data set, network, first weights, loss and schedule at least once. */
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
  made('squared-error', {
    loss: 'squared-error',
    activation: 'tanh',
    schedule: 'constant',
    learningRate: 0.1,
    trainSize: 1000,
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

function short(config: RunConfig): RunConfig {
  const switchEpoch = Math.min(config.switchEpoch, 3);
  return { ...config, trainSize: 64, batchSize: 32, epochs: 10, switchEpoch, decayEvery: 2.5 };
}
