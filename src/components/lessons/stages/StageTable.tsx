/** What a stage draws, as a table; made when it is opened, and wide ones scroll by themselves. */
import { useState } from 'react';
import { RowsTable } from '../../tables/RowsTable';
import styles from './stages.module.css';

interface Props {
  name: string;
  caption: string;
  headings: readonly string[];
  /** The first cell of a row names it. */
  rows(): string[][];
}

export function StageTable({ name, caption, headings, rows }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.table} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        Show as table<span className="visually-hidden">: {name}</span>
      </summary>
      {open && (
        <section className={styles.scroll} tabIndex={0} aria-label={`${name} as a table`}>
          <RowsTable {...{ caption, headings }} rows={rows()} />
        </section>
      )}
    </details>
  );
}
