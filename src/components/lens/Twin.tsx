/** A lens figure as a table, short enough to need no scrolling. */
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
          {rows.map(([first, ...rest]) => (
            <tr key={first}>
              <th scope="row">{first}</th>
              {rest.map((cell, c) => (
                <td key={headings[c + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
