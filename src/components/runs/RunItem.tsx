/** One run of the list: its stroke, its name, how it stands, and what can be done with it. */
import { useState } from 'react';
import type { RunEntry } from '../../runs/run-entry';
import styles from './runs.module.css';
import { Swatch } from './Swatch';
import { standing } from './standing';

interface Props {
  run: RunEntry;
  depth: number;
  label: string;
  current: boolean;
  onSelect(): void;
  onChange(change: Partial<Pick<RunEntry, 'name' | 'hidden' | 'pinned'>>): void;
  onDelete(): void;
  onHighlight(on: boolean): void;
}

const deepest = 5;
const longestName = 60;

export function RunItem({ run, depth, label, current, onSelect, onChange, onDelete, onHighlight }: Props) {
  const [renaming, setRenaming] = useState(false);
  const rename = (name: string) => {
    onChange({ name: name.trim().slice(0, longestName) });
    setRenaming(false);
  };
  return (
    <li
      className={`${styles.item} ${current ? styles.current : ''} ${run.hidden ? styles.hidden : ''}`}
      style={{ marginInlineStart: `${Math.min(depth, deepest) * 1.1}rem` }}
      onPointerEnter={() => onHighlight(true)}
      onPointerLeave={() => onHighlight(false)}
      onFocus={() => onHighlight(true)}
      onBlur={() => onHighlight(false)}
    >
      {depth > 0 && (
        <span className={styles.branch} aria-hidden="true">
          └
        </span>
      )}
      <Swatch style={run.style} />
      {renaming ? (
        <input
          // biome-ignore lint/a11y/noAutofocus: the person has just asked for the field
          autoFocus
          aria-label={`New name of ${label}`}
          defaultValue={run.name || label}
          maxLength={longestName}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={(event) => rename(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') rename(event.currentTarget.value);
            if (event.key === 'Escape') setRenaming(false);
          }}
        />
      ) : (
        <button type="button" className={styles.name} aria-current={current} onClick={onSelect}>
          {depth > 0 && <span className="visually-hidden">Fork: </span>}
          {label}
        </button>
      )}
      <span className={styles.standing}>{standing(run)}</span>
      <span className={styles.actions}>
        <button
          type="button"
          aria-label={`${run.hidden ? 'Show' : 'Hide'} ${label}`}
          onClick={() => onChange({ hidden: !run.hidden })}
        >
          {run.hidden ? 'Show' : 'Hide'}
        </button>
        <button
          type="button"
          aria-label={`${run.pinned ? 'Unpin' : 'Pin'} ${label}`}
          onClick={() => onChange({ pinned: !run.pinned })}
        >
          {run.pinned ? 'Unpin' : 'Pin'}
        </button>
        <button type="button" aria-label={`Rename ${label}`} onClick={() => setRenaming(true)}>
          Rename
        </button>
        <button type="button" aria-label={`Delete ${label}`} onClick={onDelete}>
          Delete
        </button>
      </span>
    </li>
  );
}
