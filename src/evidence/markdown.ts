/** The evidence as a page of Markdown: verdicts, rules, tables, figures, and how it was made. Pure. */
import type { EvidenceFile } from './evidence-file';
import { provenanceLines } from './provenance';
import type { Table } from './tables';
import { summaryRule } from './verdicts';

/** Path of a figure beside the page. */
export const figurePath = (file: string) => `figures/${file}`;

export function markdownOf(evidence: EvidenceFile): string {
  const { provenance, verdicts, tables, figures } = evidence;
  return [
    '# Evidence',
    'Made by a program from the numbers of the runs; nothing here was written by hand.',
    ...(provenance.scale === 'quick'
      ? ['**A trial of the program with tiny runs: its verdicts mean nothing.**']
      : []),
    provenanceLines(provenance)
      .map((line) => `- ${line}`)
      .join('\n'),
    '## Verdicts',
    markdownTable(
      ['claim', 'states', 'verdict'],
      verdicts.map(({ claim, states, verdict }) => [claim, states, `**${verdict}**`]),
    ),
    summaryRule,
    ...verdicts.flatMap(({ claim, states, verdict, rule }) => [
      `## ${claim}: ${verdict}`,
      states,
      `Rule: ${rule}`,
      ...figures
        .filter((figure) => figure.claim === claim)
        .map(({ file, alt }) => `![${escaped(alt)}](${figurePath(file)})`),
      ...tables
        .filter((table) => table.claim === claim)
        .map((table: Table) => `${table.caption}:\n\n${markdownTable(table.columns, table.rows)}`),
    ]),
    '',
  ].join('\n\n');
}

function markdownTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

const escaped = (text: string) => text.replace(/[|\]]/g, (each) => `\\${each}`);
