/** Rows of texts as a table, the first cell of each its name. Who shows it brings the frame around it. */

interface Props {
  caption: string;
  headings: readonly string[];
  rows: readonly (readonly string[])[];
}

export function RowsTable({ caption, headings, rows }: Props) {
  return (
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
          <tr key={`${first} ${rest[0]}`}>
            <th scope="row">{first}</th>
            {rest.map((cell, i) => (
              <td key={headings[i + 1]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
