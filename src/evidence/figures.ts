/** What the figures of the evidence show: for each claim the intervals that decide it. Pure. */
import type { ClaimName } from '../lessons/lesson';
import type { Check, Kind } from './rules/check';
import { settings } from './settings';
import { checkTexts, formats } from './texts';
import type { Verdict } from './verdicts';

/** Intervals of one kind below one another, each a dot with a line, and lines to compare them with. */
export interface IntervalPlot {
  claim: ClaimName;
  /** Name of its file, without the folder. */
  file: string;
  title: string;
  /** What is seen, in a sentence or two, for those who do not see it. */
  alt: string;
  axis: string;
  log: boolean;
  rows: PlotRow[];
  guides: { value: number; text: string }[];
}

/** A heading, or an interval in the numbers of the axis. */
export type PlotRow =
  | { kind: 'heading'; text: string }
  | { kind: 'interval'; text: string; mean: number; low: number; high: number; decides: boolean };

interface Wanted {
  kind: Kind;
  /** Of the checks of this kind, those that are of one quantity. */
  labels?: RegExp;
  title: string;
  guides: IntervalPlot['guides'];
}

const chosen: Record<ClaimName, Wanted[]> = {
  C1: [
    {
      kind: 'step number',
      title: 'C1: step number κ before and after the drop',
      guides: [
        { value: 0.5, text: 'small step below 0.5' },
        { value: 1, text: 'large step above 1' },
      ],
    },
    {
      kind: 'difference of shares',
      title: 'C1: epochs in which the training loss rose, before minus after the drop',
      guides: [{ value: 0, text: 'no difference' }],
    },
    {
      kind: 'ratio',
      title: 'C1: training loss of large steps only over that of two phases',
      guides: [{ value: 1, text: 'no difference' }],
    },
    {
      kind: 'landing position',
      title: 'C1: landing position p on the own batch, before the drop and at the end',
      guides: [{ value: 1, text: 'floor' }],
    },
    {
      kind: 'share of steps',
      title: 'C1: steps that crossed the floor of their own batch’s valley (p above 1)',
      guides: [],
    },
    {
      kind: 'kept share',
      title: 'C1: share of the promised decrease that was kept',
      guides: [{ value: 0, text: 'nothing' }],
    },
  ],
  C2: [
    {
      kind: 'ratio',
      labels: /none$/,
      title: 'C2: training loss with momentum over that without, at equal η/(1−μ)',
      guides: [{ value: 1, text: 'momentum changes nothing' }],
    },
  ],
  C3: [
    {
      kind: 'difference of accuracies',
      title: 'C3: test accuracy against small steps only',
      guides: [{ value: 0, text: 'no difference' }],
    },
  ],
  C4: [
    {
      kind: 'difference of accuracies',
      title: 'C4: test accuracy of two phases minus that of a tuned schedule',
      guides: [
        { value: 0, text: 'no difference' },
        { value: -1, text: 'margin' },
      ],
    },
  ],
  state: [
    {
      kind: 'step number',
      title: 'State: step number κ at a constant learning rate',
      guides: [
        { value: 0, text: '0' },
        { value: 0.5, text: '0.5' },
        { value: 1, text: 'large step above 1' },
      ],
    },
  ],
};

export function figuresOf(verdicts: readonly Verdict[]): IntervalPlot[] {
  return verdicts.flatMap((verdict) =>
    chosen[verdict.claim].map(({ kind, labels = /./, title, guides }, i) => {
      const judged = verdict.settings.map(({ setting, checks }) => ({
        text: settings[setting].label,
        drawn: checks.filter((check) => check.kind === kind && labels.test(check.label)),
      }));
      const rows = judged.flatMap(({ text, drawn }) => [
        { kind: 'heading' as const, text },
        ...drawn.map(rowOf),
      ]);
      const log = kind === 'ratio';
      const file = `${verdict.claim}${i > 0 ? `-${i + 1}` : ''}.svg`;
      const alt = `${title}. ${judged.map(({ text, drawn }) => sentence(text, drawn)).join(' ')}`;
      return { claim: verdict.claim, file, title, alt, axis: formats[kind].unit, log, rows, guides };
    }),
  );
}

function rowOf(check: Check): PlotRow {
  const { drawn } = formats[check.kind];
  const { mean, low, high } = check.interval;
  return {
    kind: 'interval',
    text: check.label,
    mean: drawn(mean),
    low: drawn(low),
    high: drawn(high),
    decides: check.role !== 'information',
  };
}

function sentence(label: string, checks: readonly Check[]): string {
  const deciding = checks.filter(({ role }) => role !== 'information');
  const parts = (deciding.length > 0 ? deciding : checks).map((check) => {
    const { mean, interval } = checkTexts(check);
    return `${check.label} ${mean} (${interval})`;
  });
  return `${label}: ${parts.join(', ')}.`;
}
