/** Measured quantities of a run, each against the steps: what tables compare and what is drawn against anything. */
import type { StepNumbers } from '../training/columns';
import { countUpTo } from '../training/regime/rate-jump';
import type { Regime } from '../training/regime/types';
import type { Values } from './blocks';
import { probeKept } from './probe-kept';
import type { RunData } from './run-data';
import type { RunEntry } from './run-entry';

type Numbers = ArrayLike<number>;
export interface Quantity {
  id: string;
  label: string;
  /** Drawn on a logarithmic axis to begin with. */
  log: boolean;
  /** Ascending steps, and a value for each; NaN where it was not measured. */
  steps(data: RunData): Numbers;
  values(data: RunData): Values;
}

/** A value in print, with so many digits: accuracies as percentages, a dash where there is none. */
export function quantityText({ id }: Quantity, value: number, digits = 3): string {
  if (!Number.isFinite(value)) return '–';
  if (id.endsWith('Accuracy')) return `${Number((100 * value).toPrecision(digits))}\u00a0%`;
  return String(Number(value.toPrecision(digits)));
}

const perStep = (data: RunData) => data.steps.get('step');
const perEvaluation = (data: RunData) => data.evaluations.get('step');
const perWindow = (data: RunData) => data.regime.windows.get('to');
const perCurvature = (data: RunData) => data.curvature.get('step');
/** What time is counted in: evaluations, or steps where a log tells of no evaluation. */
const timeline = (data: RunData): StepNumbers =>
  data.evaluations.length > 0 ? perEvaluation(data) : perStep(data);

type Evaluated = 'trainLoss' | 'testLoss' | 'trainAccuracy' | 'testAccuracy';

function evaluation(id: Evaluated, label: string): Quantity {
  const log = id.endsWith('Loss');
  return { id, label, log, steps: perEvaluation, values: (data) => data.evaluations.get(id) };
}

export const quantities: readonly Quantity[] = [
  evaluation('trainLoss', 'Training loss'),
  evaluation('testLoss', 'Test loss'),
  evaluation('trainAccuracy', 'Training accuracy'),
  evaluation('testAccuracy', 'Test accuracy'),
  {
    id: 'smoothedLoss',
    label: 'Batch loss, smoothed',
    log: true,
    steps: perStep,
    values: (data) => data.derived.get('smoothedLoss'),
  },
  {
    id: 'learningRate',
    label: 'Learning rate',
    log: true,
    steps: perStep,
    values: (data) => data.steps.get('learningRate'),
  },
  {
    id: 'stepNorm',
    label: 'Length of the step',
    log: true,
    steps: perStep,
    values: (data) => data.steps.get('stepNorm'),
  },
  {
    id: 'gradientNorm',
    label: 'Norm of the gradient',
    log: true,
    steps: perStep,
    values: (data) => data.steps.get('gradientNorm'),
  },
  {
    id: 'kappa',
    label: 'Step number κ, median',
    log: false,
    steps: perWindow,
    values: (data) => data.regime.windows.get('kappa'),
  },
  {
    id: 'landing',
    label: 'Landing position p, median',
    log: false,
    steps: perWindow,
    values: (data) => data.regime.windows.get('landing'),
  },
  {
    id: 'crossed',
    label: 'Share of steps across (p > 1)',
    log: false,
    steps: perWindow,
    values: (data) => data.regime.windows.get('crossed'),
  },
  {
    id: 'share',
    label: 'Second-order share Q',
    log: false,
    steps: perWindow,
    values: (data) => data.regime.windows.get('share'),
  },
  {
    id: 'probeKept',
    label: 'Kept share on the probe set, 1 − Q',
    log: false,
    steps: perWindow,
    values: probeKept,
  },
  {
    id: 'sharpness',
    label: 'Sharpness',
    log: true,
    steps: perCurvature,
    values: (data) => data.curvature.get('sharpness'),
  },
  {
    id: 'distance',
    label: 'Distance from the start',
    log: false,
    steps: (data) => data.probes.get('step'),
    values: (data) => data.probes.get('distance'),
  },
  { id: 'step', label: 'Step', log: false, steps: timeline, values: timeline },
  {
    id: 'epoch',
    label: 'Epoch',
    log: false,
    steps: timeline,
    values: (data) => {
      const steps = timeline(data);
      return { length: steps.length, at: (row) => steps[row] / data.stepsPerEpoch };
    },
  },
  {
    id: 'rateSum',
    label: 'Sum of learning rates η·t',
    log: false,
    steps: perStep,
    values: (data) => data.derived.get('distance'),
  },
];

/** A reading per window of steps: it may still be on its way. */
export const isOfWindows = ({ steps }: Quantity): boolean => steps === perWindow;

export function quantityNamed(id: string): Quantity {
  return quantities.find((each) => each.id === id) ?? quantities[0];
}

