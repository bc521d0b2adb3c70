/** A number that counts when it is finished: with Enter, or when the field is left. */
import { useEffect, useId, useState } from 'react';
import { numberText, typedValue } from '../controls/number-text';
import styles from './phases.module.css';

interface Props {
  label: string;
  /** Read out instead of the label. */
  fullLabel?: string;
  value: number;
  /** Where it is said what is wrong with the value; undefined while nothing is. */
  fault?: string | undefined;
  /** NaN where what was typed is no number. */
  onEdit(value: number): void;
}

export function NumberEntry({ label, fullLabel, value, fault, onEdit }: Props) {
  const id = useId();
  const [text, setText] = useState(numberText(value));
  // What was typed and is no number stays to be corrected.
  const wrong = Number.isNaN(value);
  useEffect(() => {
    if (!wrong) setText(numberText(value));
  }, [value, wrong]);
  const commit = () => {
    const typed = typedValue(text);
    if (text !== numberText(value)) onEdit(typeof typed === 'number' ? typed : Number.NaN);
  };
  return (
    <span className={styles.entry}>
      <label htmlFor={id}>
        {fullLabel && <span className="visually-hidden">{fullLabel}</span>}
        <span aria-hidden={fullLabel ? 'true' : undefined}>{label}</span>
      </label>
      <input
        id={id}
        inputMode="decimal"
        autoComplete="off"
        aria-invalid={wrong || fault !== undefined}
        aria-describedby={fault}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
    </span>
  );
}
