/** The lines of a figure with their numbers: what legend, painter and readout read. */
import { type Blocks, noBlocks, numbersAt, type Values } from '../../runs/blocks';
import type { RunData } from '../../runs/run-data';
import type { FigureName } from '../../runs/view';
import type { PreviewColumns } from '../../training/schedules/plan';
import { figures } from './figures/registry';
import type { Line, RecordedLine } from './figures/spec';
import { dressed, type RunStyle, runStyle } from './run-style';
import type { Numbers } from './trace';

export interface Series extends Line {
  /** Step of each row, ascending, and its value. */
  steps: Numbers;
  values: Values;
  /** Summaries of the values; without them they are read row by row. */
  blocks?: Blocks;
  /** Last step it says something about; its last row holds up to there. */
  until: number;
  /** The run it belongs to; none for the plan. */
  data: RunData | undefined;
  /** Where it is another run than the one that is looked at. */
  other?: OtherRun;
}

/** A run that is drawn beside the one that is looked at. */
export interface OtherRun {
  id: string;
  name: string;
  style: number;
  data: RunData;
}

const planned: Line = { label: 'planned η', colour: '--ink', dash: [2, 3], width: 1.75, firm: true };
const plannedEffective: Line = { label: 'planned η/(1−μ)', colour: '--muted', dash: [1, 4], width: 1.75 };

/**
 * A line without a number in a run that is far enough to have some: measured otherwise, or of a kind that the run has
 * not. Neither legend nor values name it.
 */
export function isSilent(series: Series): boolean {
  const { steps, data } = series;
  if (!data) return false;
  return steps.length === 0 ? data.evaluations.length > 2 : isEmpty(series);
}

/** Not one of the values is a number. */
export function isEmpty({ values, blocks = noBlocks }: Pick<Series, 'values' | 'blocks'>): boolean {
  let empty = true;
  blocks.over(
    0,
    values.length,
    (summaries, at) => {
      empty &&= summaries[at + numbersAt] === 0;
      return true;
    },
    (row) => {
      empty &&= Number.isNaN(values.at(row));
    },
  );
  return empty;
}

/** What the legend names: the lines of a figure, the plan among them where it is drawn. */
export function linesOf(figure: FigureName, withPlan: boolean, style?: RunStyle): Line[] {
  const lines: Line[] = figures[figure].lines
    .filter(({ label }) => label !== '')
    .map((line) => (style ? dressed(line, style) : line));
  return figure === 'Step size' && withPlan ? [...lines, plannedEffective, planned] : lines;
}

/** The lines of the run that is looked at; in the colour of the run (`style`) where others are drawn too. */
export function seriesOf(figure: FigureName, data: RunData, style?: RunStyle): Series[] {
  const until = lastStep(data);
  return figures[figure].lines.map((line) => ({
    ...(style ? dressed(line, style) : line),
    until,
    data,
    ...rowsOf(line, data),
  }));
}

/** All lines in the order in which they are drawn: the band of raw numbers must not hide other runs. */
export function drawnSeries(
  figure: FigureName,
  data: RunData | undefined,
  style: number,
  others: readonly OtherRun[],
): Series[] {
  const own = data ? seriesOf(figure, data, others.length > 0 ? runStyle(style) : undefined) : [];
  return [
    ...own.filter(({ compared }) => !compared),
    ...others.flatMap((other) => otherSeriesOf(figure, other)),
    ...own.filter(({ compared }) => compared),
  ];
}

/** The lines of another run: only what is compared. */
export function otherSeriesOf(figure: FigureName, other: OtherRun): Series[] {
  const { data } = other;
  return figures[figure].lines
    .filter(({ compared }) => compared === 'first')
    .map((line) => ({
      ...dressed(line, runStyle(other.style)),
      width: 1.75,
      label: `${other.name}: ${line.label}`,
      until: lastStep(data),
      data,
      other,
      ...rowsOf(line, data),
    }));
}

export const rowsOf = ({ steps, values, blocks }: RecordedLine, data: RunData) => ({
  steps: steps(data),
  values: values(data),
  blocks: blocks(data),
});

function lastStep(data: RunData): number {
  return Math.max(data.steps.last('step') ?? 0, data.evaluations.last('step') ?? 0);
}

/** The planned learning rate, and what momentum makes of it, for the Step size figure. */
export function planSeries({ step, learningRate, momentum }: PreviewColumns): Series[] {
  const shared = { steps: step, until: step[step.length - 1], data: undefined };
  const effective = learningRate.map((eta, i) => eta / (1 - momentum[i]));
  return [
    { ...plannedEffective, ...shared, values: effective },
    { ...planned, ...shared, values: learningRate },
  ];
}
