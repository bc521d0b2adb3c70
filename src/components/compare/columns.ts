/** Columns of the comparison: hyper-parameters in which the runs differ, and what came of each run. Pure. */
import { csvFormatRows } from 'd3';
import { configAt } from '../../runs/forking';
import { type Outcome, outcomeOf } from '../../runs/quantities';
import type { RunEntry } from '../../runs/run-entry';
import { applies, type RunConfig } from '../../training/config';
import type { Field } from '../../training/field';
import { type FieldName, fieldNames, fields } from '../../training/fields';

export interface Cell {
  text: string;
  /** What it is sorted by; undefined where there is nothing to say. */
  value: number | string | undefined;
  /** In a file: numbers with all their digits. */
  raw: string;
}

export interface Column {
  id: string;
  label: string;
  /** The whole name, where the label is short. */
  title: string;
  cell(run: RunEntry): Cell;
}

const none: Cell = { text: '–', value: undefined, raw: '' };
const loss = (x: number) => String(Number(x.toPrecision(3)));
const percent = (x: number) => `${(100 * x).toFixed(1)}\u00a0%`;

const outcomes: readonly { id: keyof Outcome; label: string; title?: string; text(x: number): string }[] = [
  { id: 'testAccuracy', label: 'Test accuracy', text: percent },
  { id: 'bestTestAccuracy', label: 'best', title: 'Best test accuracy', text: percent },
  { id: 'trainLoss', label: 'Training loss', text: loss },
  { id: 'bestTrainLoss', label: 'least', title: 'Least training loss', text: loss },
  { id: 'testLoss', label: 'Test loss', text: loss },
  { id: 'bestTestLoss', label: 'least', title: 'Least test loss', text: loss },
  { id: 'trainAccuracy', label: 'Training accuracy', text: percent },
  { id: 'bestTrainAccuracy', label: 'best', title: 'Best training accuracy', text: percent },
  { id: 'large', label: 'Large step', text: percent },
  { id: 'transition', label: 'Transition', text: percent },
  { id: 'small', label: 'Small step', text: percent },
  { id: 'steps', label: 'Steps', text: (x) => x.toLocaleString('en') },
  { id: 'seconds', label: 'Seconds', text: (x) => x.toFixed(1) },
];

/** One column for every field in which runs of the table differ, then the outcomes. */
export function columnsOf(runs: readonly RunEntry[]): Column[] {
  const differing = fieldNames.filter((name) => new Set(runs.map((run) => settingText(run, name))).size > 1);
  const known = new Map(runs.map((run) => [run, outcomeOf(run)]));
  const cameOf = (run: RunEntry) => known.get(run) ?? outcomeOf(run);
  return [...differing.map(settingColumn), ...outcomes.map((each) => outcomeColumn(each, cameOf))];
}

function settingColumn(name: FieldName): Column {
  const field: Field = fields[name];
  const unit = field.unit && field.unit !== '×' ? `, ${field.unit}` : '';
  return {
    id: name,
    label: field.short + unit,
    title: field.label + unit,
    cell: (run) => {
      const text = settingText(run, name);
      if (text === undefined) return none;
      const last = configsOf(run).at(-1)?.[name];
      return { text, value: typeof last === 'number' ? last : text, raw: text };
    },
  };
}

function outcomeColumn(
  { id, label, title = label, text }: (typeof outcomes)[number],
  cameOf: (run: RunEntry) => Outcome,
): Column {
  return {
    id,
    label,
    title,
    cell: (run) => {
      const value = cameOf(run)[id];
      return Number.isNaN(value) ? none : { text: text(value), value, raw: String(value) };
    },
  };
}

/** What a run trained with, one after the other; of a fork, from where it parted. Nothing is known of a log. */
function configsOf({ data, parent }: RunEntry): RunConfig[] {
  if (data.origin === 'log') return [];
  const from = parent?.step ?? 0;
  const later = data.changes.filter(({ step }) => step > from).map(({ config }) => config);
  return [configAt(data, from), ...later];
}

/** "0.4", or "0.4 → 0.1" after a live change; undefined where the field decides nothing. */
function settingText(run: RunEntry, name: FieldName): string | undefined {
  const texts = configsOf(run)
    .filter((config) => applies(name, config))
    .map((config) => valueText(name, config));
  const parts = texts.filter((text, i) => text !== texts[i - 1]);
  return parts.length === 0 ? undefined : parts.join(' → ');
}

function valueText(name: FieldName, config: RunConfig): string {
  const field: Field = fields[name];
  if (field.kind === 'boolean') return config[name] ? 'on' : 'off';
  if (field.kind === 'choice') return (field.options as Record<string, string>)[String(config[name])];
  return String(config[name]);
}

/** The table as a file: runs in its order, a column for each of its columns. */
export function tableCsv(
  runs: readonly RunEntry[],
  names: ReadonlyMap<string, string>,
  columns: readonly Column[],
): string {
  const rows = runs.map((run) => [names.get(run.id) ?? '', ...columns.map(({ cell }) => cell(run).raw)]);
  return `${csvFormatRows([['run', ...columns.map(({ id }) => id)], ...rows])}\n`;
}
