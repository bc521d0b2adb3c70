/** What a sweep varies and how: presets, two axes, points, seeds. */
import { useStore } from 'zustand';
import {
  type AxisPlan,
  edited,
  isSweepPreset,
  presetPlan,
  rangeFor,
  type SweepPlan,
  sweepPresets,
} from '../../runs/sweeps/sweep-plan';
import type { SweepStore } from '../../runs/sweeps/sweep-state';
import type { RunConfig } from '../../training/config';
import { fields, type ScheduleName } from '../../training/fields';
import { type SweepField, sweepFields } from '../../training/sweep/sweep';
import { NumberEntry } from './NumberEntry';
import styles from './phases.module.css';

/** `config`: what every run has that the plan does not say. */
export function PlanForm({ sweeps, config }: { sweeps: SweepStore; config: RunConfig }) {
  const plan = useStore(sweeps, (state) => state.plan);
  const edit = (change: Partial<SweepPlan>) => sweeps.getState().edit(edited(plan, change));
  const others = sweepFields.filter((field) => field !== plan.x.field && field !== plan.y.field);
  return (
    <div className={styles.plan}>
      <fieldset className={styles.presets}>
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
      <Axis name="Horizontal" axis={plan.x} plan={plan} onEdit={(x) => edit({ x })} config={config} />
      <Axis name="Vertical" axis={plan.y} plan={plan} onEdit={(y) => edit({ y })} config={config} />
      <fieldset>
        <legend>Points</legend>
        <label>
          <input
            type="radio"
            name="points"
            checked={plan.kind === 'grid'}
            onChange={() => edit({ kind: 'grid' })}
          />{' '}
          on a grid
        </label>
        <label>
          <input
            type="radio"
            name="points"
            checked={plan.kind === 'random'}
            onChange={() => edit({ kind: 'random' })}
          />{' '}
          at random
        </label>
        {plan.kind === 'random' && (
          <>
            <NumberEntry label="how many" value={plan.points} onEdit={(points) => edit({ points })} />
            <span className={styles.also}>
              varying too:
              {others.map((field) => (
                <label key={field}>
                  <input
                    type="checkbox"
                    checked={plan.also.includes(field)}
                    onChange={({ target }) =>
                      edit({
                        also: target.checked
                          ? [...plan.also, field]
                          : plan.also.filter((each) => each !== field),
                      })
                    }
                  />{' '}
                  {fields[field].label.toLowerCase()}
                </label>
              ))}
            </span>
          </>
        )}
      </fieldset>
      <fieldset>
        <legend>Each run</legend>
        <label>
          Schedule{' '}
          <select
            value={plan.schedule}
            onChange={({ target }) => edit({ schedule: target.value as ScheduleName })}
          >
            {Object.entries(fields.schedule.options).map(([name, label]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <NumberEntry label="Epochs" value={plan.epochs} onEdit={(epochs) => edit({ epochs })} />
        <NumberEntry label="Seeds" value={plan.seeds} onEdit={(seeds) => edit({ seeds })} />
        <NumberEntry
          label="Target loss"
          value={plan.targetLoss}
          onEdit={(targetLoss) => edit({ targetLoss })}
        />
        <p className={styles.note}>
          Everything else is as the controls of Explore say: {fields.dataset.options[config.dataset]},{' '}
          {fields.model.options[config.model].toLowerCase()}, batch size {config.batchSize}.
        </p>
      </fieldset>
    </div>
  );
}

interface AxisProps {
  name: 'Horizontal' | 'Vertical';
  axis: AxisPlan;
  plan: SweepPlan;
  config: RunConfig;
  onEdit(axis: AxisPlan): void;
}

function Axis({ name, axis, plan, config, onEdit }: AxisProps) {
  const choose = (field: SweepField) =>
    onEdit({ field, ...rangeFor(field, { ...config, epochs: plan.epochs }) });
  return (
    <fieldset>
      <legend>{name}</legend>
      <select
        aria-label={`${name} axis`}
        value={axis.field}
        onChange={({ target }) => choose(target.value as SweepField)}
      >
        {sweepFields.map((field) => (
          <option key={field} value={field}>
            {fields[field].label}
          </option>
        ))}
      </select>
      <NumberEntry
        label="from"
        fullLabel={`${name} axis from`}
        value={axis.low}
        onEdit={(low) => onEdit({ ...axis, low })}
      />
      <NumberEntry
        label="to"
        fullLabel={`${name} axis to`}
        value={axis.high}
        onEdit={(high) => onEdit({ ...axis, high })}
      />
      {plan.kind === 'grid' && (
        <NumberEntry
          label="values"
          fullLabel={`${name} axis, values`}
          value={axis.count}
          onEdit={(count) => onEdit({ ...axis, count })}
        />
      )}
    </fieldset>
  );
}
