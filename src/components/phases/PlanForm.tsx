/** What a sweep varies and how: presets, two axes, points, seeds. */
import { type ReactNode, useId } from 'react';
import { useStore } from 'zustand';
import {
  edited,
  isSweepPreset,
  type PlanPlace,
  type PlanResult,
  presetPlan,
  type SweepPlan,
  sweepPresets,
} from '../../runs/sweeps/sweep-plan';
import type { SweepStore } from '../../runs/sweeps/sweep-state';
import type { RunConfig } from '../../training/config';
import { fields, type ScheduleName } from '../../training/fields';
import { sweepFields } from '../../training/sweep/sweep';
import { AxisFields } from './AxisFields';
import { NumberEntry } from './NumberEntry';
import styles from './phases.module.css';

interface Props {
  sweeps: SweepStore;
  /** What every run has that the plan does not say. */
  config: RunConfig;
  /** What the plan makes, or what is wrong with it. */
  made: PlanResult;
}

export function PlanForm({ sweeps, config, made }: Props) {
  const plan = useStore(sweeps, (state) => state.plan);
  const edit = (change: Partial<SweepPlan>) => sweeps.getState().edit(edited(plan, change));
  const id = useId();
  const faultAt = (place: PlanPlace) => (!made.ok && made.at === place ? id : undefined);
  /** Said where it is wrong; the buttons say it too. */
  const fault = (...places: PlanPlace[]): ReactNode =>
    !made.ok &&
    places.includes(made.at) && (
      <p id={id} className={styles.error}>
        {made.message}
      </p>
    );
  const axis = { plan, config, faultAt };
  return (
    <div className={styles.plan}>
      <fieldset>
        <legend>Preset</legend>
        {sweepPresets.map((preset) => (
          <button
            key={preset.id}
            type="button"
            title={preset.hint}
            aria-pressed={isSweepPreset(preset, plan)}
            onClick={() => edit(presetPlan(preset, { ...config, epochs: plan.epochs }))}
          >
            {preset.label}
          </button>
        ))}
      </fieldset>
      <AxisFields name="Horizontal" axis="x" {...axis} onEdit={(x) => edit({ x })}>
        {fault('x.field', 'x.low', 'x.high', 'x.count')}
      </AxisFields>
      <AxisFields name="Vertical" axis="y" {...axis} onEdit={(y) => edit({ y })}>
        {fault('y.field', 'y.low', 'y.high', 'y.count')}
      </AxisFields>
      <Points {...{ plan, edit }} fault={faultAt('points')}>
        {fault('points')}
      </Points>
      <fieldset>
        <legend>Each run</legend>
        <label>
          Schedule{' '}
          <select
            value={plan.schedule}
            aria-invalid={faultAt('schedule') !== undefined}
            aria-describedby={faultAt('schedule')}
            onChange={({ target }) => edit({ schedule: target.value as ScheduleName })}
          >
            {Object.entries(fields.schedule.options).map(([name, label]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        </label>
        {(['epochs', 'seeds', 'targetLoss'] as const).map((name) => (
          <NumberEntry
            key={name}
            label={labels[name]}
            value={plan[name]}
            fault={faultAt(name)}
            onEdit={(value) => edit({ [name]: value })}
          />
        ))}
        {fault('schedule', 'epochs', 'seeds', 'targetLoss')}
        <p className={styles.note}>
          Everything else is as the controls of Explore say: {fields.dataset.options[config.dataset]},{' '}
          {fields.model.options[config.model].toLowerCase()}, batch size {config.batchSize}.
        </p>
      </fieldset>
    </div>
  );
}

const labels = { epochs: 'Epochs', seeds: 'Seeds', targetLoss: 'Target loss' } as const;

interface PointsProps {
  plan: SweepPlan;
  fault: string | undefined;
  children: ReactNode;
  edit(change: Partial<SweepPlan>): void;
}

function Points({ plan, fault, children, edit }: PointsProps) {
  const others = sweepFields.filter((field) => field !== plan.x.field && field !== plan.y.field);
  const without = (field: string) => plan.also.filter((each) => each !== field);
  return (
    <fieldset>
      <legend>Points</legend>
      {(['grid', 'random'] as const).map((kind) => (
        <label key={kind}>
          <input type="radio" name="points" checked={plan.kind === kind} onChange={() => edit({ kind })} />{' '}
          {kind === 'grid' ? 'on a grid' : 'at random'}
        </label>
      ))}
      {plan.kind === 'random' && (
        <>
          <NumberEntry
            label="how many"
            value={plan.points}
            fault={fault}
            onEdit={(points) => edit({ points })}
          />
          <span className={styles.also}>
            varying too:
            {others.map((field) => (
              <label key={field}>
                <input
                  type="checkbox"
                  checked={plan.also.includes(field)}
                  onChange={({ target }) =>
                    edit({ also: target.checked ? [...plan.also, field] : without(field) })
                  }
                />{' '}
                {fields[field].label.toLowerCase()}
              </label>
            ))}
          </span>
        </>
      )}
      {children}
    </fieldset>
  );
}