/** One reading of two quantities at a step. */
export interface Pairs {
  step: StepNumbers;
  x: Float32Array<ArrayBuffer>;
  y: Float32Array<ArrayBuffer>;
}

/**
 * Two quantities of a run against each other: at the steps of the one that was measured more seldom, with the last
 * reading of the other not after it. At most `most` pairs, evenly thinned; the last one is always among them.
 */
export function pairsOf(data: RunData, x: Quantity, y: Quantity, most = 1000): Pairs {
  const [xs, ys] = [x, y].map((each) => ({ steps: each.steps(data), values: each.values(data) }));
  const sparser = xs.steps.length < ys.steps.length ? xs : ys;
  const rows = thinned(sparser.steps.length, most);
  const pairs: Pairs = {
    step: new Float64Array(rows.length),
    x: new Float32Array(rows.length),
    y: new Float32Array(rows.length),
  };
  let used = 0;
  const lastUpTo = ({ steps, values }: typeof xs, step: number) => {
    const row = countUpTo(steps, step) - 1;
    return (row < 0 ? undefined : values.at(row)) ?? Number.NaN;
  };
  for (const row of rows) {
    const step = sparser.steps[row];
    const [valueX, valueY] = [lastUpTo(xs, step), lastUpTo(ys, step)];
    if (!Number.isFinite(valueX) || !Number.isFinite(valueY)) continue;
    pairs.step[used] = step;
    pairs.x[used] = valueX;
    pairs.y[used] = valueY;
    used++;
  }
  return {
    step: pairs.step.subarray(0, used),
    x: pairs.x.subarray(0, used),
    y: pairs.y.subarray(0, used),
  };
}

/**
 * At most `most` row numbers, evenly spread, the last among them. Every power of two is a multiple of the smaller
 * ones: runs of unequal length, thinned unequally, still have rows in common.
 */
function thinned(count: number, most: number): number[] {
  let stride = 1;
  while (count > most && stride < count && Math.ceil(count / stride) >= most) stride *= 2;
  const rows = Array.from({ length: Math.ceil(count / stride) }, (_, i) => i * stride);
  if (count > 0 && rows[rows.length - 1] !== count - 1) rows.push(count - 1);
  return rows;
}

/** What came of a run: what a table of runs compares. NaN where there is nothing to say. */
export interface Outcome {
  trainLoss: number;
  bestTrainLoss: number;
  testLoss: number;
  bestTestLoss: number;
  trainAccuracy: number;
  bestTrainAccuracy: number;
  testAccuracy: number;
  bestTestAccuracy: number;
  /** Shares of the measured steps, 0 to 1. */
  large: number;
  transition: number;
  small: number;
  /** Seconds of training. */
  seconds: number;
  steps: number;
}

export function outcomeOf({ data, elapsed }: RunEntry): Outcome {
  const { evaluations, regime } = data;
  const last = (name: Evaluated) => evaluations.last(name) ?? Number.NaN;
  const best = (name: Evaluated, better: (a: number, b: number) => number) =>
    evaluations
      .get(name)
      .reduce((now, each) => (Number.isFinite(each) ? better(now, each) : now), Number.NaN);
  const least = (a: number, b: number) => (Number.isNaN(a) ? b : Math.min(a, b));
  const most = (a: number, b: number) => (Number.isNaN(a) ? b : Math.max(a, b));
  const measured = regime.segments.reduce((sum, { from, to }) => sum + to - from, 0);
  const share = (wanted: Regime) =>
    regime.segments
      .filter((each) => each.regime === wanted)
      .reduce((sum, { from, to }) => sum + (to - from) / measured, measured > 0 ? 0 : Number.NaN);
  return {
    trainLoss: last('trainLoss'),
    bestTrainLoss: best('trainLoss', least),
    testLoss: last('testLoss'),
    bestTestLoss: best('testLoss', least),
    trainAccuracy: last('trainAccuracy'),
    bestTrainAccuracy: best('trainAccuracy', most),
    testAccuracy: last('testAccuracy'),
    bestTestAccuracy: best('testAccuracy', most),
    large: share('large-step'),
    transition: share('transition'),
    small: share('small-step'),
    seconds: elapsed,
    steps: data.steps.last('step') ?? 0,
  };
}

/** y where the run first comes to the value `x` on its way; NaN where it never does. Straight between readings. */
export function firstAt({ x: xs, y: ys }: Pairs, x: number): number {
  for (let i = 0; i < xs.length; i++) {
    if (xs[i] === x) return ys[i];
    const [from, to] = [xs[i - 1], xs[i]];
    if (i === 0 || (from - x) * (to - x) > 0) continue;
    return ys[i - 1] + ((x - from) / (to - from)) * (ys[i] - ys[i - 1]);
  }
  return Number.NaN;
}
