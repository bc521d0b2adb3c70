/**
 * Reads somebody's training log - CSV in its kinds, JSON lines, JSON - into the tables of a run. Never throws: a log
 * that cannot be read gives a sentence, and what was left out of one that can gives notes. Pure.
 */
import type { EvaluationColumn, StepColumn, Table } from '../../training/columns';
import type { Readings } from '../../training/regime/types';
import { eachRow, plainText, separatorOf } from './csv';
import { eachJsonRow, looksLikeJson } from './json';
import { numberReader, shortened, valuesText } from './numbers';
import { lossQuantities, ownHeader, type Quantity, quantityOf } from './quantities';
import { lastStep, Sheet } from './sheet';
import { tablesOf } from './tables';
import { timelineOf } from './timeline';

export interface TrainingLog {
  /** Name of the file without its ending. */
  name: string;
  /** Rows in the file. */
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

export type LogResult = { ok: true; log: TrainingLog } | { ok: false; message: string };

/** Reads the text of a log; `name` is that of its file. */
export function readLog(text: string, name: string): LogResult {
  const source = plainText(text);
  if (source.trim() === '') return refused('The file is empty.');
  if (isBinary(source)) return refused('The file is not text; a training log is CSV, JSON lines or JSON.');
  const notes: string[] = [];
  const read = looksLikeJson(source) ? readJson(source, name, notes) : readCsv(source, name, notes);
  if (!read.ok) return read;
  const { sheet, own } = read;
  const fault = faultOf(sheet);
  if (fault !== undefined) return refused(fault);
  const timeline = timelineOf(sheet);
  const last = timeline.steps.at(-1) ?? 0;
  if (last >= lastStep - 1) {
    return refused(`Steps go up to ${(lastStep - 2).toLocaleString('en')}; this log has step ${last}.`);
  }
  notes.push(...timeline.notes);
  const tables = tablesOf(timeline, sheet.sources, own, notes);
  if (sheet.unused.size > 0) notes.push(`Not used: ${listed([...sheet.unused])}.`);
  return {
    ok: true,
    log: {
      name: shortened(name.replace(/^.*[\\/]/, '').replace(/(.)\.[^.]*$/, '$1')),
      rows: sheet.rows,
      notes,
      stepsPerEpoch: timeline.stepsPerEpoch,
      ...tables,
    },
  };
}

type Read = { ok: true; sheet: Sheet; own: boolean } | { ok: false; message: string };

function readCsv(text: string, name: string, notes: string[]): Read {
  const separator = separatorOf(text);
  const sheet = new Sheet(numberReader(separator !== ','), quantityOfFile(name));
  let names: string[] | undefined;
  let repeated = 0;
  /** A row with too few values; one that was cut short while it was written, if it is the last. */
  let short: { line: number; message: string } | undefined;
  const fault = eachRow(text, separator, (cells, line) => {
    if (!names) {
      names = headerOf(cells);
      sheet.know(names);
      return names.some((each) => each !== '' && Number.isNaN(Number(each)))
        ? undefined
        : `Line ${line} holds numbers; a log begins with the names of its columns, such as step,loss.`;
    }
    if (short) return short.message;
    if (cells.every((cell, i) => cell.trim() === names?.[i])) {
      repeated++;
      return undefined;
    }
    const message = `Line ${line} has ${valuesText(cells.length)}; the header names ${names.length}.`;
    if (cells.slice(names.length).some((cell) => cell.trim() !== '')) return message;
    if (cells.length < names.length) {
      short = { line, message };
      return undefined;
    }
    return sheet.addRow(names, cells, `Line ${line}`);
  });
  if (fault !== undefined) return refused(fault);
  if (short) notes.push(`Line ${short.line}, the last one, is cut short and left out.`);
  if (repeated > 0) notes.push(`Lines that repeat the header are left out: ${repeated}.`);
  const own = names !== undefined && ownHeader.every((each, i) => names?.[i] === each);
  return { ok: true, sheet, own };
}

/** Trimmed names; one that was there before stands for nothing. */
function headerOf(cells: readonly string[]): string[] {
  const before = new Set<string>();
  return cells.map((cell) => {
    const name = cell.trim();
    if (before.has(name)) return '';
    before.add(name);
    return name;
  });
}

function readJson(text: string, name: string, notes: string[]): Read {
  const sheet = new Sheet(numberReader(false), quantityOfFile(name));
  const fault = eachJsonRow(
    text,
    (names, values, place) => sheet.addRow(names, values, place),
    (note) => notes.push(note),
  );
  return fault === undefined ? { ok: true, sheet, own: false } : refused(fault);
}

/** What a column `value` holds in a download of TensorBoard: `run-...-tag-train_loss.csv`. */
function quantityOfFile(name: string): Quantity | undefined {
  const stem = name.replace(/\.\w+$/, '');
  const found = quantityOf(stem.split('-tag-').at(-1) ?? stem)?.quantity;
  return found === 'step' || found === 'epoch' ? undefined : found;
}

/** Why the numbers are no training log; nothing when they are. */
function faultOf(sheet: Sheet): string | undefined {
  const losses = lossQuantities.filter((each) => sheet.sources.has(each));
  if (losses.length === 0) {
    const names = [...sheet.sources.values(), ...sheet.unused];
    const there = names.length === 0 ? 'The file names no columns' : `There are ${listed(names)}`;
    return `No column with a loss. ${there}; a loss is called loss, batch_loss, train_loss or val_loss.`;
  }
  if (sheet.rows === 0) return 'The log names its columns and has no rows.';
  if (losses.every((each) => !sheet.column(each)?.some(Number.isFinite))) {
    const names = losses.map((each) => `“${shortened(sheet.sources.get(each) ?? each)}”`);
    return `There is no number in ${names.join(' or ')}.`;
  }
  return undefined;
}

function isBinary(text: string): boolean {
  const start = text.slice(0, 65_536);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return /[\0-\x08\x0E-\x1A]/.test(start) || 10 * (start.split('\uFFFD').length - 1) > start.length;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 8).map((each) => `“${shortened(each)}”`);
  const more = names.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more.toLocaleString('en')} more` : '');
}

function refused(message: string): { ok: false; message: string } {
  return { ok: false, message };
}
