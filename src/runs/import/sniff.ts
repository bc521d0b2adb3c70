/** What kind of file a person gave, by its first bytes. Pure. */

import { isBinaryData } from '../../training/data/own/binary-kinds';
import { eachRow, plainText, separatorOf } from './csv';
import { looksLikeJson } from './json';
import { isLoss, isTagName, isValueName, quantityOf } from './quantities';

export type FileKind = 'run-file' | 'run-files' | 'log' | 'data' | 'unknown';

/** Bytes of a file that are looked at. */
export const sniffedBytes = 65_536;

/** A column with more different texts is no label. */
const mostClasses = 100;

/** Tells a file by its first bytes (`sniffedBytes` or all it has) and its name. Says `unknown`, never throws. */
export function sniff(bytes: Uint8Array, name: string): FileKind {
  if (isBinaryData(bytes, name)) return 'data';
  const start = bytes.subarray(0, sniffedBytes);
  if (start.includes(0)) return 'unknown';
  const text = plainText(new TextDecoder().decode(start));
  if (text.trim() === '') return 'unknown';
  return looksLikeJson(text) ? jsonKind(text) : tableKind(text, bytes.length < sniffedBytes);
}

/** The text may be cut anywhere, so only its names are looked at. */
function jsonKind(text: string): FileKind {
  const format = /^\s*\{[^[\]{}]*"format"\s*:\s*"two-regimes-(runs?)"/.exec(text)?.[1];
  if (format) return format === 'run' ? 'run-file' : 'run-files';
  for (const [, name] of text.matchAll(/"([^"\\]{1,80})"/g)) if (isLoss(name)) return 'log';
  return 'unknown';
}

function tableKind(text: string, complete: boolean): FileKind {
  const rows: string[][] = [];
  eachRow(text, separatorOf(text), (cells) => {
    rows.push(cells.map((cell) => cell.trim()));
    return rows.length < 1000 ? undefined : 'enough';
  });
  // The last row may have been cut.
  if (!complete && rows.length > 1) rows.pop();
  if (rows.length === 0) return 'unknown';
  const [header, ...others] = rows;
  const isLog =
    header.some(isLoss) ||
    (header.some(isTagName) && header.some(isValueName)) ||
    (header.some(isValueName) && header.some((each) => quantityOf(each)?.quantity === 'step'));
  if (isLog) return 'log';
  const width = header.length;
  if (width < 2 || others.length === 0 || others.some((row) => row.length !== width)) return 'unknown';
  const isLabelled = header.some((each) => /^(label|class|target|y|species|category)s?$/i.test(each));
  return isLabelled || holdsClasses(others.map((row) => row[width - 1])) ? 'data' : 'unknown';
}

/** Few different texts or whole numbers from 0, not fractions. */
function holdsClasses(cells: readonly string[]): boolean {
  const different = new Set(cells);
  return (
    different.size <= mostClasses &&
    (different.size < cells.length || cells.length < 10) &&
    [...different].every((cell) => cell !== '' && (Number.isNaN(Number(cell)) || /^\d+(\.0*)?$/.test(cell)))
  );
}
