/**
 * CIFAR-10 in its binary version (Krizhevsky 2009): rows of a class and 32 x 32 red, then green, then blue bytes.
 * Pure.
 */
import { arrange } from './arrange';
import { isTestFile, type NamedBytes, nameOf } from './named-bytes';
import { grouped, identified, type OwnResult, refuse } from './own-data';

const plane = 32 * 32;
const size = 3 * plane;
const row = 1 + size;
/** CIFAR-100 has a coarse class before the fine one. */
const rowOf100 = row + 1;

const classNames = ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'];

export function isCifar(bytes: Uint8Array, path: string): boolean {
  return /\.bin$/i.test(path) || (bytes.length > 0 && bytes.length % row === 0 && badRow(bytes) < 0);
}

/** Reads batches; those with test in their name are the test. Pixels become 0 to 1, [row, column, colour]. */
export function parseCifar(files: readonly NamedBytes[]): OwnResult {
  for (const { path, bytes } of files) {
    const fault = faultOf(bytes);
    if (fault) return refuse(`“${nameOf(path)}” ${fault}`);
  }
  const train = files.filter((file) => !isTestFile(file));
  const test = files.filter(isTestFile);
  const rows = [...train, ...test].flatMap(({ bytes }) =>
    Array.from({ length: bytes.length / row }, (_, i) => bytes.subarray(i * row, (i + 1) * row)),
  );
  const trainRows = train.reduce((sum, { bytes }) => sum + bytes.length / row, 0);
  const labels = Int32Array.from(rows, (bytes) => bytes[0]);
  const order = arrange(
    labels,
    classNames,
    size,
    train.length > 0 && test.length > 0 ? trainRows : undefined,
  );
  if (!order.ok) return order;
  const inputs = new Float32Array(order.rows.length * size);
  order.rows.forEach((place, i) => {
    for (let pixel = 0; pixel < plane; pixel++) {
      for (let colour = 0; colour < 3; colour++) {
        inputs[i * size + 3 * pixel + colour] = rows[place][1 + colour * plane + pixel] / 255;
      }
    }
  });
  return identified({
    name: 'CIFAR-10',
    inputShape: [32, 32, 3],
    classNames,
    inputs,
    labels: Int32Array.from(order.rows, (place) => labels[place]),
    testFrom: order.testFrom,
    notes: order.notes,
  });
}

function faultOf(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return 'is empty.';
  if (bytes.length % row !== 0) {
    if (bytes.length % rowOf100 === 0)
      return 'has the rows of CIFAR-100; the binary version of CIFAR-10 is read.';
    return `has ${grouped(bytes.length)} bytes, no whole number of CIFAR-10 rows of ${grouped(row)}; it may be truncated.`;
  }
  const bad = badRow(bytes);
  if (bad >= 0)
    return `has class ${bytes[bad * row]} in row ${grouped(bad + 1)}; CIFAR-10 has classes 0 to 9.`;
  return undefined;
}

/** Place of the first row whose class is above 9; -1 when there is none. */
function badRow(bytes: Uint8Array): number {
  for (let i = 0; i * row < bytes.length; i++) if (bytes[i * row] > 9) return i;
  return -1;
}
