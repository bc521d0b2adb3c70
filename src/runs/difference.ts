/** What sets two runs apart, in a few words, and from that a name for every run. Pure. */
import { changedFields, isRelevant, type RunConfig } from '../training/config';
import type { Field } from '../training/field';
import { type FieldName, fields } from '../training/fields';
import { configAt } from './forking';
import type { RunEntry } from './run-entry';
import { shippedId } from './run-list';

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
  const rank = (name: FieldName) => (order.includes(name) ? order.indexOf(name) : order.length);
  const changed = changedFields(from, to)
    .filter((name) => isRelevant(name, to) || isRelevant(name, from))
    // What a changed kind of schedule or network brings along is told by its value alone, if it matters now.
    .filter((name) => isRelevant(name, to))
    // Another data set says it all; its checksum is only told where own data took the place of own data.
    .filter((name) => name !== 'ownData' || from.dataset === to.dataset)
    .sort((a, b) => rank(a) - rank(b));
  const parts = changed.map((name) => part(name, from, to));
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
  return `${field.short} ${isRelevant(name, from) ? `${before} → ` : ''}${after}${unit}`;
}

const numberText = (x: number, digits = 4) => String(Number(x.toPrecision(digits)));

/** Two numbers that differ, with as many digits as show that they do; 17 tell any two apart. */
function apart(from: number, to: number): [string, string] {
  const digits = [4, 8, 17].find((each) => numberText(from, each) !== numberText(to, each));
  return [numberText(from, digits), numberText(to, digits)];
}

/**
 * A name for every run: the one a person gave; for a fork, the step and what it does otherwise; else what sets it
 * apart from the first run. Names that would be equal are numbered.
 */
export function names(runs: readonly RunEntry[]): Map<string, string> {
  const first = runs.find(({ data, parent }) => data.origin === 'run' && !parent);
  const given = new Map(runs.map((run) => [run.id, run.name || automatic(run, runs, first)]));
  // A number may be part of a name that somebody gave: that one is taken too.
  const taken = new Set(given.values());
  const seen = new Set<string>();
  for (const [id, name] of given) {
    if (!seen.has(name)) {
      seen.add(name);
      continue;
    }
    let count = 2;
    while (taken.has(`${name} (${count})`)) count++;
    given.set(id, `${name} (${count})`);
    taken.add(`${name} (${count})`);
  }
  return given;
}

function automatic(run: RunEntry, runs: readonly RunEntry[], first: RunEntry | undefined): string {
  const { data, parent, id } = run;
  if (id === shippedId) return 'Recorded: two phases';
  if (data.origin === 'log') return 'Training log';
  if (parent) {
    const from = runs.find((each) => each.id === parent.id);
    const before = from ? configAt(from.data, parent.step) : data.initial;
    const what = difference(before, configAt(data, parent.step));
    const where = `fork at ${parent.step.toLocaleString('en')}`;
    return what ? `${where}: ${what}` : where;
  }
  const { dataset, model, schedule, learningRate } = data.initial;
  const own = `${fields.dataset.options[dataset]}, ${fields.model.options[model].toLowerCase()}, ${fields.schedule.options[schedule].toLowerCase()}, η ${numberText(learningRate)}`;
  if (!first || run === first) return own;
  return difference(first.data.initial, data.initial) || own;
}
