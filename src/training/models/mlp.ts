import { boolean, number } from '../field';
import { activation } from './activation';
import { type Layer, model } from './model';

/** Fully connected network: hidden layers of equal width, each optionally normalized, then the class scores. */
export const mlp = model({
  name: 'mlp',
  label: 'Fully connected',
  fields: {
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
    activation,
    batchNorm: boolean({
      label: 'Batch normalization',
      short: 'batch norm',
      hint: 'Standardize each unit over the batch before the activation.',
      default: false,
    }),
  },
  rules: ({ batchNorm, batchSize, trainSize }) =>
    batchNorm && batchSize < 2
      ? [{ field: 'batchSize', allowed: `2 to ${trainSize} with batch normalization` }]
      : [],
  layers(config, classes) {
    const layers: Layer[] = [];
    for (let i = 0; i < config.hiddenLayers; i++) {
      layers.push({ kind: 'dense', units: config.width });
      if (config.batchNorm) layers.push({ kind: 'batch-norm' });
      layers.push({ kind: 'activation', name: config.activation });
    }
    layers.push({ kind: 'dense', units: classes });
    return layers;
  },
});
