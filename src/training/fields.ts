/**
 * The fields of a run: the one table of labels, units, limits and defaults from which the schema, the
 * controls, the address bar and the difference between two runs are made.
 */
import { boolean, choice, type Field, number } from './field';
import { type ScheduleName, schedules } from './schedules/registry';

export type DatasetName =
  | 'mnist1d'
  | 'fashion'
  | 'spirals'
  | 'moons'
  | 'circles'
  | 'xor'
  | 'gaussians'
  | 'own';
export type ModelName = 'logistic' | 'mlp' | 'cnn1d' | 'cnn2d';
export type Activation = 'relu' | 'tanh' | 'gelu';
export type LossName = 'cross-entropy' | 'squared-error';
export type Initialization = 'pytorch' | 'he' | 'glorot';
export type { ScheduleName };

export const fields = {
  dataset: choice<DatasetName>({
    label: 'Data set',
    short: 'data',
    hint: 'What the network learns to classify.',
    options: {
      mnist1d: 'MNIST-1D',
      fashion: 'Fashion-MNIST',
      spirals: 'Two spirals',
      moons: 'Two moons',
      circles: 'Circles',
      xor: 'XOR',
      gaussians: 'Gaussians',
      own: 'Your own data',
    },
    default: 'mnist1d',
  }),
  ownData: number({
    label: 'Own data',
    short: 'own data',
    hint: 'Checksum of your own data: a run is only repeated on the very same.',
    min: 0,
    max: 2147483647,
    integer: true,
    default: 0,
  }),
  trainSize: number({
    label: 'Training examples',
    short: 'examples',
    hint: 'How many labelled examples the network may learn from.',
    min: 20,
    max: 5000,
    integer: true,
    log: true,
    default: 4000,
  }),
  dataNoise: number({
    label: 'Input noise',
    short: 'input noise',
    hint: 'Standard deviation of the noise added to each point of a two-dimensional data set.',
    min: 0,
    max: 1,
    default: 0.1,
  }),
  labelNoise: number({
    label: 'Wrong labels',
    short: 'wrong labels',
    unit: '%',
    hint: 'Share of training labels replaced by another class. Test labels stay right.',
    min: 0,
    max: 60,
    default: 0,
  }),
  model: choice<ModelName>({
    label: 'Network',
    short: 'network',
    hint: 'The kind of network that is trained.',
    options: {
      logistic: 'Logistic regression',
      mlp: 'Fully connected',
      cnn1d: '1-D convolutional',
      cnn2d: '2-D convolutional',
    },
    default: 'mlp',
  }),
  hiddenLayers: number({
    label: 'Hidden layers',
    short: 'layers',
    hint: 'Layers between input and output.',
    min: 1,
    max: 4,
    integer: true,
    default: 2,
  }),
  width: number({
    label: 'Width',
    short: 'width',
    unit: 'units',
    hint: 'Units in each hidden layer.',
    min: 4,
    max: 256,
    integer: true,
    log: true,
    default: 100,
  }),
  activation: choice<Activation>({
    label: 'Activation',
    short: 'activation',
    hint: 'The non-linear function after each hidden layer.',
    options: { relu: 'ReLU', tanh: 'tanh', gelu: 'GELU' },
    default: 'relu',
  }),
  batchNorm: boolean({
    label: 'Batch normalization',
    short: 'batch norm',
    hint: 'Standardize each unit over the batch before the activation.',
    default: false,
  }),
  initialization: choice<Initialization>({
    label: 'Initialization',
    short: 'init',
    hint: 'How the first weights are drawn.',
    options: { pytorch: 'PyTorch default', he: 'He normal', glorot: 'Glorot uniform' },
    default: 'pytorch',
  }),
  initScale: number({
    label: 'Initial scale',
    short: 'init scale',
    unit: '×',
    hint: 'Multiplies the first weights.',
    min: 0.01,
    max: 10,
    log: true,
    default: 1,
  }),
  loss: choice<LossName>({
    label: 'Loss',
    short: 'loss',
    hint: 'What training lowers: how surprised the network is by the right class, or how far its scores are from 1 for the right class and 0 for the others.',
    options: { 'cross-entropy': 'Cross-entropy', 'squared-error': 'Squared error' },
    default: 'cross-entropy',
  }),
  schedule: choice<ScheduleName>({
    label: 'Schedule',
    short: 'schedule',
    live: true,
    hint: 'How learning rate and momentum change over the run.',
    options: schedules.options,
    default: 'two-phase',
  }),
  learningRate: number({
    label: 'Learning rate',
    short: 'η',
    live: true,
    hint: 'The factor on the gradient; in a schedule, its largest value.',
    min: 1e-5,
    max: 10,
    log: true,
    default: 0.4,
  }),
  momentum: number({
    label: 'Momentum',
    short: 'μ',
    live: true,
    hint: 'How much of the previous step is kept. One cycle lowers it by up to 0.1 while the rate is high.',
    min: 0,
    max: 0.99,
    default: 0,
  }),
  ...schedules.fields,
  warmupEpochs: number({
    label: 'Warm-up',
    short: 'warm-up',
    unit: 'epochs',
    live: true,
    hint: 'The learning rate first grows from zero over these epochs.',
    min: 0,
    max: 100,
    default: 0,
  }),
  nesterov: boolean({
    label: 'Nesterov momentum',
    short: 'Nesterov',
    hint: 'Look ahead along the momentum before adding the gradient.',
    default: false,
  }),
  weightDecay: number({
    label: 'Weight decay',
    short: 'weight decay',
    hint: 'Adds this multiple of the weights to the gradient.',
    min: 0,
    max: 0.1,
    default: 0,
  }),
  epochs: number({
    label: 'Epochs',
    short: 'epochs',
    live: true,
    hint: 'Passes over the training examples.',
    min: 1,
    max: 1000,
    integer: true,
    default: 60,
  }),
  batchSize: number({
    label: 'Batch size',
    short: 'batch',
    hint: 'Examples per step.',
    min: 1,
    max: 5000,
    integer: true,
    log: true,
    default: 32,
  }),
  seed: number({
    label: 'Seed',
    short: 'seed',
    hint: 'Fixes every random choice of the run.',
    min: 1,
    max: 2147483647,
    integer: true,
    default: 1,
  }),
};

export type FieldName = keyof typeof fields;
export const fieldNames = Object.keys(fields) as FieldName[];
/** Fields a training run takes from its next step on. */
export const liveNames = fieldNames.filter((name) => (fields[name] as Field).live);
