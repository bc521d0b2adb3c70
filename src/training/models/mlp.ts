import type { Layer, Model } from './model';

/** Fully connected network: hidden layers of equal width, each optionally normalized, then the class scores. */
export const mlp: Model = {
  name: 'mlp',
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
};
