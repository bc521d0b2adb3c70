/** Every field of a run, made from the field table and grouped; only what decides anything is shown. */
import { useStore } from 'zustand';
import type { Lab } from '../../runs/lab-store';
import { isOver } from '../../runs/run-list';
import { applies, isPreset, presets, type RunConfig } from '../../training/config';
import type { Field } from '../../training/field';
import { type FieldName, fields, groups } from '../../training/fields';
import styles from './controls.module.css';
import { FieldControl } from './FieldControl';
import { fitting } from './fitting';

interface Props {
  lab: Lab;
  /** Asks for data of one's own. */
  onOwnData(): void;
}

export function Controls({ lab, onOwnData }: Props) {
  const config = useStore(lab, (state) => state.config);
  const issues = useStore(lab, (state) => state.issues);
  const pending = useStore(lab, (state) => state.pending);
  const { edit, choosePreset, reset } = lab.getState();
  const errorOf = (name: FieldName) => issues.find(({ field }) => field === name)?.message;
  const change = (name: FieldName, value: unknown) => {
    const { data, state, step } = lab.getState();
    const progress = data && !isOver(state) ? { step, stepsPerEpoch: data.stepsPerEpoch } : undefined;
    edit(fitting({ [name]: value } as Partial<RunConfig>, config, progress));
  };
  return (
    <section aria-label="Controls">
      <fieldset className={styles.presets}>
        <legend>Preset</legend>
        {presets.map((preset) => (
          <button
            key={preset.id}
            type="button"
            title={preset.hint}
            aria-pressed={isPreset(preset, config)}
            onClick={() => choosePreset(preset.id)}
          >
            {preset.label}
          </button>
        ))}
      </fieldset>
      {pending.length > 0 && (
        <p className={styles.pending} role="status">
          {pending.map((name) => fields[name].label).join(', ')}: part of a run from its first step, so{' '}
          {pending.length === 1 ? 'this applies' : 'these apply'} after a reset.{' '}
          <button type="button" onClick={reset}>
            Reset and apply
          </button>
        </p>
      )}
      {groups.map(([title, names]) => (
        <details key={title} open className={styles.group}>
          <summary>
            <h2>{title}</h2>
          </summary>
          {names
            .filter((name) => applies(name, config))
            .map((name) => (
              <FieldControl
                key={name}
                name={name}
                field={fields[name] as Field}
                value={config[name]}
                error={errorOf(name)}
                pending={pending.includes(name)}
                onEdit={(value) => change(name, value)}
              />
            ))}
          {title === 'Data' && (
            <button type="button" onClick={onOwnData}>
              Own data…
            </button>
          )}
        </details>
      ))}
    </section>
  );
}
