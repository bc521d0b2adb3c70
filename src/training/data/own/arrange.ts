/** The order of the examples: shuffled, split into training and test, thinned out where there are too many. Pure. */
import { randomStream } from '../../random';
import { grouped, limits, type Refusal, refuse } from './own-data';

export interface Arrangement {
  ok: true;
  /** Places of the kept examples in the order of the files. */
  rows: Int32Array;
  /** Place in `rows` of the first test example. */
  testFrom: number;
  notes: string[];
}

const testShare = 0.2;

/** Classes in order, numbers by value and texts by code unit, and the class of each example. */
export function classify(names: readonly string[]): {
  classNames: string[];
  labels: Int32Array<ArrayBuffer>;
} {
  const classNames = [...new Set(names)];
  const numeric = classNames.every((name) => name.trim() !== '' && Number.isFinite(Number(name)));
  classNames.sort((a, b) => (numeric ? Number(a) - Number(b) : 0) || (a < b ? -1 : 1));
  const places = new Map(classNames.map((name, i) => [name, i]));
  return { classNames, labels: Int32Array.from(names, (name) => places.get(name) ?? 0) };
}

/**
 * Orders examples with these labels, of `size` numbers each. `ownTestFrom` is where the test examples of files that
 * bring their own begin; without it, a fifth of each class is the test. The same labels give the same order.
 */
export function arrange(
  labels: Int32Array,
  classNames: readonly string[],
  size: number,
  ownTestFrom?: number,
): Arrangement | Refusal {
  const { leastExamples, leastTraining, leastClasses, mostClasses, values } = limits;
  if (labels.length < leastExamples) {
    return refuse(
      `There ${labels.length === 1 ? 'is 1 example' : `are ${labels.length} examples`}; at least ${leastExamples} are needed.`,
    );
  }
  const found = new Set(labels).size;
  if (found < leastClasses || found > mostClasses) {
    const classes = found === 1 ? 'is 1 class' : `are ${grouped(found)} classes`;
    return refuse(`There ${classes}; ${leastClasses} to ${mostClasses} are allowed.`);
  }
  const order = randomStream(0, 'data').permutation(labels.length);
  const isTest =
    ownTestFrom === undefined
      ? fifthOfEach(order, labels, classNames.length)
      : (row: number) => row >= ownTestFrom;
  const test = order.filter(isTest);
  const train = order.filter((row) => !isTest(row));
  if (train.length < leastTraining) {
    return refuse(`There are ${train.length} training examples; at least ${leastTraining} are needed.`);
  }
  if (test.length === 0) {
    return refuse('There are no examples to test with: at least one class needs two examples or more.');
  }
  const most = Math.max(2, Math.floor(values / size));
  const notes: string[] = [];
  let [keptTrain, keptTest] = [train, test];
  if (labels.length > most) {
    const testCount = Math.max(1, Math.floor((most * test.length) / labels.length));
    keptTest = test.subarray(0, testCount);
    keptTrain = train.subarray(0, most - testCount);
    notes.push(
      `${grouped(keptTrain.length + testCount)} of ${grouped(labels.length)} examples are kept, drawn at random: all together may hold ${grouped(values)} numbers.`,
    );
  }
  const rows = new Int32Array(keptTrain.length + keptTest.length);
  rows.set(keptTrain);
  rows.set(keptTest, keptTrain.length);
  const lacking = (what: string, part: Int32Array) => {
    const seen = new Set(Array.from(part, (row) => labels[row]));
    const names = classNames.filter((_, i) => !seen.has(i));
    if (names.length > 0) notes.push(`No ${what} example is of class ${listed(names)}.`);
  };
  lacking('training', keptTrain);
  lacking('test', keptTest);
  return { ok: true, rows, testFrom: keptTrain.length, notes };
}

/**
 * Tells whether a row is one of the test: a fifth of each class, rounded so that the whole is a fifth too. Small
 * classes come first and leave what they cannot give to the large ones; none gives its last example.
 */
function fifthOfEach(order: Int32Array, labels: Int32Array, classes: number): (row: number) => boolean {
  const members: number[][] = Array.from({ length: classes }, () => []);
  for (const row of order) members[labels[row]].push(row);
  const chosen = new Uint8Array(labels.length);
  let owed = 0;
  for (const rows of members.toSorted((a, b) => a.length - b.length)) {
    owed += testShare * rows.length;
    const count = Math.max(0, Math.min(Math.round(owed), rows.length - 1));
    for (const row of rows.slice(0, count)) chosen[row] = 1;
    owed -= count;
  }
  return (row) => chosen[row] === 1;
}

/** The first names of a list that may be long: "a, b, c and 4 more". */
export function listed(names: readonly string[], most = 6): string {
  const shown = names.slice(0, most).map((name) => `“${shortened(name)}”`);
  const more = names.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${grouped(more)} more` : '');
}

/** At most 60 characters of a text from a file. */
export function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
