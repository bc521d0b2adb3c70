/** What lies on one axis of a sweep: a field, from where to where, and how many values. */
import type { ReactNode } from 'react';
import { type AxisPlan, type PlanPlace, rangeFor, type SweepPlan } from '../../runs/sweeps/sweep-plan';
import type { RunConfig } from '../../training/config';
import { fields } from '../../training/fields';
import { type SweepField, sweepFields } from '../../training/sweep/sweep';
import { NumberEntry } from './NumberEntry';

interface Props {
  name: 'Horizontal' | 'Vertical';
  axis: 'x' | 'y';
  plan: SweepPlan;
  config: RunConfig;
  /** What is wrong with it. */
  children: ReactNode;
  faultAt(place: PlanPlace): string | undefined;
  onEdit(axis: AxisPlan): void;
}

const entries = [
  ['low', 'from', 'axis from'],
  ['high', 'to', 'axis to'],
  ['count', 'values', 'axis, values'],
] as const;

export function AxisFields({ name, axis, plan, config, children, faultAt, onEdit }: Props) {
  const own = plan[axis];
  const choose = (field: SweepField) =>
    onEdit({ field, ...rangeFor(field, { ...config, epochs: plan.epochs }) });
  return (
    <fieldset>
      <legend>{name}</legend>
      <select
        aria-label={`${name} axis`}
        aria-invalid={faultAt(`${axis}.field`) !== undefined}
        aria-describedby={faultAt(`${axis}.field`)}
        value={own.field}
        onChange={({ target }) => choose(target.value as SweepField)}
      >
        {sweepFields.map((field) => (
          <option key={field} value={field}>
            {fields[field].label}
          </option>
        ))}
      </select>
      {entries
        .filter(([key]) => key !== 'count' || plan.kind === 'grid')
        .map(([key, label, full]) => (
          <NumberEntry
            key={key}
            label={label}
            fullLabel={`${name} ${full}`}
            value={own[key]}
            fault={faultAt(`${axis}.${key}`)}
            onEdit={(value) => onEdit({ ...own, [key]: value })}
          />
        ))}
      {children}
    </fieldset>
  );
}
