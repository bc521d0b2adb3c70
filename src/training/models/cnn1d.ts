import { activation } from './activation';
import { type Layer, model } from './model';

/** The convolutional network used with MNIST-1D: three convolutions of 25 channels, stride 2, then linear. */
export const cnn1d = model({
  name: 'cnn1d',
  label: '1-D convolutional',
  fields: { activation },
  // Each of the three convolutions halves the length.
  fits: (shape) => shape.length === 1 && shape[0] >= 8,
  layers(config, classes) {
    const layers: Layer[] = [];
    for (const kernel of [5, 3, 3]) {
      layers.push({
        kind: 'convolution',
        channels: 25,
        kernel: { height: kernel, width: 1 },
        stride: { height: 2, width: 1 },
        padding: { height: 1, width: 0 },
      });
      layers.push({ kind: 'activation', name: config.activation });
    }
    layers.push({ kind: 'dense', units: classes });
    return layers;
  },
});
