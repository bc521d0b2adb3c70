/** Random valid configurations for property tests, made from the table of fields. For tests only. */
import fc from 'fast-check';
import { mostExamples, type RunConfig, trainsOn } from './config';
import { datasets } from './data/registry';
import type { Field } from './field';
import { type FieldName, fieldNames, fields } from './fields';

/** Any value that one field allows by itself; limits and the default come up often. */
export function valuesOf(name: FieldName): fc.Arbitrary<number | string | boolean> {
  const field: Field = fields[name];
  if (field.kind === 'boolean') return fc.boolean();
  if (field.kind === 'choice') return fc.constantFrom(...Object.keys(field.options));
  const { min, max } = field;
  const any = field.integer ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true });
  return fc.oneof({ weight: 3, arbitrary: any }, fc.constantFrom(min, max, field.default));
}

/** Any valid configuration: independent fields, then those that another field limits are brought within reach. */
export const validConfigs: fc.Arbitrary<RunConfig> = fc
  .record(Object.fromEntries(fieldNames.map((name) => [name, valuesOf(name)])))
  .map((values) => {
    const config = values as unknown as RunConfig;
    const { model, dataset } = config;
    if (!trainsOn(model, dataset))
      config.dataset = datasets.names.find((name) => trainsOn(model, name)) ?? dataset;
    if (config.dataset === 'own') config.ownData = Math.max(1, config.ownData);
    config.trainSize = Math.min(config.trainSize, mostExamples(config.dataset));
    config.batchSize = Math.min(config.batchSize, config.trainSize);
    if (config.batchNorm && config.model === 'mlp') config.batchSize = Math.max(2, config.batchSize);
    if (config.schedule === 'two-phase') config.switchEpoch = Math.min(config.switchEpoch, config.epochs);
    config.warmupEpochs = Math.min(config.warmupEpochs, config.epochs);
    return config;
  });
