/** The data of a run as Python code on NumPy. Every program defines `load_data`, which gives both splits. */
import { applies, type RunConfig } from '../../training/config';
import { dataCodeOf } from '../../training/data/codes';
import { datasets } from '../../training/data/registry';
import { lines, literal } from '../../training/python';

export interface DataPart {
  /** Modules that only this data needs. */
  imports: readonly string[];
  /** Lines of constants. */
  constants: string;
  /** Top-level definitions, `load_data` the last. */
  parts: string[];
  /** How the option `--data` goes on, for data that is read from files; `load_data` takes it after the seed. */
  dataArgument: string | undefined;
}

export function dataPart(config: RunConfig): DataPart {
  const { dataset, labelNoise } = config;
  const noisy = labelNoise > 0;
  const { imports = [], parts, load, dataArgument } = dataCodeOf(dataset);
  const { classes } = datasets.of(dataset);
  return {
    imports,
    constants: lines(
      Number.isFinite(classes) && `CLASSES = ${literal(classes)}`,
      `TRAIN_SIZE = ${literal(config.trainSize)}`,
      applies('dataNoise', config) && `INPUT_NOISE = ${literal(config.dataNoise)}  # standard deviation`,
      noisy && `LABEL_NOISE = ${literal(labelNoise)}  # percent of the training labels`,
    ),
    parts: [...parts, noisy ? spoilLabels : '', load(noisy)],
    dataArgument,
  };
}

const spoilLabels = `def spoil_labels(labels, classes, rng):
    """Gives LABEL_NOISE percent of the labels another class, drawn evenly from the wrong ones."""
    count = math.floor(len(labels) * LABEL_NOISE / 100 + 0.5)
    wrong = rng.permutation(len(labels))[:count]
    labels[wrong] = (labels[wrong] + rng.integers(1, classes, count)) % classes
    return labels`;
