/**
 * When the rows of a log were written: gives every row its step, puts rows in order, joins rows of one step, and
 * finds the steps of an epoch. Pure.
 */
import type { Values } from './log-table';
import type { Quantity } from './quantities';
import type { Sheet } from './sheet';

export interface Timeline {
  /** Different steps, ascending. */
  steps: Values;
  /** Values at these steps, NaN where blank. */
  columns: Map<Quantity, Values>;
  stepsPerEpoch: number;
  /** The log has a row per epoch; each counts as one step. */
  perEpoch: boolean;
  /** Step 0 was tested in a row before the one with its loss: a test there is one of the weights before that step. */
  testedFirst: boolean;
  /** What was done to the rows, in words. */
  notes: string[];
}

/** Where epochs are guessed there are no more than these: the detector looks at every eighth of one. */
const mostGuessedEpochs = 1000;

/** `countedTo`: where all steps are counted up to, as in `[10/60]`; an epoch has as many where they begin anew. */
export function timelineOf(sheet: Sheet, countedTo = 0): Timeline {
  const notes: string[] = [];
  const step = sheet.column('step');
  const epoch = sheet.column('epoch');
  const whole = epoch?.every((each) => Number.isNaN(each) || Number.isInteger(each)) ?? false;
  const numbered = numberSteps(sheet, { step, epoch, whole, countedTo }, notes);
  const { perEpoch } = numbered;
  const joined = inOrder(sheet, numbered.steps, notes);
  const epochs = joined.columns.get('epoch');
  let stepsPerEpoch = perEpoch ? 1 : numbered.stepsPerEpoch;
  if (stepsPerEpoch === undefined && epochs) {
    stepsPerEpoch = whole ? byWholeEpochs(joined.steps, epochs) : byFractions(joined.steps, epochs);
  }
  if (stepsPerEpoch === undefined) {
    const between = byEvaluations(joined.steps, joined.columns) ?? 1;
    stepsPerEpoch = Math.max(between, Math.ceil((joined.steps.at(-1) ?? 0) / mostGuessedEpochs));
    const steps = stepsPerEpoch === 1 ? '1 step' : `${stepsPerEpoch.toLocaleString('en')} steps`;
    const why = stepsPerEpoch > 1 && stepsPerEpoch === between ? ', the distance of evaluations' : '';
    notes.push(`The log does not say how long an epoch is; it is taken as ${steps}${why}.`);
  }
  return { ...joined, stepsPerEpoch, perEpoch, testedFirst: isTestedFirst(sheet, numbered.steps), notes };
}

interface Numbered {
  /** Step of each row, NaN: none. */
  steps: Values;
  perEpoch: boolean;
  stepsPerEpoch?: number;
}

interface Places {
  step: Values | undefined;
  epoch: Values | undefined;
  /** Epochs are whole numbers. */
  whole: boolean;
  countedTo: number;
}

/** Steps by the step column, by the epoch column, or by the number of the row. */
function numberSteps(sheet: Sheet, { step, epoch, whole, countedTo }: Places, notes: string[]): Numbered {
  const { rows } = sheet;
  if (step?.some((each) => !Number.isNaN(each))) {
    const restarted = epoch && whole ? continued(step, epoch, countedTo) : undefined;
    if (restarted) {
      notes.push(
        `“${sheet.sources.get('step')}” begins anew with every epoch; steps are numbered through here.`,
      );
      return restarted;
    }
    return { steps: step, perEpoch: false };
  }
  const byEpoch = epoch && !epoch.some(Number.isNaN) ? numberByEpochs(sheet, epoch, whole, notes) : undefined;
  if (byEpoch) return byEpoch;
  const steps = Float64Array.from({ length: rows }, (_, i) => i + 1);
  const tested = Math.max(count(sheet.column('testLoss')), count(sheet.column('testAccuracy')));
  const perEpoch = !epoch && tested > rows / 2;
  notes.push(
    perEpoch
      ? 'The log has neither steps nor epochs but was tested at every row: a row is taken as one epoch and counts as one step.'
      : 'The log has no steps: its rows are numbered.',
  );
  return { steps, perEpoch };
}

