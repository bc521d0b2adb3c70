/** The lines of a figure with their numbers: what legend, painter and readout read. */
import type { RunData } from '../../runs/run-data';
import type { FigureName } from '../../runs/view';
import { figures } from './figures/registry';
import type { Line } from './figures/spec';

export interface Series extends Line {
  /** Step of each row, ascending, and its value. */
  steps: ArrayLike<number>;
  values: ArrayLike<number>;
  /** Last step it says something about; its last row holds up to there. */
  until: number;
}

const planned: Line = { label: 'planned η', colour: '--ink', dash: [2, 3], width: 1.75, firm: true };

/** What the legend names: the lines of a figure, the plan among them where it is drawn. */
export function linesOf(figure: FigureName, withPlan: boolean): Line[] {
  const lines: Line[] = figures[figure].lines.filter(({ label }) => label !== '');
  return figure === 'Step size' && withPlan ? [...lines, planned] : lines;
}

export function seriesOf(figure: FigureName, data: RunData): Series[] {
  const until = Math.max(data.steps.last('step') ?? 0, data.evaluations.last('step') ?? 0);
  return figures[figure].lines.map((line) => ({
    ...line,
    until,
    steps: line.steps(data),
    values: line.values(data),
  }));
}

/** The planned learning rate, for the Step size figure. */
export function planSeries(steps: ArrayLike<number>, values: ArrayLike<number>): Series {
  return { ...planned, steps, values, until: steps[steps.length - 1] };
}
