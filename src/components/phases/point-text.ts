/** A point of a sweep in words. Pure. */
import { guessingText, type Measure, specOf } from '../../runs/sweeps/measures';
import type { SweepPlan } from '../../runs/sweeps/sweep-plan';
import type { PointSummary } from '../../runs/sweeps/sweep-results';
import type { NumberField } from '../../training/field';
import { fields } from '../../training/fields';
import type { Sweep, SweepAxis, SweepField } from '../../training/sweep/sweep';
import { kindOf, kindText } from './point-kind';

/** "Learning rate 0.4, drop at epoch 7: test accuracy 61.2 % (60.1 % to 62 %, 3 seeds)." */
export function pointText(sweep: Sweep, point: PointSummary, measure: Measure): string {
  return `${placeText(sweep, point)}: ${valueText(point, measure)}.`;
}

export function placeText({ kind, x, y, also }: Sweep, point: PointSummary): string {
  const others = kind === 'random' ? also.map((axis) => one(axis, point.x)) : [];
  const text = [one(x, point.x), one(y, point.y), ...others].join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const nameOf = (field: SweepField) => fields[field].label.toLowerCase();

/** "Learning rate by drop at epoch, 16 × 16 points, 15 epochs". */
export function planText({ kind, x, y, points, epochs }: SweepPlan): string {
  const count = kind === 'grid' ? `${x.count} × ${y.count}` : points;
  return `${fields[x.field].label} by ${nameOf(y.field)}, ${count} points, ${epochs} epochs`;
}

function one({ field, values }: SweepAxis, i: number): string {
  const { unit } = fields[field] as NumberField;
  return `${nameOf(field)} ${values[i]}${unit ? ` ${unit}` : ''}`;
}

export function valueText(point: PointSummary, measure: Measure): string {
  const { label, text, none, ofLearners } = specOf(measure);
  const { runs, diverged, guessing, known, mean, least, most } = point;
  const name = label.replace(/^[A-Z]/, (letter) => letter.toLowerCase());
  const kind = kindOf(point, measure);
  const missing = runs - diverged - known - (ofLearners ? guessing : 0);
  const seeds = (count: number, what: string) => count > 0 && `${count} of ${runs} seeds${what}`;
  const spread = known > 1 ? ` (${text(least)} to ${text(most)}, ${known} seeds)` : '';
  const mixed = [diverged, ofLearners ? guessing : 0, missing].filter((count) => count > 0).length > 1;
  const head = kind === 'value' ? `${name} ${text(mean)}${spread}` : mixed ? '' : kindText(kind, measure);
  const rest = [
    diverged < runs && seeds(diverged, ' diverged'),
    guessing > 0 && guessing === runs ? guessingText : seeds(guessing, ` ${guessingText}`),
    (known > 0 || mixed) && seeds(missing, `: ${none}`),
  ];
  return [head, ...rest.filter((each) => each !== head)].filter(Boolean).join('; ');
}
