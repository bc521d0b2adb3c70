import { activation } from './activation';
import { type Layer, model } from './model';

/** A small image network: two 3 x 3 convolutions of stride 2 with 8 and 16 channels, then linear. */
export const cnn2d = model({
  name: 'cnn2d',
  label: '2-D convolutional',
  fields: { activation },
  fits: (shape) => shape.length === 3,
  layers(config, classes) {
    const layers: Layer[] = [];
    for (const channels of [8, 16]) {
      layers.push({
        kind: 'convolution',
        channels,
        kernel: { height: 3, width: 3 },
        stride: { height: 2, width: 2 },
        padding: { height: 1, width: 1 },
      });
      layers.push({ kind: 'activation', name: config.activation });
    }
    layers.push({ kind: 'dense', units: classes });
    return layers;
  },
});
