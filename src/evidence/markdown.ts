/** The evidence as a page of Markdown: verdicts, rules, tables, figures, and how it was made. Pure. */
import type { EvidenceFile } from './evidence-file';
import { provenanceLines } from './provenance';
import type { Table } from './tables';
import { summaryRule } from './verdicts';

/** Path of a figure beside the page. */
export const figurePath = (file: string) => `figures/${file}`;

export function markdownOf(evidence: EvidenceFile): string {
  const { provenance, verdicts, tables, figures, tuning, settings, levels } = evidence;
  const label = (name: string) => settings.find((each) => each.name === name)?.label ?? name;
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
    '## Training loss at which test accuracies are compared (C3)',
    markdownTable(
      ['setting', 'training loss'],
      Object.entries(levels).map(([name, level]) => [label(name), level.toPrecision(3)]),
    ),
    '## Tuning (C4)',
    'Mean test accuracy over the tuning seeds; the candidate with the highest was taken.',
    markdownTable(
      ['setting', 'schedule', 'η', 'μ', 'test accuracy, %', 'taken'],
      tuning.map(({ setting, schedule, learningRate, momentum, testAccuracy, chosen }) => [
        label(setting),
        schedule,
        ...[learningRate, momentum].map(String),
        Number.isFinite(testAccuracy) ? (100 * testAccuracy).toFixed(1) : 'diverged',
        chosen ? 'yes' : '',
      ]),
    ),
    '',
  ].join('\n\n');
}

function markdownTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

const escaped = (text: string) => text.replace(/[|\]]/g, (each) => `\\${each}`);
