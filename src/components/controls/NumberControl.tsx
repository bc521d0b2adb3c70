/** A number: text input, slider, unit, and the sentence that says what is wrong with what was typed. */
import { useEffect, useId, useState } from 'react';
import type { NumberField } from '../../training/field';
import styles from './controls.module.css';
import { fromSlider, numberText, sliderSteps, toSlider, typedValue, valueAfterKey } from './number-text';

interface Props {
  field: NumberField;
  value: number;
  error: string | undefined;
  onEdit(value: unknown): void;
}

export function NumberControl({ field, value, error, onEdit }: Props) {
  const id = useId();
  const [text, setText] = useState(numberText(value));
  // A new value from outside replaces the text; a refused text stays for correction until its error goes.
  useEffect(() => {
    if (error === undefined) setText(numberText(value));
  }, [value, error]);
  // Half a number is a number too: what is typed counts when it is finished.
  const commit = () => {
    if (text !== numberText(value) || error !== undefined) onEdit(typedValue(text));
  };
  const range = `From ${numberText(field.min)} to ${numberText(field.max)}`;
  return (
    <div className={styles.field}>
      <label htmlFor={id} title={field.hint}>
        {field.label}
      </label>
      <span className={styles.entry}>
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          value={text}
          aria-invalid={error !== undefined}
          aria-describedby={`${id}-hint${error ? ` ${id}-error` : ''}`}
          onChange={(event) => setText(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit();
            if (event.key === 'Escape') setText(numberText(value));
          }}
        />
        {field.unit && <span className={styles.unit}>{field.unit}</span>}
      </span>
      <input
        type="range"
        className={styles.slider}
        min={0}
        max={sliderSteps}
        value={toSlider(value, field)}
        aria-label={`${field.label}, slider`}
        aria-valuetext={`${numberText(value)} ${field.unit ?? ''}`}
        onChange={(event) => onEdit(fromSlider(Number(event.target.value), field))}
        onKeyDown={(event) => {
          const next = valueAfterKey(value, event.key, field);
          if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
          event.preventDefault();
          onEdit(next);
        }}
      />
      <span id={`${id}-hint`} className={styles.hint}>
        {field.hint} {range}
        {field.unit && ` ${field.unit}`}.
      </span>
      {error && (
        <p id={`${id}-error`} className={styles.error}>
          {error}
        </p>
      )}
    </div>
  );
}
