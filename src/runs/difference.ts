/** What sets two configurations apart, in a few words. Pure. */
import { applies, changedFields, type RunConfig } from '../training/config';
import type { Field } from '../training/field';
import { type FieldName, fields } from '../training/fields';

/** Fields in the order in which they matter to a reader. */
const order: readonly FieldName[] = [
  'dataset',
  'model',
  'loss',
  'schedule',
  'learningRate',
  'momentum',
  'switchEpoch',
  'smallLearningRate',
  'smallMomentum',
  'batchSize',
  'labelNoise',
  'trainSize',
];
const mostParts = 4;

/** "η 0.4 → 0.1, wrong labels 0 → 20 %, + Nesterov"; empty for two that train alike. */
export function difference(from: RunConfig, to: RunConfig): string {
  return listed(telling(from, to).map((name) => part(name, from, to)));
}

/** Fields that tell two configurations apart, the ones that matter first. */
export function telling(from: RunConfig, to: RunConfig): FieldName[] {
  const rank = (name: FieldName) => (order.includes(name) ? order.indexOf(name) : order.length);
  return (
    changedFields(from, to)
      // What a changed kind of schedule or network brings along is told by its value alone, if it matters now.
      .filter((name) => applies(name, to))
      // Another data set says it all; its checksum is only told where own data took the place of own data.
      .filter((name) => name !== 'ownData' || from.dataset === to.dataset)
      .sort((a, b) => rank(a) - rank(b))
  );
}

/** The first few of some parts, and how many more there are. */
export function listed(parts: readonly string[]): string {
  const left = parts.length - mostParts;
  return [...parts.slice(0, mostParts), ...(left > 0 ? [`${left} more`] : [])].join(', ');
}

function part(name: FieldName, from: RunConfig, to: RunConfig): string {
  const field: Field = fields[name];
  if (field.kind === 'boolean') return `${to[name] ? '+' : '−'} ${field.short}`;
  if (field.kind === 'choice') {
    const options = field.options as Record<string, string>;
    return `${options[String(from[name])]} → ${options[String(to[name])]}`;
  }
  const unit = field.unit && field.unit !== '×' ? ` ${field.unit}` : '';
  if (name === 'seed') return `seed ${to.seed}`;
  // Checksums say nothing to a reader.
  if (name === 'ownData') return 'other own data';
  const [before, after] = apart(from[name] as number, to[name] as number);
  return `${field.short} ${applies(name, from) ? `${before} → ` : ''}${after}${unit}`;
}

export const numberText = (x: number, digits = 4) => String(Number(x.toPrecision(digits)));

/** Two numbers that differ, with as many digits as show that they do; 17 tell any two apart. */
function apart(from: number, to: number): [string, string] {
  const digits = [4, 8, 17].find((each) => numberText(from, each) !== numberText(to, each));
  return [numberText(from, digits), numberText(to, digits)];
}
