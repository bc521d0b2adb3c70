/**
 * The fields of a run: the one table of labels, units, limits and defaults from which the schema, the
 * controls, the address bar and the difference between two runs are made.
 */
import { activations } from './activations/registry';
import { datasets } from './data/registry';
import { boolean, choice, type Field, number } from './field';
import { initializations } from './initializations/registry';
import { losses } from './losses/registry';
import { models } from './models/registry';
import { schedules } from './schedules/registry';

export type { Activation } from './activations/registry';
export type { DatasetName } from './data/registry';
export type { LossName } from './losses/registry';
export type { ModelName } from './models/registry';
export type { ScheduleName } from './schedules/registry';

/** What is chosen among parts: the field of the choice, and the parts. */
export const registries = {
  dataset: datasets,
  model: models,
  activation: activations,
  initialization: initializations,
  loss: losses,
  schedule: schedules,
};

const data = {
  dataset: choice({
    label: 'Data set',
    short: 'data',
    hint: 'What the network learns to classify.',
    options: datasets.options,
    unlisted: datasets.unlisted,
    default: 'mnist1d',
  }),
  ...datasets.fields,
  labelNoise: number({
    label: 'Wrong labels',
    short: 'wrong labels',
    unit: '%',
    hint: 'Share of training labels replaced by another class. Test labels stay right.',
    min: 0,
    max: 60,
    default: 0,
  }),
};

const network = {
  model: choice({
    label: 'Network',
    short: 'network',
    hint: 'The kind of network that is trained.',
    options: models.options,
    default: 'mlp',
  }),
  ...models.fields,
  initialization: choice({
    label: 'Initialization',
    short: 'init',
    hint: 'How the first weights are drawn.',
    options: initializations.options,
    default: 'pytorch',
  }),
  ...initializations.fields,
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
};

const objective = {
  loss: choice({
    label: 'Loss',
    short: 'loss',
    hint: 'What training lowers: how surprised the network is by the right class, or how far its scores are from 1 for the right class and 0 for the others.',
    options: losses.options,
    default: 'cross-entropy',
  }),
  ...losses.fields,
};

const schedule = {
  schedule: choice({
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
};

const optimizer = {
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
};

const run = {
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

/** In the order of links and tables. */
export const fields = { ...data, ...network, ...objective, ...schedule, ...optimizer, ...run };

export type FieldName = keyof typeof fields;
export const fieldNames = Object.keys(fields) as FieldName[];
/** Fields a training run takes from its next step on. */
export const liveNames = fieldNames.filter((name) => (fields[name] as Field).live);

const controls = (part: object) =>
  (Object.keys(part) as FieldName[]).filter((name) => !(fields[name] as Field).fixed);

/** Fields as a person meets them, by heading. */
export const groups: readonly [title: string, FieldName[]][] = [
  ['Schedule', controls(schedule)],
  ['Run', controls(run)],
  ['Data', controls(data)],
  ['Network', controls(network)],
  ['Optimizer', controls({ ...objective, ...optimizer })],
];
