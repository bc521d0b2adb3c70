/**
 * Reads somebody's training log - tables in text, JSON, JSON lines, what programs print - into the tables of its runs.
 * Never throws: a log that cannot be read gives a sentence, and what was left out of one that can gives notes. Pure.
 */
import type { EvaluationColumn, StepColumn, Table } from '../../training/columns';
import type { Readings } from '../../training/regime/types';
import { correctPrograms } from './known-programs';
import { type LogShape, shapeOf } from './log-shape';
import type { LogTable } from './log-table';
import { listed, shortened } from './numbers';
import { ownHeader } from './quantities';
import { readTable } from './read-table';
import { reshaped } from './reshape';
import { type Choice, chosen, type Guess, guessed, type Meaning } from './roles';
import { type RunRows, runsOf } from './runs-in-log';
import { emptyIn, faultIn, lastStep, Sheet } from './sheet';
import { type LogTables, tablesOf } from './tables';
import { timelineOf } from './timeline';

export interface TrainingLog {
  /** Name of the run in the file, or of the file without its ending. */
  name: string;
  /** Rows of it in the file. */
  rows: number;
  /** What was left out, guessed or converted: whole sentences. */
  notes: string[];
  /**
   * From the epoch column; 1 where the log has a row per epoch; else a guess that `notes` names: the steps between
   * evaluations, or 1, or more where that would make over 1000 epochs.
   */
  stepsPerEpoch: number;
  /**
   * A row per step with a loss; NaN: not in the log. Steps need not be consecutive. Where the log has no batch loss,
   * its training loss stands in (`notes` says so). Where it has kappa, slope and lossChange have the ratio that makes
   * `stepNumber` return it (see `kappa-columns.ts`), not a size that was measured.
   */
  steps: Table<StepColumn>;
  /** A row per step with any evaluation. */
  evaluations: Table<EvaluationColumn>;
  /** Every kappa of the log as it stands there, those of steps without a loss too; absent when it has none. */
  measured?: Readings;
}

export type LogResult =
  | { ok: true; logs: TrainingLog[]; notes: string[]; shape: LogShape }
  /** `shape`: what a person may say the columns are; `ask`: the file is a log, and only that is missing. */
  | { ok: false; message: string; shape?: LogShape; ask?: boolean };

/** What a person said of files of one shape: the roles of the columns. */
export type Remembered = Readonly<Record<string, Choice>>;

/**
 * Reads the text of a log; `name` is that of its file. `choice`: what a person says of it now; without one, what was
 * remembered of its shape holds, or else what can be guessed.
 */
export function readLog(text: string, name: string, choice?: Choice, remembered: Remembered = {}): LogResult {
  const source = text.replace(/^\uFEFF/, '');
  if (source.trim() === '') return refused('The file is empty.');
  if (isBinary(source))
    return refused('The file is not text; a training log is a table, JSON or what a program printed.');
  const notes: string[] = [];
  const read = readTable(source, notes);
  if (!read.ok) return read;
  const shaped = reshaped(read.table);
  if (typeof shaped === 'string') return refused(shaped);
  const { table } = shaped;
  correctPrograms(table, notes);
  const kind = shaped.kind ?? read.kind;
  const isChart = kind === 'chart';
  const guess = guessed(table, name, kind);
  const { key } = shapeOf(table, kind, guess);
  const said = choice ?? (Object.hasOwn(remembered, key) ? remembered[key] : undefined);
  if (!choice && said) notes.push('The columns are read as you chose for files like this one.');
  const meaning = said ? chosen(table, said) : guess;
  if (typeof meaning === 'string') return { ...refused(meaning), shape: shapeOf(table, kind, guess) };
  return runsIn({ table, kind, meaning, guess, notes, name, isChart });
}

interface Found {
  table: LogTable;
  kind: string;
  meaning: Meaning;
  guess: Guess;
  notes: string[];
  name: string;
  isChart: boolean;
}

function runsIn({ table, kind, meaning, guess, notes, name, isChart }: Found): LogResult {
  const shape = (taken?: LogTables['taken']) => shapeOf(table, kind, meaning, taken);
  if (meaning === guess && guess.ask) {
    const ask = table.columns.some(({ filled, fault }) => filled > 0 && !fault);
    const why =
      kind === 'numbers'
        ? `Line ${table.numberOf(0)} holds numbers; a log begins with the names of its columns, such as step,loss.`
        : guess.ask;
    return { ...refused(why), ...(ask ? { ask, shape: shape() } : {}) };
  }
  const fault =
    table.rows === 0
      ? 'The log names its columns and has no rows.'
      : (faultIn(table, meaning) ?? emptyIn(table, meaning));
  if (fault !== undefined) return { ...refused(fault), shape: shape() };
  if (meaning === guess) notes.push(...guess.notes);
  const runs = runsOf(table, meaning, notes);
  const logs: TrainingLog[] = [];
  let taken: LogTables['taken'] | undefined;
  for (const run of runs) {
    const read = readRun(table, meaning, run);
    if (typeof read === 'string') return { ...refused(read), shape: shape() };
    taken ??= read.taken;
    logs.push({ ...read.log, name: nameOf(name, run, runs.length > 1 || isChart) });
  }
  if (logs.length === 0) return { ...refused('No run of the file has a loss.'), shape: shape() };
  const used = new Set([...meaning.columns.values(), meaning.run ?? []].flat());
  const unused = table.columns.filter((column) => !used.has(column)).map(({ name: each }) => each);
  const all = [...new Set([...notes, ...logs.flatMap((log) => log.notes)])];
  if (unused.length > 0) all.push(`Not used: ${listed(unused)}.`);
  if (logs.length === 1) logs[0].notes = all;
  return { ok: true, logs, notes: all, shape: shape(taken) };
}

/** The tables of one run. */
function readRun(table: LogTable, meaning: Meaning, { rows }: RunRows) {
  const sheet = new Sheet(rows.length, meaning.columns, rows);
  const timeline = timelineOf(sheet, table.countedTo);
  const last = timeline.steps.at(-1) ?? 0;
  if (last >= lastStep - 1) {
    return `Steps go up to ${(lastStep - 2).toLocaleString('en')}; this log has step ${last}.`;
  }
  const notes = [...timeline.notes];
  const own = !meaning.chosen && ownHeader.every((each, i) => table.columns[i]?.name === each);
  const settled = { own, chosen: meaning.chosen };
  const { taken, ...tables } = tablesOf(timeline, sheet.sources, settled, notes);
  const log = { rows: rows.length, notes, stepsPerEpoch: timeline.stepsPerEpoch, ...tables };
  return { log, taken };
}

function nameOf(file: string, run: RunRows, several: boolean): string {
  const stem = shortened(file.replace(/^.*[\\/]/, '').replace(/(.)\.[^.]*$/, '$1'));
  if (!several || run.name === undefined) return stem;
  return /^\d{1,3}$/.test(run.name) ? `${stem} ${run.name}` : shortened(run.name);
}

function isBinary(text: string): boolean {
  const start = text.slice(0, 65_536);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const controls = start.match(/[\0-\x07\x0E-\x1A]/g)?.length ?? 0;
  return 100 * controls > start.length || 10 * (start.split('\uFFFD').length - 1) > start.length;
}

function refused(message: string): { ok: false; message: string } {
  return { ok: false, message };
}
