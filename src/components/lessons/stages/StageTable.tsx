/** What a stage draws, as a table; made when it is opened, and wide ones scroll by themselves. */
import { useState } from 'react';
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
          <table>
            <caption>{caption}</caption>
            <thead>
              <tr>
                {headings.map((heading) => (
                  <th key={heading} scope="col">
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows().map(([first, ...rest]) => (
                <tr key={first}>
                  <th scope="row">{first}</th>
                  {rest.map((cell, i) => (
                    <td key={headings[i + 1]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </details>
  );
}
