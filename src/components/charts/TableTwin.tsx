/** The figure as a table, folded away; what it holds is loaded when it is opened. */
import { useState } from 'react';
import type { RunData } from '../../runs/run-data';
import type { FigureName } from '../../runs/view';
import { lazyPart } from '../page/lazy-part';
import styles from './table.module.css';

const TableRows = lazyPart('the table', () => import('./TableRows'));

export function TableTwin({ name, data }: { name: FigureName; data: RunData | undefined }) {
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.table} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        Show as table<span className="visually-hidden">: {name}</span>
      </summary>
      {open && <TableRows name={name} data={data} />}
    </details>
  );
}
