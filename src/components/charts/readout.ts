/** The values at a step, and what a figure shows as a whole, in words. Pure. */
import type { Series } from './series';
import { numberText } from './ticks';
import { firstAtLeast } from './trace';

/** A series, and the steps that its own ones count as: those of the run that is looked at, 1 for 1 without it. */
export type Told = Series & { factor?: number };

/** "step 1,234 · epoch 9.9 · batch 0.52 · train 0.41". */
export function readoutText(series: readonly Told[], step: number, stepsPerEpoch: number): string {
  const where = `step ${step.toLocaleString('en')} · epoch ${(step / stepsPerEpoch).toFixed(1)}`;
  const values = series.map((each) => `${each.label} ${numberText(valueAt(each, step), each.percent)}`);
  return [where, ...values].join(' · ');
}

/** Value of a series in its last row not after `step`, undefined before the first and after what it covers. */
export function valueAt({ steps, values, until, factor = 1 }: Told, step: number): number | undefined {
  const row = firstAtLeast(steps, (step + 0.5) / factor) - 1;
  return row < 0 || step > until * factor ? undefined : values.at(row);
}

/** One sentence per line: where it begins, where it ends. */
export function summaryOf(series: readonly Told[]): string {
  const sentences = series
    .filter(({ values }) => values.length > 0)
    .map(({ label, steps, values, percent, factor = 1 }) => {
      const last = values.length - 1;
      return (
        `${label}: from ${numberText(values.at(0), percent)} at step ${(steps[0] * factor).toLocaleString('en')} ` +
        `to ${numberText(values.at(last), percent)} at step ${(steps[last] * factor).toLocaleString('en')}.`
      );
    });
  return sentences.length > 0 ? sentences.join(' ') : 'Nothing is recorded yet.';
}
