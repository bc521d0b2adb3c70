/** The lines of each figure: how they look, and where their numbers are. Legend, painter and readout read them. */
import type { RunData } from '../../runs/run-data';
import type { FigureName } from '../../runs/view';

export interface Line {
  label: string;
  /** Custom property that holds its colour; dash and width tell lines apart without it. */
  colour: string;
  dash: readonly number[];
  width: number;
  /** Points are marked, for readings that are far apart. */
  dots?: boolean;
  /** The y axis always fits it; other lines may leave the axis when they are far away. */
  firm?: boolean;
}

export interface Series extends Line {
  /** Step of each row, ascending, and its value. */
  steps: ArrayLike<number>;
  values: ArrayLike<number>;
  /** Last step it says something about; its last row holds up to there. */
  until: number;
}

const raw = { colour: '--series-raw', dash: [], width: 1 };
const train: Line = {
  label: 'train',
  colour: '--series-train',
  dash: [],
  width: 2.5,
  dots: true,
  firm: true,
};
const test: Line = { ...train, label: 'test', colour: '--series-test', dash: [7, 4] };

const batch: Line = { ...raw, label: 'batch' };
const smoothed: Line = { label: 'smoothed', colour: '--series-smooth', dash: [], width: 1.5 };
const stepLength: Line = { ...raw, label: 'length of the step' };
const rate: Line = { ...train, label: 'learning rate η', dots: false };
const effectiveRate: Line = { ...test, label: 'η/(1−μ)', dots: false };
const planned: Line = { label: 'planned η', colour: '--ink', dash: [2, 3], width: 1.75, firm: true };

type Numbers = (data: RunData) => ArrayLike<number>;

const recorded: Record<FigureName, [line: Line, numbers: Numbers][]> = {
  Loss: [
    [batch, (data) => data.steps.get('batchLoss')],
    [smoothed, (data) => data.derived.get('smoothedLoss')],
    [train, (data) => data.evaluations.get('trainLoss')],
    [test, (data) => data.evaluations.get('testLoss')],
  ],
  Accuracy: [
    [train, (data) => data.evaluations.get('trainAccuracy')],
    [test, (data) => data.evaluations.get('testAccuracy')],
  ],
  'Step size': [
    [stepLength, (data) => data.steps.get('stepNorm')],
    [effectiveRate, (data) => data.derived.get('effectiveRate')],
    [rate, (data) => data.steps.get('learningRate')],
  ],
};

/** What the legend names: the lines of a figure, the plan among them where it is drawn. */
export function linesOf(figure: FigureName, withPlan: boolean): Line[] {
  const lines = recorded[figure].map(([line]) => line);
  return figure === 'Step size' && withPlan ? [...lines, planned] : lines;
}

export function seriesOf(figure: FigureName, data: RunData): Series[] {
  const until = Math.max(data.steps.last('step') ?? 0, data.evaluations.last('step') ?? 0);
  return recorded[figure].map(([line, numbers]) => ({
    ...line,
    until,
    steps: (line.dots ? data.evaluations : data.steps).get('step'),
    values: numbers(data),
  }));
}

/** The planned learning rate, for the Step size figure. */
export function planSeries(steps: ArrayLike<number>, values: ArrayLike<number>): Series {
  return { ...planned, steps, values, until: steps[steps.length - 1] };
}
