/** What kind of file a person gave, by its first bytes. Pure. */
import { eachRow, plainText, separatorOf } from './csv';
import { looksLikeJson } from './json';
import { isLoss, isTagName, isValueName, quantityOf } from './quantities';

export type FileKind = 'run-file' | 'run-files' | 'log' | 'data' | 'unknown';

/** Bytes of a file that are looked at. */
export const sniffedBytes = 65_536;

const zip = [0x50, 0x4b];
const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Element types of the IDX format (MNIST). */
const idxTypes = [0x08, 0x09, 0x0b, 0x0c, 0x0d, 0x0e];
/** Bytes of an image of CIFAR-10: its class, then 3 x 32 x 32 colours. */
const cifarRecord = 3073;
/** A column with more different texts is no label. */
const mostClasses = 100;

/** Tells a file by its first bytes (`sniffedBytes` or all it has) and its name. Says `unknown`, never throws. */
export function sniff(bytes: Uint8Array, name: string): FileKind {
  if (isBinaryData(bytes, name.toLowerCase())) return 'data';
  const start = bytes.subarray(0, sniffedBytes);
  if (start.includes(0)) return 'unknown';
  const text = plainText(new TextDecoder().decode(start));
  if (text.trim() === '') return 'unknown';
  return looksLikeJson(text) ? jsonKind(text) : tableKind(text, bytes.length < sniffedBytes);
}

function isBinaryData(bytes: Uint8Array, name: string): boolean {
  const begins = (with_: readonly number[]) => with_.every((each, i) => bytes[i] === each);
  if (begins(png)) return true;
  if (begins(zip) && [0x03, 0x05].includes(bytes[2])) return true;
  if (bytes[0] === 0 && bytes[1] === 0 && idxTypes.includes(bytes[2]) && bytes[3] >= 1 && bytes[3] <= 4)
    return true;
  if (bytes[0] === 0x1f && bytes[1] === 0x8b && /idx\d-ubyte\.gz$/.test(name)) return true;
  return name.endsWith('.bin') && isCifar(bytes);
}

function isCifar(bytes: Uint8Array): boolean {
  if (bytes.length < cifarRecord) return false;
  for (let at = 0; at < bytes.length; at += cifarRecord) if (bytes[at] > 9) return false;
  return true;
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
