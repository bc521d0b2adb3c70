/** A point of a sweep in words. Pure. */
import { type Measure, measures } from '../../runs/sweeps/measures';
import type { PointSummary } from '../../runs/sweeps/sweep-results';
import type { NumberField } from '../../training/field';
import { fields } from '../../training/fields';
import type { Sweep, SweepAxis } from '../../training/sweep/sweep';

/** "Learning rate 0.4, drop at epoch 7: test accuracy 61.2 % (60.1 % to 62 %, 3 seeds)." */
export function pointText(sweep: Sweep, point: PointSummary, measure: Measure): string {
  return `${placeText(sweep, point)}: ${valueText(point, measure)}.`;
}

export function placeText({ kind, x, y, also }: Sweep, point: PointSummary): string {
  const others = kind === 'random' ? also.map((axis) => one(axis, point.x)) : [];
  const text = [one(x, point.x), one(y, point.y), ...others].join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function one({ field, values }: SweepAxis, i: number): string {
  const { label, unit } = fields[field] as NumberField;
  return `${label.toLowerCase()} ${values[i]}${unit ? ` ${unit}` : ''}`;
}

export function valueText(point: PointSummary, measure: Measure): string {
  const { label, text, none } = measures[measure];
  const { runs, diverged, known, mean, least, most } = point;
  if (runs === 0) return 'not trained yet';
  const name = label.replace(/^[A-Z]/, (letter) => letter.toLowerCase());
  if (diverged === runs) return 'diverged';
  const without = runs - diverged - known;
  const rest = [
    diverged > 0 && `${diverged} of ${runs} seeds diverged`,
    known > 0 && without > 0 && `${without} of ${runs} seeds: ${none}`,
  ].filter(Boolean);
  const spread = known > 1 ? ` (${text(least)} to ${text(most)}, ${known} seeds)` : '';
  const value = known > 0 ? `${text(mean)}${spread}` : none;
  return [`${name} ${value}`, ...rest].join('; ');
}
