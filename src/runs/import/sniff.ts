/** What kind of file a person gave, by its first bytes. Pure. */
import { isBinaryData } from '../../training/data/own/binary-kinds';
import { decodeText } from '../../training/data/text/decode-text';
import { hasNumberForm } from '../../training/data/text/numbers';
import { eachRow, withLineFeeds } from '../../training/data/text/rows';
import { rowsOf, tableFormOf } from '../../training/data/text/table-form';
import { looksLikeJson } from './json';
import { looksPrinted } from './plain-line';
import { printedNames } from './printed';
import { isLoss, isTagName, isValueName, quantityOf } from './quantities';

/** `log`: any text that is not plainly something else; its reader says what is missing. */
export type FileKind = 'run-file' | 'run-files' | 'log' | 'data' | 'unknown';

/** Bytes of a file that are looked at. */
export const sniffedBytes = 65_536;

/** A column with more different texts is no label. */
const mostClasses = 100;

/** Tells a file by its first bytes (`sniffedBytes` or all it has) and its name. Says `unknown`, never throws. */
export function sniff(bytes: Uint8Array, name: string): FileKind {
  if (isBinaryData(bytes, name)) return 'data';
  const start = bytes.subarray(0, sniffedBytes);
  const text = name.toLowerCase().endsWith('.bin') ? '' : withLineFeeds(decodeText(start)?.text ?? '');
  if (text.trim() === '') return bytes.length === 0 ? 'log' : 'unknown';
  return looksLikeJson(text) ? jsonKind(text) : tableKind(text, bytes.length < sniffedBytes);
}

/** The text may be cut anywhere, so only its names are looked at. */
function jsonKind(text: string): FileKind {
  const format = /^\s*\{[^[\]{}]*"format"\s*:\s*"two-regimes-(runs?)"/.exec(text)?.[1];
  if (format) return format === 'run' ? 'run-file' : 'run-files';
  return 'log';
}

/** Whether a text has what a run file says of itself, wherever it stands and whatever its quotes have become. */
export function holdsRunFile(text: string): boolean {
  return /\bformat["'“”„\\]*(?:&quot;)?\s*:\s*["'“”„\\]*(?:&quot;)?two-regimes-runs?\b/.test(text);
}

function tableKind(text: string, complete: boolean): FileKind {
  const rows: string[][] = [];
  const form = tableFormOf(text);
  eachRow(rowsOf(text, form), form, (cells) => {
    rows.push(cells.map((cell) => cell.trim()));
    return rows.length < 1000 ? undefined : 'enough';
  });
  // The last row may have been cut.
  if (!complete && rows.length > 1) rows.pop();
  if (rows.length === 0) return 'log';
  const [header, ...others] = rows;
  const names = form.names ?? header;
  if (names.some((name) => isLoss(name) || isPlaceName(name))) return 'log';
  if (names.some(isTagName) && names.some(isValueName)) return 'log';
  if (looksPrinted(names) || printedNames(text).losses > 1) return 'log';
  const width = header.length;
  if (width < 2 || others.length === 0 || others.some((row) => row.length !== width)) return 'log';
  const isLabelled = names.some((each) => /^(label|class|target|y|species|category|klasse)s?$/i.test(each));
  return isLabelled || holdsClasses(others.map((row) => row[width - 1])) ? 'data' : 'log';
}

/** Names of steps and epochs that columns of data hardly have. */
function isPlaceName(name: string): boolean {
  const quantity = quantityOf(name)?.quantity;
  return (quantity === 'step' || quantity === 'epoch') && /step|epoch|iter/i.test(name);
}

/** Few different texts or whole numbers from 0, not fractions. */
function holdsClasses(cells: readonly string[]): boolean {
  const different = new Set(cells);
  return (
    different.size <= mostClasses &&
    (different.size < cells.length || cells.length < 10) &&
    [...different].every((cell) => cell !== '' && (!hasNumberForm(cell) || /^\d+([.,]0*)?$/.test(cell)))
  );
}
