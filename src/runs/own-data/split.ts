/** From examples of a person to what can be trained on: shuffled, split, named. Pure. */
import type { OwnData } from '../../training/data/dataset';
import { randomStream } from '../../training/random';

/** Examples as they were read. */
export interface Examples {
  inputShape: readonly number[];
  classNames: readonly string[];
  inputs: Float32Array<ArrayBuffer>;
  labels: Int32Array<ArrayBuffer>;
  /** Rows from here on were given as test examples; undefined: the files bring no split. */
  testFrom?: number;
  notes: readonly string[];
}

export type ExamplesResult = { ok: true; examples: Examples } | { ok: false; message: string };
export type OwnDataResult = { ok: true; data: OwnData } | { ok: false; message: string };

export const limits = {
  /** Fewer leave nothing to train or to test on. */
  leastExamples: 40,
  mostExamples: 100_000,
  mostFeatures: 4096,
  leastClasses: 2,
  mostClasses: 100,
  /** Numbers in memory: 400 MB of 32-bit floats are too many, a quarter of it is not. */
  mostNumbers: 25_000_000,
};

const testShare = 0.2;
const splitSeed = 1;

/** Refuses what cannot be trained on; else splits four to one unless the files did, the same way every time. */
export function ownDataOf(name: string, examples: Examples): OwnDataResult {
  const { inputShape, classNames, inputs, labels, notes } = examples;
  const size = inputShape.reduce((product, n) => product * n, 1);
  const count = labels.length;
  const refuse = (message: string): OwnDataResult => ({ ok: false, message });
  if (count < limits.leastExamples || count > limits.mostExamples) {
    return refuse(
      `${count.toLocaleString('en')} examples are not allowed; it takes ${limits.leastExamples} to ${limits.mostExamples.toLocaleString('en')}.`,
    );
  }
  if (classNames.length < limits.leastClasses || classNames.length > limits.mostClasses) {
    return refuse(
      `${classNames.length} ${classNames.length === 1 ? 'class is' : 'classes are'} not allowed; it takes ${limits.leastClasses} to ${limits.mostClasses}.`,
    );
  }
  const order = examples.testFrom === undefined ? shuffled(count) : shuffledWithin(count, examples.testFrom);
  const testFrom = examples.testFrom ?? count - Math.round(count * testShare);
  if (testFrom < 20 || testFrom === count) {
    return refuse(
      `${testFrom.toLocaleString('en')} training and ${(count - testFrom).toLocaleString('en')} test examples are not allowed; it takes 20 and 1 at least.`,
    );
  }
  const arranged = new Float32Array(inputs.length);
  const classes = new Int32Array(count);
  order.forEach((from, to) => {
    arranged.set(inputs.subarray(from * size, (from + 1) * size), to * size);
    classes[to] = labels[from];
  });
  const data = { name, inputShape, classNames, inputs: arranged, labels: classes, testFrom, notes };
  return { ok: true, data: { ...data, checksum: checksumOf(arranged, classes) } };
}

function shuffled(count: number): Int32Array {
  return randomStream(splitSeed, 'data', 9).permutation(count);
}

/** Training and test examples each among themselves. */
function shuffledWithin(count: number, testFrom: number): Int32Array {
  const first = randomStream(splitSeed, 'data', 9).permutation(testFrom);
  const second = randomStream(splitSeed, 'data', 10)
    .permutation(count - testFrom)
    .map((i) => i + testFrom);
  return Int32Array.from([...first, ...second]);
}

/** FNV-1a over the bits of inputs and labels; from 1 to 2^31 - 1. */
export function checksumOf(inputs: Float32Array<ArrayBuffer>, labels: Int32Array<ArrayBuffer>): number {
  let hash = 0x811c9dc5;
  for (const words of [new Uint32Array(inputs.buffer), new Uint32Array(labels.buffer)]) {
    for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ words[i], 0x01000193);
    hash ^= hash >>> 15;
  }
  return hash >>> 1 || 1;
}

/** Labels as places in an ordered list of names: numbers by size, texts by alphabet. */
export function classesOfNames(names: readonly string[]): {
  classNames: string[];
  labels: Int32Array<ArrayBuffer>;
} {
  const numeric = names.every((name) => name !== '' && Number.isFinite(Number(name)));
  const classNames = [...new Set(names)].sort(numeric ? (a, b) => Number(a) - Number(b) : undefined);
  const place = new Map(classNames.map((name, i) => [name, i]));
  return { classNames, labels: Int32Array.from(names, (name) => place.get(name) as number) };
}

/** Each column to mean 0 and deviation 1 over all rows; a column that never varies becomes 0. */
export function standardize(inputs: Float32Array, columns: number): void {
  const rows = inputs.length / columns;
  for (let c = 0; c < columns; c++) {
    let [mean, square] = [0, 0];
    for (let r = 0; r < rows; r++) mean += inputs[r * columns + c] / rows;
    for (let r = 0; r < rows; r++) square += (inputs[r * columns + c] - mean) ** 2 / rows;
    const deviation = Math.sqrt(square);
    for (let r = 0; r < rows; r++) {
      const at = r * columns + c;
      inputs[at] = deviation > 0 ? (inputs[at] - mean) / deviation : 0;
    }
  }
}
