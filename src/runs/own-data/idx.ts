/** IDX files (the format of MNIST): a file of images or vectors and one of labels, or two such pairs. Pure. */
import type { Examples, ExamplesResult } from './split';
import { limits } from './split';

interface Idx {
  shape: number[];
  values: Uint8Array;
}

type IdxResult = { ok: true; idx: Idx } | { ok: false; message: string };

export function isIdx(bytes: Uint8Array): boolean {
  return (
    bytes.length > 4 &&
    bytes[0] === 0 &&
    bytes[1] === 0 &&
    bytes[2] === 0x08 &&
    bytes[3] >= 1 &&
    bytes[3] <= 4
  );
}

/** One file of unsigned bytes; its header must fit its length. */
export function readIdx(bytes: Uint8Array): IdxResult {
  if (!isIdx(bytes)) return { ok: false, message: 'It is no IDX file of bytes (magic number 00 00 08 …).' };
  const rank = bytes[3];
  const start = 4 + 4 * rank;
  if (bytes.length < start)
    return { ok: false, message: `It is truncated: ${bytes.length} of at least ${start} bytes.` };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i));
  const size = shape.reduce((product, n) => product * n, 1);
  if (bytes.length - start !== size) {
    return {
      ok: false,
      message: `Its header promises ${shape.join(' × ')} = ${size.toLocaleString('en')} bytes; it has ${(bytes.length - start).toLocaleString('en')}.`,
    };
  }
  return { ok: true, idx: { shape, values: bytes.subarray(start) } };
}

/** Files by name; those with “t10k” or “test” in theirs are the test examples. Inputs are brought to 0..1. */
export function readIdxFiles(files: readonly { name: string; bytes: Uint8Array }[]): ExamplesResult {
  const parts: { test: boolean; idx: Idx; name: string }[] = [];
  for (const { name, bytes } of files) {
    const result = readIdx(bytes);
    if (!result.ok) return refuse(`${name}: ${result.message}`);
    parts.push({ name, test: /t10k|test/i.test(name), idx: result.idx });
  }
  const pairs = [false, true].map((test) => {
    const own = parts.filter((part) => part.test === test);
    return {
      images: own.filter(({ idx }) => idx.shape.length > 1),
      labels: own.filter(({ idx }) => idx.shape.length === 1),
    };
  });
  const [train, test] = pairs;
  if (train.images.length !== 1 || train.labels.length !== 1) {
    return refuse(
      'IDX files come in pairs: give one file of images and one of labels (and, if you like, a t10k pair).',
    );
  }
  if (test.images.length !== test.labels.length || test.images.length > 1) {
    return refuse('The test files are no pair of images and labels.');
  }
  const both = [train, ...(test.images.length === 1 ? [test] : [])].map(({ images, labels }) => ({
    images: images[0],
    labels: labels[0],
  }));
  const shape = both[0].images.idx.shape.slice(1);
  const size = shape.reduce((product, n) => product * n, 1);
  for (const { images, labels } of both) {
    const [count] = images.idx.shape;
    if (count !== labels.idx.shape[0]) {
      return refuse(
        `${images.name} has ${count} examples, ${labels.name} has ${labels.idx.shape[0]} labels.`,
      );
    }
    if (images.idx.shape.slice(1).join() !== shape.join()) {
      return refuse(
        `${images.name} has examples of ${images.idx.shape.slice(1).join(' × ')}; the others are ${shape.join(' × ')}.`,
      );
    }
  }
  const count = both.reduce((sum, { labels }) => sum + labels.idx.shape[0], 0);
  if (size < 1 || size > limits.mostFeatures || size * count > limits.mostNumbers) {
    return refuse(
      `${count.toLocaleString('en')} examples of ${size.toLocaleString('en')} numbers are not allowed; it takes up to ${limits.mostFeatures} each and ${limits.mostNumbers.toLocaleString('en')} in all.`,
    );
  }
  const inputs = new Float32Array(count * size);
  const raw = new Uint8Array(count);
  let at = 0;
  for (const { images, labels } of both) {
    images.idx.values.forEach((value, i) => {
      inputs[at * size + i] = value / 255;
    });
    raw.set(labels.idx.values, at);
    at += labels.idx.shape[0];
  }
  const used = [...new Set(raw)].sort((a, b) => a - b);
  const examples: Examples = {
    inputShape: shape.length === 2 ? [...shape, 1] : shape,
    classNames: used.map(String),
    inputs,
    labels: Int32Array.from(raw, (label) => used.indexOf(label)),
    notes: ['Bytes are brought to 0 … 1.'],
    ...(both.length > 1 ? { testFrom: both[0].labels.idx.shape[0] } : {}),
  };
  return { ok: true, examples };
}

const refuse = (message: string): ExamplesResult => ({ ok: false, message });
