/** Names of runs: what a person called them, else what they are and what sets them apart. Pure. */
import type { RunConfig } from '../training/config';
import type { Field } from '../training/field';
import { type FieldName, fields } from '../training/fields';
import { dropOf } from '../training/schedules/plan';
import { difference, listed, numberText, telling } from './difference';
import { configAt } from './forking';
import type { RunData } from './run-data';
import type { RunEntry } from './run-entry';
import { recordedName, shippedId } from './run-list';

/** A name for every run. Names that would be equal are numbered. */
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
  if (id === shippedId) return recordedName;
  if (data.origin === 'log') return 'Training log';
  if (parent) return forkName(data, parent.step, runs.find((each) => each.id === parent.id)?.data);
  const { dataset, model, schedule, learningRate } = data.initial;
  const own = `${fields.dataset.options[dataset]}, ${fields.model.options[model].toLowerCase()}, ${fields.schedule.options[schedule].toLowerCase()}, η ${numberText(learningRate)}`;
  if (!first || run === first) return own;
  return besides(first.data, data) || own;
}

/** The fields that say how a run steps from one phase to the other; a word or two take their place. */
const phases: readonly FieldName[] = ['schedule', 'switchEpoch', 'learningRate', 'momentum', 'warmupEpochs'];

/** "large throughout", "dropped at epoch 23.8, small η 0.003 → 0.001", "η 0.4 → 0.1 from epoch 23.8". */
function forkName(data: RunData, step: number, parent: RunData | undefined): string {
  const where = `epoch ${numberText(step / data.stepsPerEpoch, 3)}`;
  const before = parent ? configAt(parent, step) : data.initial;
  const after = configAt(data, step);
  const changed = telling(before, after);
  if (changed.length === 0) return `fork at ${where}`;
  const drop = dropWords(data, step);
  const kept = after.schedule === 'constant' && before.schedule !== 'constant' && !drop;
  const dropped = drop && (changed.includes('schedule') || changed.includes('switchEpoch'));
  if (!kept && !dropped) return `${difference(before, after)} from ${where}`;
  const small = (dropOf(before) ?? Number.POSITIVE_INFINITY) * data.stepsPerEpoch < step;
  const word = dropped ? drop : small ? `large again from ${where}` : keptWord(before, where);
  const rest = { ...after, ...Object.fromEntries(phases.map((name) => [name, before[name]])) };
  return [word, difference(before, rest)].filter(Boolean).join(', ');
}

function keptWord(config: RunConfig, where: string): string {
  return dropOf(config) !== undefined ? 'large throughout' : `rate kept from ${where}`;
}

/** "dropped at epoch 23.8", of a drop that is still to come "drops at epoch 30"; of one after step `from`. */
function dropWords(data: RunData, from: number): string | undefined {
  const { dropStep, stepsPerEpoch } = data;
  if (dropStep === undefined || dropStep <= from - 1) return;
  const taken = dropStep <= (data.steps.last('step') ?? 0) + 1;
  return `${taken ? 'dropped' : 'drops'} at epoch ${numberText(dropStep / stepsPerEpoch, 3)}`;
}

/** "η 0.4, μ 0, seed 2": the rates of a run, and what else it does otherwise than another one. */
function besides({ initial: from }: RunData, data: RunData): string {
  const { initial: to } = data;
  const differing = telling(from, to);
  if (differing.length === 0) return '';
  const rest = differing.filter((name) => name !== 'learningRate' && name !== 'momentum');
  const rates = (['learningRate', 'momentum'] as const).map((name) => valueText(name, to, from));
  return listed([...rates, ...rest.map((name) => valueText(name, to, from))]);
}

/** "seed 2", "wrong labels 20 %", "Cosine", "+ Nesterov"; with as many digits as tell it from another value. */
function valueText(name: FieldName, config: RunConfig, other: RunConfig): string {
  const field: Field = fields[name];
  if (name === 'ownData') return 'other own data';
  if (field.kind === 'boolean') return `${config[name] ? '+' : '−'} ${field.short}`;
  if (field.kind === 'choice') return (field.options as Record<string, string>)[String(config[name])];
  const unit = field.unit && field.unit !== '×' ? ` ${field.unit}` : '';
  const [value, than] = [config[name], other[name]] as number[];
  const digits = [4, 8, 17].find((each) => numberText(value, each) !== numberText(than, each));
  return `${field.short} ${numberText(value, digits)}${unit}`;
}
