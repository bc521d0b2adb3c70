/** The network of a run as PyTorch code, with its first weights. */
import type { RunConfig } from '../../training/config';
import type { DataSource } from '../../training/data/dataset';
import { datasets } from '../../training/data/registry';
import { type Layer, type PlacedLayer, placeLayers, sizeOf } from '../../training/models/model';
import { models } from '../../training/models/registry';
import { float, lines, literal } from '../../training/python';

export interface ModelCode {
  /** Definitions of `make_model()` and, where PyTorch's own first weights do not do, `initialize(model)`. */
  parts: string[];
  /** The network normalizes over batches: measurements must leave the running averages alone. */
  normalizes: boolean;
  /** The sizes of somebody's own data are known when the program has read it: `make_model` takes them. */
  sizesFromData: boolean;
}

export function modelCode(config: RunConfig): ModelCode {
  const { classes, inputShape }: DataSource = datasets.of(config.dataset);
  const layers = placeLayers(models.of(config.model).layers(config, classes), inputShape ?? [2]);
  const sizesFromData = inputShape === undefined;
  const normalizes = layers.some(({ layer }) => layer.kind === 'batch-norm');
  // A single example left for the last batch of an epoch stops torch.nn.BatchNorm1d with an error.
  const single = normalizes && config.trainSize % config.batchSize === 1;
  const calls = modules(layers, inputShape, single ? 'BatchNorm' : 'nn.BatchNorm1d');
  const make = lines(
    `def make_model(${sizesFromData ? 'features, classes' : ''}):`,
    '    """Class scores of a batch; the loss takes them as they are."""',
    '    return nn.Sequential(',
    ...calls.map((call) => `        ${call},`),
    '    )',
  );
  return { parts: [single ? singleBatchNorm : '', make, initialize(config)], normalizes, sizesFromData };
}

const singleBatchNorm = `class BatchNorm(nn.BatchNorm1d):
    """A batch of one example has no spread: every unit becomes its shift, and the running averages stay."""

    def forward(self, x):
        return super().forward(x) if len(x) > 1 or not self.training else 0 * x * self.weight + self.bias`;

/** Constructor calls of torch.nn, in order; PyTorch's images are [channels, height, width] or [channels, length]. */
function modules(
  layers: readonly PlacedLayer[],
  dataShape: readonly number[] | undefined,
  batchNorm: string,
): string[] {
  const isImage = dataShape?.length === 3;
  return layers.flatMap(({ layer, inputShape }, i) => {
    if (layer.kind === 'dense' && !dataShape) {
      const features = i === 0 ? 'features' : literal(sizeOf(inputShape));
      return [`nn.Linear(${features}, ${i === layers.length - 1 ? 'classes' : literal(layer.units)})`];
    }
    const call = moduleOf(layer, inputShape, isImage, batchNorm);
    if (layer.kind === 'dense' && inputShape.length > 1) return ['nn.Flatten()', call];
    if (layer.kind === 'convolution' && i === 0 && !isImage) return ['nn.Unflatten(1, (1, -1))', call];
    return [call];
  });
}

const activations: Record<RunConfig['activation'], string> = {
  relu: 'nn.ReLU()',
  tanh: 'nn.Tanh()',
  gelu: 'nn.GELU()',
};

function moduleOf(layer: Layer, inputShape: readonly number[], isImage: boolean, batchNorm: string): string {
  const size = literal(sizeOf(inputShape));
  switch (layer.kind) {
    case 'activation':
      return activations[layer.name];
    case 'batch-norm':
      return `${batchNorm}(${size})`;
    case 'dense':
      return `nn.Linear(${size}, ${literal(layer.units)})`;
    case 'convolution': {
      const channels = inputShape.length === 3 ? inputShape[2] : 1;
      // Kernels are square, or as wide as a 1-D signal: one number says it.
      const { kernel, stride, padding } = layer;
      const geometry = `${literal(kernel.height)}, stride=${literal(stride.height)}, padding=${literal(padding.height)}`;
      return `nn.Conv${isImage ? 2 : 1}d(${literal(channels)}, ${literal(layer.channels)}, ${geometry})`;
    }
  }
}

/** PyTorch's default is the rule 'pytorch': uniform within 1/sqrt(fan-in), weights and biases. */
function initialize({ initialization, initScale }: RunConfig): string {
  if (initialization === 'pytorch' && initScale === 1) return '';
  const rules: Record<typeof initialization, string | false> = {
    pytorch: false,
    he: '            nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")',
    glorot: '            nn.init.xavier_uniform_(layer.weight)',
  };
  const names: Record<typeof initialization, string> = {
    pytorch: "PyTorch's own (uniform within 1/sqrt(fan-in), biases too)",
    he: 'normal with variance 2/fan-in, biases 0 (He et al. 2015)',
    glorot: 'uniform within sqrt(6/(fan-in + fan-out)), biases 0 (Glorot & Bengio 2010)',
  };
  const scaled = initScale !== 1;
  return lines(
    'def initialize(model):',
    `    """First weights: ${names[initialization]}${scaled ? `, times ${literal(initScale)}` : ''}."""`,
    '    for layer in model:',
    '        if isinstance(layer, (nn.Linear, nn.Conv1d, nn.Conv2d)):',
    rules[initialization],
    rules[initialization] !== false && '            nn.init.zeros_(layer.bias)',
    scaled && '            with torch.no_grad():',
    scaled && `                layer.weight *= ${float(initScale)}`,
    scaled && initialization === 'pytorch' && `                layer.bias *= ${float(initScale)}`,
  );
}
