/** One field as the control that suits its kind. */
import { useId } from 'react';
import type { ChoiceField, Field } from '../../training/field';
import type { FieldName } from '../../training/fields';
import styles from './controls.module.css';
import { NumberControl } from './NumberControl';

interface Props {
  name: FieldName;
  field: Field;
  value: string | number | boolean;
  error: string | undefined;
  /** Edited, but the run that exists cannot take it. */
  pending: boolean;
  onEdit(value: unknown): void;
}

export function FieldControl({ name, field, value, error, pending, onEdit }: Props) {
  const id = useId();
  const changed = value !== field.default;
  return (
    <div className={styles.row} data-pending={pending || undefined}>
      {field.kind === 'number' && (
        <NumberControl field={field} value={value as number} error={error} onEdit={onEdit} />
      )}
      {field.kind === 'choice' && (
        <div className={styles.field}>
          <label htmlFor={id} title={field.hint}>
            {field.label}
          </label>
          <select
            id={id}
            name={name}
            value={value as string}
            aria-describedby={error ? `${id}-error` : undefined}
            onChange={(event) => onEdit(event.target.value)}
          >
            {optionsOf(field, value).map(([option, label]) => (
              <option key={option} value={option}>
                {label}
              </option>
            ))}
          </select>
          {error && (
            <p id={`${id}-error`} className={styles.error}>
              {error}
            </p>
          )}
        </div>
      )}
      {field.kind === 'boolean' && (
        <label className={styles.check} title={field.hint}>
          <input
            type="checkbox"
            checked={value as boolean}
            onChange={(event) => onEdit(event.target.checked)}
          />
          {field.label}
        </label>
      )}
      {changed && (
        <button
          type="button"
          className={styles.restore}
          aria-label={`${field.label}: back to the default`}
          title="Back to the default"
          onClick={() => onEdit(field.default)}
        >
          ↺
        </button>
      )}
    </div>
  );
}

/** An option that comes about in another way is only listed where it is chosen. */
function optionsOf({ options, unlisted }: ChoiceField, value: unknown): [string, string][] {
  return Object.entries(options).filter(([option]) => option === value || !unlisted?.includes(option));
}
