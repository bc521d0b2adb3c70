/** A lens figure as a table, short enough to need no scrolling. */
import { RowsTable } from '../tables/RowsTable';
import styles from './lens.module.css';

interface Props {
  name: string;
  caption: string;
  headings: string[];
  /** The first cell of a row names it. */
  rows: string[][];
}

export function Twin({ name, caption, headings, rows }: Props) {
  return (
    <details className={styles.twin}>
      <summary>
        Show as table<span className="visually-hidden">: {name}</span>
      </summary>
      <RowsTable {...{ caption, headings, rows }} />
    </details>
  );
}
