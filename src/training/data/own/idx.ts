/**
 * IDX files, the format of MNIST (LeCun, Cortes & Burges 1998): a magic number, dimensions as big-endian integers,
 * then bytes. Images come in one file, their classes in another; a second pair is the test. Pure.
 */
import { arrange, classify } from './arrange';
import { isTestFile, type NamedBytes, nameOf } from './named-bytes';
import { grouped, identified, limits, type OwnResult, type Refusal, refuse, stem } from './own-data';

interface Idx {
  file: NamedBytes;
  /** [count] of labels, [count, height, width] of images. */
  dimensions: number[];
  content: Uint8Array;
}

interface Pair {
  images: Idx;
  labels: Idx;
}

const elementTypes: Record<number, string> = {
  9: 'signed bytes',
  11: '16-bit integers',
  12: '32-bit integers',
  13: '32-bit floats',
  14: '64-bit floats',
};

export function isIdx(bytes: Uint8Array): boolean {
  const [a, b, type, dimensions] = bytes;
  return a === 0 && b === 0 && (type === 8 || type in elementTypes) && dimensions >= 1 && dimensions <= 4;
}

/** Reads one pair, or one to train on and one to test with: t10k or test in the name. Pixels become 0 to 1. */
export function parseIdx(files: readonly NamedBytes[]): OwnResult {
  const parsed: Idx[] = [];
  for (const file of files) {
    const result = parseOne(file);
    if (!result.ok) return result;
    parsed.push(result.idx);
  }
  const train = pairOf(parsed.filter(({ file }) => !isTestFile(file)));
  if (train && !train.ok) return train;
  const test = pairOf(parsed.filter(({ file }) => isTestFile(file)));
  if (test && !test.ok) return test;
  const pairs = [train, test].flatMap((each) => (each ? [each.pair] : []));
  if (pairs.length === 0) return refuse('No IDX file was chosen.');
  return together(pairs);
}

function parseOne(file: NamedBytes): { ok: true; idx: Idx } | Refusal {
  const { bytes } = file;
  const name = nameOf(file.path);
  if (!isIdx(bytes))
    return refuse(`“${name}” is no IDX file: it does not begin with 0, 0, its type and its dimensions.`);
  const [, , type, rank] = bytes;
  if (type !== 8)
    return refuse(`“${name}” holds ${elementTypes[type]}; IDX files of unsigned bytes are read.`);
  if (rank !== 1 && rank !== 3) {
    return refuse(`“${name}” has ${rank} dimensions; images have 3 (idx3-ubyte), labels 1 (idx1-ubyte).`);
  }
  const start = 4 + 4 * rank;
  if (bytes.length < start) return refuse(`“${name}” is truncated: its header is incomplete.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, start);
  const dimensions = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i));
  const size = dimensions.reduce((product, n) => product * n, 1);
  const content = bytes.subarray(start);
  if (content.length !== size) {
    const which = content.length < size ? 'truncated' : 'too long';
    return refuse(
      `“${name}” is ${which}: its header says ${dimensions.map(grouped).join(' × ')} bytes, it holds ${grouped(content.length)}.`,
    );
  }
  const [, height, width] = dimensions;
  if (rank === 3 && !(height >= 1 && height <= limits.imageSide && width >= 1 && width <= limits.imageSide)) {
    return refuse(
      `“${name}” has images of ${grouped(height)} × ${grouped(width)}; 1 × 1 to ${limits.imageSide} × ${limits.imageSide} are allowed.`,
    );
  }
  return { ok: true, idx: { file, dimensions, content } };
}

/** Images and labels that belong together; nothing where there are no files. */
function pairOf(files: readonly Idx[]): { ok: true; pair: Pair } | Refusal | undefined {
  if (files.length === 0) return undefined;
  const images = files.filter(({ dimensions }) => dimensions.length === 3);
  const labels = files.filter(({ dimensions }) => dimensions.length === 1);
  const names = files.map(({ file }) => `“${nameOf(file.path)}”`).join(', ');
  if (images.length !== 1 || labels.length !== 1) {
    const have = `${images.length} image and ${labels.length} label file${labels.length === 1 ? '' : 's'}`;
    return refuse(
      `${names}: ${have}. Choose one of each together; for a test set, a second pair with t10k or test in its names.`,
    );
  }
  const [count, labelled] = [images[0].dimensions[0], labels[0].dimensions[0]];
  if (count !== labelled)
    return refuse(`${names}: ${grouped(count)} images and ${grouped(labelled)} labels do not match.`);
  return { ok: true, pair: { images: images[0], labels: labels[0] } };
}

function together(pairs: readonly Pair[]): OwnResult {
  const [first, second] = pairs;
  const [, height, width] = first.images.dimensions;
  if (second) {
    const [, otherHeight, otherWidth] = second.images.dimensions;
    if (otherHeight !== height || otherWidth !== width) {
      return refuse(
        `“${nameOf(second.images.file.path)}” has images of ${otherHeight} × ${otherWidth}, “${nameOf(first.images.file.path)}” of ${height} × ${width}; both must have one size.`,
      );
    }
  }
  const { classNames, labels } = classify(pairs.flatMap((pair) => Array.from(pair.labels.content, String)));
  const size = height * width;
  const before = first.images.dimensions[0];
  const order = arrange(labels, classNames, size, second && before);
  if (!order.ok) return order;
  const inputs = new Float32Array(order.rows.length * size);
  order.rows.forEach((row, i) => {
    const from = row < before ? first : second;
    const start = (row < before ? row : row - before) * size;
    for (let pixel = 0; pixel < size; pixel++)
      inputs[i * size + pixel] = from.images.content[start + pixel] / 255;
  });
  return identified({
    name: stem(first.images.file.path),
    inputShape: [height, width, 1],
    classNames,
    inputs,
    labels: Int32Array.from(order.rows, (row) => labels[row]),
    testFrom: order.testFrom,
    notes: order.notes,
  });
}
