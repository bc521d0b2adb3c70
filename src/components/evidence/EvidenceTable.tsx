/** A table of the evidence, in a region of its own that scrolls. */
import type { EvidenceFile } from '../../evidence/evidence-file';
import { RowsTable } from '../tables/RowsTable';
import styles from './evidence.module.css';

interface Props {
  table: EvidenceFile['tables'][number];
  /** Of the region, unlike that of any other. */
  name: string;
}

export function EvidenceTable({ table: { caption, columns, rows }, name }: Props) {
  return (
    <section className={styles.scroll} tabIndex={0} aria-label={name}>
      <RowsTable {...{ caption, rows }} headings={columns} />
    </section>
  );
}
