/** What the points of a phase diagram can be coloured by, one entry each. Pure. */
import type { RunConfig } from '../../training/config';
import { datasets } from '../../training/data/registry';
import { losses } from '../../training/losses/registry';
import type { SweepResult } from '../../training/sweep/sweep';

export interface MeasureSpec {
  label: string;
  /** One sentence on what it is. */
  hint: string;
  /** NaN where a run has none. */
  value(result: SweepResult): number;
  log: boolean;
  /** In print. */
  text(value: number): string;
  /** Of a run that has no value, though it did not diverge. */
  none: string;
  /** It says nothing of a run that learned nothing. */
  ofLearners?: true;
}

const digits = (value: number) => String(Number(value.toPrecision(3)));
const percent = (value: number) => `${(100 * value).toFixed(1)} %`;

const noLarge = 'no large steps';

export const measures = {
  trainLoss: {
    label: 'Final training loss',
    hint: 'Loss of the whole training set after the last step.',
    value: ({ trainLoss }) => trainLoss,
    log: true,
    text: digits,
    none: 'unknown',
  },
  testAccuracy: {
    label: 'Test accuracy',
    hint: 'Share of test examples named rightly after the last step.',
    value: ({ testAccuracy }) => testAccuracy,
    log: false,
    text: percent,
    none: 'unknown',
  },
  largeKappa: {
    label: 'κ of large steps',
    hint: 'Median step number over the last quarter of the steps before the drop, or of all where there is none: above 1 a step keeps less than half of what its gradient promised. With momentum κ reads low.',
    value: ({ largeKappa }) => largeKappa,
    log: true,
    text: digits,
    none: noLarge,
  },
  kappa: {
    label: 'κ at the end',
    hint: 'Median step number over the last quarter of the run. With momentum κ reads low.',
    value: ({ kappa }) => kappa,
    log: true,
    text: digits,
    none: 'not measured',
  },
  regime: {
    label: 'Regime of large steps',
    hint: 'By κ of large steps alone: above 1 large step, below 0.5 small step, transition between; it is not told of runs that end no better than guessing. Large steps that only noise keeps up are not told apart here, and with momentum κ reads low.',
    value: ({ largeKappa }) => largeKappa,
    log: false,
    text: (value) => regimeNames[regimeOf(value)],
    none: noLarge,
    ofLearners: true,
  },
  stepsToTarget: {
    label: 'Steps to the target loss',
    hint: 'First step whose smoothed batch loss is below the target, over the seeds that come there.',
    value: ({ stepsToTarget }) => stepsToTarget,
    log: true,
    text: (value) => Math.round(value).toLocaleString('en'),
    none: 'target not reached',
  },
} satisfies Record<string, MeasureSpec>;

export type Measure = keyof typeof measures;
export const measureNames = Object.keys(measures) as Measure[];
export const specOf = (measure: Measure): MeasureSpec => measures[measure];

/** A loss within this share of that of guessing is no better. */
const asGuessing = 0.95;
export const guessingText = 'no better than guessing';

/**
 * The run learned nothing, or collapsed: its training loss ended within 5 % of that of equal scores for all classes, or
 * above. Its step numbers are those of a plain on which nothing happens. Never of own data, whose classes are not known
 * here.
 */
export function learnedNothing(
  { trainLoss }: SweepResult,
  { loss, dataset }: Pick<RunConfig, 'loss' | 'dataset'>,
): boolean {
  return trainLoss >= asGuessing * losses.of(loss).chance(datasets.of(dataset).classes);
}

/** Regime of a median step number; thresholds of the detector (`training/regime`). */
export function regimeOf(kappa: number): 'large-step' | 'small-step' | 'transition' | 'undecided' {
  if (Number.isNaN(kappa)) return 'undecided';
  if (kappa > 1) return 'large-step';
  return kappa < 0.5 ? 'small-step' : 'transition';
}

export const regimeNames: Record<ReturnType<typeof regimeOf>, string> = {
  'large-step': 'large step',
  'small-step': 'small step',
  transition: 'transition',
  undecided: 'undecided',
};
