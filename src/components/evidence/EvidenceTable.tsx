/** A table of the evidence, in a region of its own that scrolls. */
import type { EvidenceFile } from '../../evidence/evidence-file';
import styles from './evidence.module.css';

interface Props {
  table: EvidenceFile['tables'][number];
  /** Of the region, unlike that of any other. */
  name: string;
}

export function EvidenceTable({ table: { caption, columns, rows }, name }: Props) {
  return (
    <section className={styles.scroll} tabIndex={0} aria-label={name}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.slice(0, 2).join()}>
              {row.map((cell, i) =>
                i === 0 ? (
                  <th key={columns[i]} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={columns[i]}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
