/** Columns of a run file: JSON numbers, and words for the 32-bit numbers that JSON does not have. */
import * as v from 'valibot';
import type { Table } from '../training/columns';

/** JSON would write the infinities as null and -0 as 0. */
const words = { Infinity: Number.POSITIVE_INFINITY, '-Infinity': Number.NEGATIVE_INFINITY, '-0': -0 };
type Word = keyof typeof words;

/** A number of a column; null where nothing was measured. */
type FileNumber = number | null | Word;

const isFileNumber = (value: unknown) =>
  value === null || typeof value === 'number' || (typeof value === 'string' && Object.hasOwn(words, value));

const column = v.pipe(
  v.array(v.custom<FileNumber>(isFileNumber, `it takes numbers, null, ${Object.keys(words).join(', ')}.`)),
  v.maxLength(1_000_000),
);

/** A table: steps are needed; any other column that is not there was not measured. */
export const table = v.objectWithRest({ step: column }, column);
export type FileTable = v.InferOutput<typeof table>;

/** `digits`: significant ones that are kept; 9 give every 32-bit number back. */
export function written(value: number, digits: number): FileNumber {
  if (Number.isNaN(value)) return null;
  if (Object.is(value, -0)) return '-0';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  return Number(value.toPrecision(digits));
}

const read = (value: FileNumber) =>
  typeof value === 'number' ? value : value === null ? Number.NaN : words[value];

/** The columns of these names; one that the file does not have is NaN throughout. */
export function numbersOf<K extends string>(names: readonly K[], columns: FileTable): Table<K> {
  const missing = new Array<null>(columns.step.length).fill(null);
  return Object.fromEntries(
    names.map((name) => [name, Float32Array.from(columns[name] ?? missing, read)]),
  ) as Table<K>;
}
