/** A number that counts when it is finished: with Enter, or when the field is left. */
import { useEffect, useId, useState } from 'react';
import { numberText, typedValue } from '../controls/number-text';
import styles from './phases.module.css';

interface Props {
  label: string;
  /** Read out instead of the label. */
  fullLabel?: string;
  value: number;
  /** NaN where what was typed is no number. */
  onEdit(value: number): void;
}

export function NumberEntry({ label, fullLabel, value, onEdit }: Props) {
  const id = useId();
  const [text, setText] = useState(numberText(value));
  useEffect(() => setText(numberText(value)), [value]);
  const commit = () => {
    if (text !== numberText(value)) onEdit(Number(typedValue(text)));
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
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
    </span>
  );
}
