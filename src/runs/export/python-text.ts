/** Python source from validated values: numbers and switches become literals, never text that somebody wrote. */
import type { RunConfig } from '../../training/config';
import { stepsPerEpochOf } from '../../training/schedules/plan';

/** A number or a switch as a Python literal; whatever else it is given becomes NaN, so nothing can smuggle in code. */
export function literal(value: number | boolean): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return Number.isFinite(value) ? String(value) : 'float("nan")';
}

/** A number as a Python float: 1 becomes 1.0. */
export function float(value: number): string {
  const text = literal(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** Top-level parts of a file, two blank lines between them (PEP 8); empty parts are left out. */
export function joinParts(parts: readonly string[]): string {
  const present = parts.map((part) => part.trim()).filter((part) => part !== '');
  return `${present.join('\n\n\n')}\n`;
}

/** Lines of one part, those that are not wanted left out. */
export function lines(...all: (string | false)[]): string {
  return all.filter((line) => line !== false).join('\n');
}

/** The update of a run in one line, as a comment; src/training/engines/tfjs/updates/updater.ts has the whole of it. */
export function updateFormula({
  nesterov,
  weightDecay,
}: Pick<RunConfig, 'nesterov' | 'weightDecay'>): string {
  const decays = weightDecay > 0;
  const d = decays ? 'd' : 'g';
  const step = nesterov ? `(${d} + momentum * v)` : 'v';
  return `${decays ? 'd = g + weight_decay * w;  ' : ''}v <- momentum * v + ${d};  w <- w - lr * ${step}`;
}

/** Definition of STEPS_PER_EPOCH for programs that have no data. */
export function stepsPerEpochLine(config: RunConfig, stepsPerEpoch = stepsPerEpochOf(config)): string {
  const { trainSize, batchSize } = config;
  return `STEPS_PER_EPOCH = ${literal(stepsPerEpoch)}  # ${literal(trainSize)} examples in batches of ${literal(batchSize)}`;
}
