/**
 * Where the claims are tested: data, network and rates. Rates and lengths were chosen by a few trial runs of seed 1,
 * which is in no comparison: the large rate so that steps keep less than half of what their gradients promise and the run still learns, the small one
 * so that they keep nearly all of it. Pure.
 */
import { defaultConfig, type RunConfig } from '../training/config';

export interface Setting {
  label: string;
  /** What may decide an outcome, in words: a verdict names the one that does. */
  factors: { data: string; network: string; labels: string; batch: string };
  /** Data, network, batch and length; a schedule is put over it. */
  base: RunConfig;
  largeRate: number;
  /** Small steps without momentum; those of a second phase have a tenth of it and momentum 0.9: the same η/(1−μ). */
  smallRate: number;
  /** A constant rate that begins with large steps, for the claim that they end by themselves. */
  constantRate: number;
  /** Rates that schedules are tuned over, ascending, wide enough that the best is not the last; none where none are. */
  rates: readonly number[];
}

const factors = {
  data: 'MNIST-1D',
  network: 'fully connected',
  labels: 'right labels',
  batch: 'batch 32',
};

export const settings = {
  'mnist1d-mlp': {
    label: 'MNIST-1D, fully connected',
    factors,
    base: { ...defaultConfig, epochs: 60, switchEpoch: 30 },
    largeRate: 0.4,
    smallRate: 0.03,
    constantRate: 0.2,
    rates: [0.2, 0.4, 0.8, 1.6, 3.2],
  },
  'mnist1d-noise': {
    label: 'MNIST-1D, fully connected, 20 % wrong labels',
    factors: { ...factors, labels: 'wrong labels' },
    base: { ...defaultConfig, epochs: 60, switchEpoch: 30, labelNoise: 20 },
    largeRate: 0.4,
    smallRate: 0.03,
    constantRate: 0.2,
    rates: [],
  },
  'mnist1d-cnn': {
    label: 'MNIST-1D, 1-D convolutional',
    factors: { ...factors, network: '1-D convolutional' },
    base: { ...defaultConfig, model: 'cnn1d', epochs: 30, switchEpoch: 15 },
    largeRate: 0.4,
    smallRate: 0.03,
    constantRate: 0.2,
    rates: [0.1, 0.2, 0.4, 0.8, 1.6],
  },
  'fashion-mlp': {
    label: 'Fashion-MNIST, fully connected',
    factors: { ...factors, data: 'Fashion-MNIST' },
    base: { ...defaultConfig, dataset: 'fashion', trainSize: 2000, epochs: 30, switchEpoch: 15 },
    largeRate: 0.2,
    smallRate: 0.01,
    constantRate: 0.1,
    rates: [0.05, 0.1, 0.2, 0.4, 0.8],
  },
  'mnist1d-momentum': {
    label: 'MNIST-1D, fully connected, batch 32',
    factors,
    base: { ...defaultConfig, epochs: 30, switchEpoch: 15 },
    largeRate: 0.4,
    smallRate: 0.03,
    constantRate: 0.2,
    rates: [],
  },
  'mnist1d-full-batch': {
    label: 'MNIST-1D, fully connected, full batch of 1,000',
    factors: { ...factors, batch: 'full batch' },
    base: { ...defaultConfig, trainSize: 1000, batchSize: 1000, epochs: 200, switchEpoch: 100 },
    largeRate: 0.8,
    smallRate: 0.1,
    constantRate: 0.8,
    rates: [],
  },
  'fashion-momentum': {
    label: 'Fashion-MNIST, fully connected, batch 32',
    factors: { ...factors, data: 'Fashion-MNIST' },
    base: { ...defaultConfig, dataset: 'fashion', trainSize: 2000, epochs: 20, switchEpoch: 10 },
    largeRate: 0.2,
    smallRate: 0.01,
    constantRate: 0.1,
    rates: [],
  },
  'fashion-full-batch': {
    label: 'Fashion-MNIST, fully connected, full batch of 1,000',
    factors: { ...factors, data: 'Fashion-MNIST', batch: 'full batch' },
    base: {
      ...defaultConfig,
      dataset: 'fashion',
      trainSize: 1000,
      batchSize: 1000,
      epochs: 200,
      switchEpoch: 100,
    },
    largeRate: 0.2,
    smallRate: 0.01,
    constantRate: 0.2,
    rates: [],
  },
} satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;

/** The settings of claims about whole runs, and of the one about momentum. */
export const wholeRuns = ['mnist1d-mlp', 'mnist1d-noise', 'mnist1d-cnn', 'fashion-mlp'] as const;
export const tuned = ['mnist1d-mlp', 'mnist1d-cnn', 'fashion-mlp'] as const;
export const momentumSettings = [
  'mnist1d-momentum',
  'mnist1d-full-batch',
  'fashion-momentum',
  'fashion-full-batch',
] as const;
