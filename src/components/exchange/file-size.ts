/** About how large the files of runs are, before they are written. Pure. */
import type { RunEntry } from '../../runs/run-entry';
import { mostNumbers, tooManyNumbers } from '../../runs/run-limits';
import type { RunFormat } from './export-protocol';

/** Characters of a number with its comma, on average; those that were not measured are shorter. */
const perNumber = 11;
/** Characters of a row of the CSV. */
const perRow = 82;
/** From this size on files may be compressed. */
const offeredFrom = 20e6;

/** Bytes, within a fifth or so for runs of more than some thousand steps. */
export function fileSize(runs: readonly RunEntry[], format: RunFormat): number {
  const sizes = runs.map(({ data }) =>
    format === 'csv' ? perRow * data.steps.length : (perNumber * data.bytes.recorded) / 4,
  );
  return sizes.reduce((sum, each) => sum + each, 0);
}

/** Whether compressing is worth a question. */
export const offersGzip = (runs: readonly RunEntry[], current: RunEntry | undefined): boolean =>
  typeof CompressionStream !== 'undefined' &&
  (fileSize(runs, 'all') > offeredFrom ||
    (current !== undefined && fileSize([current], 'csv') > offeredFrom));

/** How large the files of a run are, where they are large. */
export function sizesText(run: RunEntry): string {
  const [json, csv] = (['json', 'csv'] as const).map((format) => fileSize([run], format));
  if (json < offeredFrom) return '';
  const text = (bytes: number) => `${Number((bytes / 1e6).toPrecision(2)).toLocaleString('en')} MB`;
  return run.data.origin === 'run'
    ? ` About ${text(json)} as JSON, ${text(csv)} as CSV.`
    : ` About ${text(csv)} as CSV.`;
}

/** Why these runs do not go into one file that can be opened again; empty where they do. */
export function tooMuchFor(runs: readonly RunEntry[]): string {
  const numbers = runs.reduce((sum, { data }) => sum + data.bytes.recorded / 4, 0);
  return numbers > mostNumbers ? tooManyNumbers(numbers) : '';
}
