/** Which lines each figure shows, from the recorded columns of a run. */
import type { RunData } from '../../runs/run-data';
import type { FigureName } from '../../runs/view';

export interface Series {
  label: string;
  /** Custom property that holds its colour. */
  colour: string;
  dash: readonly number[];
  width: number;
  /** Drawn as the span between the lowest and highest value of each pixel column. */
  span?: boolean;
  /** Points are marked, for readings that are far apart. */
  dots?: boolean;
  /** Step of each row, ascending, and its value. */
  steps: ArrayLike<number>;
  values: ArrayLike<number>;
}

const solid: readonly number[] = [];

export function seriesOf(figure: FigureName, data: RunData): Series[] {
  const steps = data.steps.get('step');
  const read = data.evaluations.get('step');
  const { evaluations } = data;
  if (figure === 'Loss') {
    return [
      {
        label: 'batch',
        colour: '--series-raw',
        dash: solid,
        width: 1,
        span: true,
        steps,
        values: data.steps.get('batchLoss'),
      },
      {
        label: 'batch, smoothed',
        colour: '--series-smooth',
        dash: solid,
        width: 1.5,
        steps,
        values: data.derived.get('smoothedLoss'),
      },
      {
        label: 'training set',
        colour: '--series-train',
        dash: solid,
        width: 2.5,
        dots: true,
        steps: read,
        values: evaluations.get('trainLoss'),
      },
      {
        label: 'test set',
        colour: '--series-test',
        dash: [7, 4],
        width: 2.5,
        dots: true,
        steps: read,
        values: evaluations.get('testLoss'),
      },
    ];
  }
  if (figure === 'Accuracy') {
    return [
      {
        label: 'training set',
        colour: '--series-train',
        dash: solid,
        width: 2.5,
        dots: true,
        steps: read,
        values: evaluations.get('trainAccuracy'),
      },
      {
        label: 'test set',
        colour: '--series-test',
        dash: [7, 4],
        width: 2.5,
        dots: true,
        steps: read,
        values: evaluations.get('testAccuracy'),
      },
    ];
  }
  return [
    {
      label: 'length of the step',
      colour: '--series-raw',
      dash: solid,
      width: 1,
      span: true,
      steps,
      values: data.steps.get('stepNorm'),
    },
    {
      label: 'η/(1−μ)',
      colour: '--series-test',
      dash: [7, 4],
      width: 2,
      steps,
      values: data.derived.get('effectiveRate'),
    },
    {
      label: 'learning rate η',
      colour: '--series-train',
      dash: solid,
      width: 2.5,
      steps,
      values: data.steps.get('learningRate'),
    },
  ];
}

/** The planned learning rate, for the Step size figure. */
export function planSeries(steps: ArrayLike<number>, values: ArrayLike<number>): Series {
  return { label: 'planned η', colour: '--ink', dash: [2, 3], width: 1.5, steps, values };
}
