/** Columns of a run file: JSON numbers, and words for the 32-bit numbers that JSON does not have. */
import * as v from 'valibot';
import type { Table } from '../training/columns';
import { mostRows } from './run-limits';

/** JSON would write the infinities as null and -0 as 0. */
const words = { Infinity: Number.POSITIVE_INFINITY, '-Infinity': Number.NEGATIVE_INFINITY, '-0': -0 };
type Word = keyof typeof words;

/** A number of a column; null where nothing was measured. */
type FileNumber = number | null | Word;

const isFileNumber = (value: unknown) =>
  value === null || typeof value === 'number' || (typeof value === 'string' && Object.hasOwn(words, value));

export const numbersText = `it takes numbers, null, ${Object.keys(words).join(', ')}.`;

const listed = v.pipe(v.array(v.custom<FileNumber>(isFileNumber, numbersText)), v.maxLength(mostRows));
const typed = v.instance(Float32Array<ArrayBuffer>);

/** A column: as JSON has it, or read already. */
const column = v.lazy<v.GenericSchema<FileNumber[] | Float32Array<ArrayBuffer>>>((value) =>
  value instanceof Float32Array ? typed : listed,
);

/** A table: steps are needed; any other column that is not there was not measured. */
export const table = v.objectWithRest({ step: column }, column);
type ReadTable = v.InferOutput<typeof table>;
/** A table as it is written. */
export type FileTable = { step: FileNumber[] } & Record<string, FileNumber[]>;

/** `digits`: significant ones that are kept; 9 give every 32-bit number back. */
export function written(value: number, digits: number): FileNumber {
  if (Number.isNaN(value)) return null;
  if (Object.is(value, -0)) return '-0';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  return Number(value.toPrecision(digits));
}

const read = (value: FileNumber) =>
  typeof value === 'number' ? value : value === null ? Number.NaN : words[value];

/** The number that an element of a column stands for; undefined where it stands for none. */
export function numberOf(value: unknown): number | undefined {
  return isFileNumber(value) ? read(value as FileNumber) : undefined;
}

/** The columns of these names; one that the file does not have is NaN throughout. */
export function numbersOf<K extends string>(names: readonly K[], columns: ReadTable): Table<K> {
  return Object.fromEntries(
    names.map((name) => {
      const values = columns[name] ?? new Float32Array(columns.step.length).fill(Number.NaN);
      return [name, values instanceof Float32Array ? values : Float32Array.from(values, read)];
    }),
  ) as Table<K>;
}
