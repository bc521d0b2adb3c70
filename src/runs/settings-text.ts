/** What a run was, in one line for under a figure: data, network, batch, rates, schedule, seed. Pure. */
import { applies, type RunConfig } from '../training/config';
import type { Field } from '../training/field';
import { type FieldName, fieldNames, fields } from '../training/fields';
import { difference } from './difference';
import type { RunData } from './run-data';

/** Fields that are told in words of their own; the others are told where they are not as usual. */
const told: readonly FieldName[] = [
  ...(['dataset', 'ownData', 'trainSize', 'model', 'hiddenLayers', 'width', 'loss', 'batchSize'] as const),
  ...(['schedule', 'learningRate', 'momentum', 'switchEpoch', 'smallLearningRate'] as const),
  ...(['smallMomentum', 'epochs', 'seed'] as const),
];

/** "MNIST-1D, 4,000 examples · fully connected, 2 × 100 · cross-entropy · batch 32 · η 0.4, μ 0, from epoch 30 ...". */
/** `seeds` where several runs stand together. */
export function settingsText({ initial, changes, origin }: RunData, seeds = [initial.seed]): string {
  if (origin === 'log') return 'Read from a training log; its settings are not known.';
  const parts = [
    `${option('dataset', initial)}, ${initial.trainSize.toLocaleString('en')} examples`,
    option('model', initial).toLowerCase() +
      (applies('width', initial) ? `, ${initial.hiddenLayers} × ${initial.width}` : ''),
    option('loss', initial).toLowerCase(),
    `batch ${initial.batchSize}`,
    scheduleText(initial),
    ...fieldNames.filter((name) => !told.includes(name) && isTelling(name, initial)).map(partOf(initial)),
    `${initial.epochs} epochs`,
    `${seeds.length > 1 ? 'seeds' : 'seed'} ${seeds.join(', ')}`,
  ];
  return [...parts, ...changesText(initial, changes)].join(' · ');
}

/** Live changes that are written out; more than these are counted. */
const mostChanges = 3;

/** "after step 1,234: η 0.4 → 0.05". */
function changesText(initial: RunConfig, changes: RunData['changes']): string[] {
  const texts = changes.map(({ step, config }, i) => {
    const what = difference(changes[i - 1]?.config ?? initial, config);
    return `after step ${step.toLocaleString('en')}: ${what || 'the same plan'}`;
  });
  const left = texts.length - mostChanges;
  return left > 0 ? [...texts.slice(0, mostChanges), `${left} more live changes`] : texts;
}

function scheduleText(config: RunConfig): string {
  const { learningRate, momentum, switchEpoch, smallLearningRate, smallMomentum } = config;
  const kind = option('schedule', config).toLowerCase();
  const rates = `${kind}: η ${learningRate}, μ ${momentum}`;
  return applies('switchEpoch', config)
    ? `${rates}, from epoch ${switchEpoch} on η ${smallLearningRate}, μ ${smallMomentum}`
    : rates;
}

const option = (name: FieldName, config: RunConfig): string =>
  (fields[name] as { options?: Record<string, string> }).options?.[String(config[name])] ?? '';

const isTelling = (name: FieldName, config: RunConfig) =>
  applies(name, config) && config[name] !== fields[name].default;

const partOf = (config: RunConfig) => (name: FieldName) => {
  const field: Field = fields[name];
  if (field.kind === 'boolean') return `${config[name] ? '' : 'no '}${field.short}`;
  if (field.kind === 'choice') return option(name, config);
  return `${field.short} ${config[name]}${field.unit && field.unit !== '×' ? ` ${field.unit}` : ''}`;
};
