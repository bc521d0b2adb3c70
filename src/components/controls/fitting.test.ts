import { expect, test } from 'vitest';
import { defaultConfig, parseConfig, type RunConfig } from '../../training/config';
import { fields } from '../../training/fields';
import { fitting } from './fitting';

const apply = (change: Partial<RunConfig>, config: RunConfig) => parseConfig(fitting(change, config), config);
const configs: RunConfig[] = [
  defaultConfig,
  { ...defaultConfig, model: 'cnn1d' },
  { ...defaultConfig, dataset: 'fashion', model: 'cnn2d', trainSize: 5000, batchSize: 5000 },
  { ...defaultConfig, dataset: 'moons', trainSize: 5000, batchSize: 4500 },
];

test('any data set and any network can be chosen from anywhere', () => {
  for (const config of configs) {
    for (const dataset of Object.keys(fields.dataset.options) as RunConfig['dataset'][]) {
      // Own data is opened, not chosen.
      if (dataset === 'own') continue;
      expect(apply({ dataset }, config)).toMatchObject({ ok: true, config: { dataset } });
    }
    for (const model of Object.keys(fields.model.options) as RunConfig['model'][]) {
      expect(apply({ model }, config)).toMatchObject({ ok: true, config: { model } });
    }
  }
});

test('fewer examples shrink the batch, an explicit batch size is left to be refused', () => {
  expect(apply({ trainSize: 20 }, defaultConfig)).toMatchObject({ ok: true, config: { batchSize: 20 } });
  expect(apply({ batchSize: 5000 }, defaultConfig).ok).toBe(false);
});

test('other epochs move the drop along', () => {
  expect(fitting({ epochs: 20 }, defaultConfig)).toEqual({ epochs: 20, switchEpoch: 10 });
  expect(apply({ epochs: 1 }, defaultConfig).ok).toBe(true);
});

test('other epochs of a run that has come some way leave its past alone', () => {
  // The drop at epoch 30 was taken, just now or long ago: a later end does not take it back.
  for (const done of [30, 30.5, 59]) {
    expect(fitting({ epochs: 100 }, defaultConfig, done)).toEqual({ epochs: 100, switchEpoch: 30 });
  }
  // It is still to come: it moves along, but not into the past.
  expect(fitting({ epochs: 100 }, defaultConfig, 29.5)).toEqual({ epochs: 100, switchEpoch: 50 });
  expect(fitting({ epochs: 40 }, defaultConfig, 24.5)).toEqual({ epochs: 40, switchEpoch: 25 });
});

test('a value that will be refused takes nothing along', () => {
  for (const change of [{ epochs: 1e99 }, { epochs: -1 }, { trainSize: -1 }, { trainSize: 1e9 }]) {
    expect(fitting(change, defaultConfig)).toEqual(change);
  }
});

test('everything else passes unchanged', () => {
  expect(fitting({ learningRate: 99 }, defaultConfig)).toEqual({ learningRate: 99 });
});
