/**
 * CIFAR-10 and CIFAR-100 in their binary versions (Krizhevsky 2009): rows of a class - a coarse and a fine one in
 * CIFAR-100 - and 32 x 32 red, then green, then blue bytes. Pure.
 */
import { arrange } from './arrange';
import { coarseNames, fineNames } from './cifar-names';
import { isTestFile, type NamedBytes, nameOf } from './named-bytes';
import { grouped, identified, type OwnResult, refuse } from './own-data';

const plane = 32 * 32;
const size = 3 * plane;

interface Kind {
  name: string;
  /** What each byte before the pixels holds. */
  labels: { label: string; names: readonly string[] }[];
}

const kinds: readonly Kind[] = [
  {
    name: 'CIFAR-10',
    labels: [
      {
        label: '10 classes',
        names: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
      },
    ],
  },
  {
    name: 'CIFAR-100',
    labels: [
      { label: '20 coarse classes', names: coarseNames },
      { label: '100 fine classes', names: fineNames },
    ],
  },
];
const rowOf = ({ labels }: Kind) => labels.length + size;

/** Which of them a file is; `complete`: false for the first bytes of a longer one. */
export function cifarKind(bytes: Uint8Array, complete = true): string | undefined {
  return kinds.find((kind) => {
    const row = rowOf(kind);
    const fits = complete ? bytes.length > 0 && bytes.length % row === 0 : bytes.length >= row;
    return fits && badRow(bytes, kind) < 0;
  })?.name;
}

export function isCifar(bytes: Uint8Array, path: string): boolean {
  return /\.bin$/i.test(path) || cifarKind(bytes) !== undefined;
}

export type CifarResult = OwnResult & { choices?: { columns: string[]; label: number } };

/**
 * Reads batches; those with test in their name are the test. Pixels become 0 to 1, [row, column, colour]. `label`:
 * which classes of CIFAR-100, 0 for the coarse ones; without it the fine ones, or the coarse where there are too few
 * examples of the fine.
 */
export function parseCifar(files: readonly NamedBytes[], label?: number): CifarResult {
  const kind = kindOf(files);
  const columns = kind.labels.map((each) => each.label);
  if (columns.length === 1) return parseAs(files, kind, 0);
  const which = label !== undefined && label >= 0 && label < columns.length ? label : columns.length - 1;
  const result = parseAs(files, kind, which);
  if (result.ok || label !== undefined) return { ...result, choices: { columns, label: which } };
  const other = parseAs(files, kind, 0);
  return other.ok
    ? { ...other, choices: { columns, label: 0 } }
    : { ...result, choices: { columns, label: which } };
}

/** The kind that the files fit; where they fit none, the one whose rows do. */
function kindOf(files: readonly NamedBytes[]): Kind {
  const [ten, hundred] = kinds;
  const all = (is: (bytes: Uint8Array) => boolean) =>
    files.length > 0 && files.every(({ bytes }) => is(bytes));
  if (all((bytes) => bytes.length > 0 && bytes.length % rowOf(ten) === 0 && badRow(bytes, ten) < 0))
    return ten;
  return all((bytes) => bytes.length > 0 && bytes.length % rowOf(hundred) === 0) ? hundred : ten;
}

function parseAs(files: readonly NamedBytes[], kind: Kind, which: number): OwnResult {
  const row = rowOf(kind);
  const start = kind.labels.length;
  for (const { path, bytes } of files) {
    const fault = faultOf(bytes, kind);
    if (fault) return refuse(`“${nameOf(path)}” ${fault}`);
  }
  const train = files.filter((file) => !isTestFile(file));
  const test = files.filter(isTestFile);
  const rows = [...train, ...test].flatMap(({ bytes }) =>
    Array.from({ length: bytes.length / row }, (_, i) => bytes.subarray(i * row, (i + 1) * row)),
  );
  const trainRows = train.reduce((sum, { bytes }) => sum + bytes.length / row, 0);
  const labels = Int32Array.from(rows, (bytes) => bytes[which]);
  const classNames = [...kind.labels[which].names];
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
        inputs[i * size + 3 * pixel + colour] = rows[place][start + colour * plane + pixel] / 255;
      }
    }
  });
  return identified({
    name: kind.name,
    inputShape: [32, 32, 3],
    classNames,
    inputs,
    labels: Int32Array.from(order.rows, (place) => labels[place]),
    testFrom: order.testFrom,
    notes: order.notes,
  });
}

function faultOf(bytes: Uint8Array, kind: Kind): string | undefined {
  const row = rowOf(kind);
  if (bytes.length === 0) return 'is empty.';
  if (bytes.length % row !== 0) {
    const rows = kinds.map((each) => `${each.name} has rows of ${grouped(rowOf(each))} bytes`).join(', ');
    return `has ${grouped(bytes.length)} bytes, no whole number of rows: ${rows}. It may be truncated.`;
  }
  const bad = badRow(bytes, kind);
  if (bad < 0) return undefined;
  const { names } = kind.labels[wrongByte(bytes, bad * row, kind)];
  const value = bytes[bad * row + wrongByte(bytes, bad * row, kind)];
  return `has class ${value} in row ${grouped(bad + 1)}; ${kind.name} has classes 0 to ${names.length - 1}.`;
}

/** Place of the first row with a class that does not exist; -1 when there is none. */
function badRow(bytes: Uint8Array, kind: Kind): number {
  const row = rowOf(kind);
  for (let i = 0; i * row < bytes.length; i++) if (wrongByte(bytes, i * row, kind) >= 0) return i;
  return -1;
}

const wrongByte = (bytes: Uint8Array, at: number, { labels }: Kind): number =>
  labels.findIndex(({ names }, i) => bytes[at + i] >= names.length);