/** Steps by epochs that are given for every row, where these tell the rows apart; undefined where they do not. */
function numberByEpochs(sheet: Sheet, epoch: Values, whole: boolean, notes: string[]): Numbered | undefined {
  if (!whole) {
    if (epoch.some((each, i) => i > 0 && each < epoch[i - 1])) return undefined;
    notes.push('The log has no steps: its rows are numbered, those of one moment together.');
    let steps = 0;
    return {
      steps: epoch.map((each, i) => (i === 0 || each > epoch[i - 1] ? ++steps : steps)),
      perEpoch: false,
    };
  }
  const perEpoch = 'The log has one row per epoch and no steps: an epoch counts as one step.';
  const first = epoch.reduce((least, each) => Math.min(least, each), 1);
  if (isJoinable(sheet, epoch)) {
    notes.push(perEpoch);
    return { steps: epoch.map((each) => each + 1 - first), perEpoch: true };
  }
  let [before, most] = [0, 0];
  const through = epoch.map((each, i) => {
    if (i > 0 && each < epoch[i - 1]) [before, most] = [before + most + 1 - epoch[0], 0];
    most = Math.max(most, each);
    return each < epoch[0] ? Number.NaN : before + each;
  });
  if (through.some(Number.isNaN) || !isJoinable(sheet, through)) return undefined;
  notes.push(
    perEpoch,
    'Epochs begin anew within the log, as where training went on; they are numbered through.',
  );
  return { steps: through.map((each) => each + 1 - first), perEpoch: true };
}

/** Whether rows of one place never have two numbers of one quantity. */
function isJoinable(sheet: Sheet, places: Values): boolean {
  if (new Set(places).size === sheet.rows) return true;
  return [...sheet.sources.keys()].every((quantity) => {
    if (quantity === 'epoch') return true;
    const values = sheet.column(quantity);
    const filled = places.filter((_, i) => !Number.isNaN(values?.[i]));
    return new Set(filled).size === filled.length;
  });
}

function isTestedFirst(sheet: Sheet, steps: Values): boolean {
  const has = (row: number, ...quantities: Quantity[]) =>
    quantities.some((each) => !Number.isNaN(sheet.column(each)?.[row] ?? Number.NaN));
  const at = (row: number) => steps[row] === 0;
  const tested = steps.findIndex((_, row) => at(row) && has(row, 'testLoss', 'testAccuracy'));
  const losses = ['batchLoss', 'loss', 'trainLoss'] as const;
  const trained = steps.findIndex((_, row) => row > tested && at(row) && has(row, ...losses));
  return tested >= 0 && trained > tested && !has(tested, 'batchLoss', 'loss');
}

/** Steps numbered through where the step column begins anew in every epoch; undefined where it does not. */
function continued(step: Values, epoch: Values, countedTo: number): Numbered | undefined {
  const least = new Map<number, number>();
  const most = new Map<number, number>();
  for (const [i, each] of step.entries()) {
    const of = epoch[i];
    if (Number.isNaN(each) || Number.isNaN(of)) continue;
    least.set(of, Math.min(least.get(of) ?? each, each));
    most.set(of, Math.max(most.get(of) ?? each, each));
  }
  const starts = [...least.values()];
  if (starts.length < 2 || starts.some((start) => start !== starts[0])) return undefined;
  const from = Math.min(starts[0], 1);
  const stepsPerEpoch = Math.max(countedTo, Math.max(...most.values()) - from + 1);
  // One row for each epoch, all with the same step: nothing counts there.
  if (stepsPerEpoch < 2) return undefined;
  const first = Math.min(...least.keys());
  const steps = step.map((each, i) => (epoch[i] - first) * stepsPerEpoch + each - from + 1);
  return { steps, perEpoch: false, stepsPerEpoch };
}

