/** What reading a person's own data gives, its limits, and the words that all its parsers share. */
import type { OwnData } from '../dataset';

export interface Refusal {
  ok: false;
  /** Names the file, the value and what is allowed. */
  message: string;
}

export type OwnResult = { ok: true; data: OwnData } | Refusal;

/** Refusals name these. Sizes are in bytes. */
export const limits = {
  /** All chosen files together. */
  read: 500 * 2 ** 20,
  /** What one compressed file may hold. */
  inflated: 200 * 2 ** 20,
  /** An ordinary zip of images hardly shrinks them; one that grows more is made to harm. */
  zipRatio: 100,
  files: 20_000,
  png: 2 ** 20,
  imageSide: 64,
  rows: 100_000,
  features: 4096,
  leastExamples: 40,
  /** As many as the field `trainSize` asks for. */
  leastTraining: 20,
  leastClasses: 2,
  mostClasses: 100,
  /** Numbers in a table that is read. */
  tableValues: 50_000_000,
  /** Numbers of all examples that are kept, 100 MB; a larger set is thinned out. */
  values: 25_000_000,
} as const;

export function refuse(message: string): Refusal {
  return { ok: false, message };
}

/** "1,480" */
export function grouped(n: number): string {
  return n.toLocaleString('en');
}

/** "200 MB" */
export function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;
}

/** "data/iris.csv" becomes "iris". */
export function stem(path: string): string {
  const last = path.split('/').at(-1) ?? '';
  return last.replace(/(\.gz)?$/i, '').replace(/\.[^.]{1,5}$/, '') || 'own data';
}

/** Identity of the examples: FNV-1a over the bits of inputs and labels, from 1 to 2^31 - 1. */
export function checksumOf({ inputs, labels }: Pick<OwnData, 'inputs' | 'labels'>): number {
  let hash = 0x811c9dc5;
  for (const words of [new Uint32Array(inputs.buffer), new Uint32Array(labels.buffer)]) {
    for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ words[i], 0x01000193);
    hash ^= hash >>> 15;
  }
  return hash >>> 1 || 1;
}

/** Data as it was read, with its identity. */
export function identified(data: Omit<OwnData, 'checksum'>): { ok: true; data: OwnData } {
  return { ok: true, data: { ...data, checksum: checksumOf(data) } };
}
