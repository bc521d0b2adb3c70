/** CIFAR-10 in its binary form: rows of a class and 3 x 32 x 32 colours; `test_batch.bin` is the test set. Pure. */
import { type ExamplesResult, limits } from './split';

const side = 32;
const plane = side * side;
const row = 1 + 3 * plane;
const classNames = ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'];

export function isCifar(bytes: Uint8Array): boolean {
  return bytes.length >= row && bytes.length % row === 0 && bytes[0] < classNames.length;
}

/** The first examples of each file, as many as memory takes; inputs [32, 32, 3] from 0 to 1. */
export function readCifar(files: readonly { name: string; bytes: Uint8Array }[]): ExamplesResult {
  const isTest = (name: string) => /test/i.test(name);
  const ordered = [...files].sort((a, b) => Number(isTest(a.name)) - Number(isTest(b.name)));
  for (const { name, bytes } of ordered) {
    if (bytes.length === 0 || bytes.length % row !== 0) {
      return refuse(
        `${name} has ${bytes.length.toLocaleString('en')} bytes; a binary batch of CIFAR-10 has a multiple of ${row}.`,
      );
    }
  }
  const rows = ordered.map(({ bytes }) => bytes.length / row);
  const total = rows.reduce((a, b) => a + b, 0);
  const most = Math.floor(limits.mostNumbers / (3 * plane));
  const share = Math.min(1, most / total);
  const kept = rows.map((count) => Math.floor(count * share));
  const count = kept.reduce((a, b) => a + b, 0);
  const inputs = new Float32Array(count * 3 * plane);
  const labels = new Int32Array(count);
  let at = 0;
  for (const [f, { name, bytes }] of ordered.entries()) {
    for (let r = 0; r < kept[f]; r++, at++) {
      const from = r * row;
      if (bytes[from] >= classNames.length) {
        return refuse(`${name}: row ${r + 1} has the class ${bytes[from]}; CIFAR-10 has 0 to 9.`);
      }
      labels[at] = bytes[from];
      for (let p = 0; p < plane; p++) {
        for (let c = 0; c < 3; c++) inputs[(at * plane + p) * 3 + c] = bytes[from + 1 + c * plane + p] / 255;
      }
    }
  }
  const tests = ordered.findIndex(({ name }) => isTest(name));
  const notes = ['Colours are brought to 0 … 1.'];
  if (share < 1) {
    notes.push(
      `${count.toLocaleString('en')} of ${total.toLocaleString('en')} images fit in memory; the rest is left out.`,
    );
  }
  const testFrom = tests > 0 ? kept.slice(0, tests).reduce((a, b) => a + b, 0) : undefined;
  const inputShape = [side, side, 3];
  return {
    ok: true,
    examples: {
      inputShape,
      classNames,
      inputs,
      labels,
      notes,
      ...(testFrom === undefined ? {} : { testFrom }),
    },
  };
}

const refuse = (message: string): ExamplesResult => ({ ok: false, message });