/** Rows by ascending step, those of one step joined: the last number of each quantity holds. */
function inOrder(sheet: Sheet, steps: Values, notes: string[]): Pick<Timeline, 'steps' | 'columns'> {
  const order = Uint32Array.from(steps.keys()).filter((row) => !Number.isNaN(steps[row]));
  const without = steps.length - order.length;
  if (without > 0) notes.push(`${rowsText(without)} without a step left out.`);
  if (order.some((row, i) => i > 0 && steps[row] < steps[order[i - 1]])) {
    order.sort((a, b) => steps[a] - steps[b] || a - b);
    notes.push('Rows were not in the order of steps; they are sorted.');
  }
  const place = new Uint32Array(order.length);
  let last = -1;
  for (let i = 0; i < order.length; i++) {
    if (i === 0 || steps[order[i]] !== steps[order[i - 1]]) last++;
    place[i] = last;
  }
  const twice = new Uint8Array(last + 1);
  const columns = new Map<Quantity, Values>();
  for (const quantity of sheet.sources.keys()) {
    const from = sheet.column(quantity);
    if (!from || quantity === 'step') continue;
    const to = new Float64Array(last + 1).fill(Number.NaN);
    for (let i = 0; i < order.length; i++) {
      const row = order[i];
      if (Number.isNaN(from[row])) continue;
      if (quantity !== 'epoch' && !Number.isNaN(to[place[i]]) && to[place[i]] !== from[row])
        twice[place[i]] = 1;
      to[place[i]] = from[row];
    }
    columns.set(quantity, to);
  }
  const repeated = twice.reduce((sum, each) => sum + each, 0);
  if (repeated > 0) {
    const counted = repeated === 1 ? '1 step comes' : `${repeated.toLocaleString('en')} steps come`;
    notes.push(`${counted} more than once with different numbers; the last ones hold.`);
  }
  const distinct = new Float64Array(last + 1);
  for (const [i, row] of order.entries()) distinct[place[i]] = steps[row];
  return { steps: distinct, columns };
}

/** Steps per epoch from the last steps of whole-numbered epochs; the last epoch may be unfinished. */
function byWholeEpochs(steps: Values, epochs: Values): number | undefined {
  const ends: { epoch: number; first: number; last: number }[] = [];
  for (const [i, epoch] of epochs.entries()) {
    if (Number.isNaN(epoch)) continue;
    const end = ends.at(-1);
    if (end?.epoch === epoch) end.last = steps[i];
    else if (!end || epoch > end.epoch) ends.push({ epoch, first: steps[i], last: steps[i] });
  }
  // What was measured before training may stand as an epoch of its own.
  if (ends.length > 1 && ends[0].last === 0) ends.shift();
  const [first, second] = ends;
  if (!first) return undefined;
  if (!second) return Math.max(1, first.last - Math.max(0, first.first - 1));
  const end = ends[ends.length - 2];
  const slope =
    ends.length > 2
      ? (end.last - first.last) / (end.epoch - first.epoch)
      : (second.first - first.first) / (second.epoch - first.epoch);
  return Math.max(1, Math.round(slope));
}

/** Steps per epoch where epochs have fractions and begin at 0. */
function byFractions(steps: Values, epochs: Values): number | undefined {
  const last = epochs.findLastIndex((each) => each > 0);
  return last < 0 ? undefined : Math.max(1, Math.round(steps[last] / epochs[last]));
}

/** Steps between evaluations: the middle one of their distances. */
function byEvaluations(steps: Values, columns: Map<Quantity, Values>): number | undefined {
  const tested = columns.get('testLoss') ?? columns.get('testAccuracy');
  const at = tested ? steps.filter((_, i) => !Number.isNaN(tested[i])) : steps.subarray(0, 0);
  if (at.length < 3) return undefined;
  const distances = at.subarray(1).map((each, i) => each - at[i]);
  return distances.sort()[distances.length >> 1];
}

/** Numbers in a column, not finite ones among them. */
export function count(column: ArrayLike<number> | undefined): number {
  let numbers = 0;
  for (let i = 0; i < (column?.length ?? 0); i++) if (!Number.isNaN(column?.[i])) numbers++;
  return numbers;
}

export function rowsText(rows: number): string {
  return rows === 1 ? '1 row' : `${rows.toLocaleString('en')} rows`;
}
