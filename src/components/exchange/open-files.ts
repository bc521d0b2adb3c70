/** Opens files that a person chose or dropped: runs and logs join the list, data goes to whoever shows it. */
import type { LogShape } from '../../runs/import/log-shape';
import type { Lab } from '../../runs/lab-store';
import type { RunEntry } from '../../runs/run-entry';
import type { ParsedRun } from '../../runs/run-file';
import { entriesOf, entryOfLog } from '../../runs/run-files';
import { readFile } from './read-file';
import type { Opened } from './reading-worker';

const mostFiles = 20;
/** Sentences about a log that a notice has room for. */
const mostNotes = 6;

/** A log of which a person says what the columns are, or what a log must look like where nothing is found in it. */
export interface LogQuestion {
  file: File;
  /** Why it is asked. */
  message?: string;
  shape?: LogShape;
  /** Runs that were read from it before. */
  before: readonly string[];
}

export interface Openers {
  /** Takes files with examples. */
  onData(files: File[]): void;
  onQuestion(question: LogQuestion): void;
}

/** Every file by itself: what can be read is opened, what cannot is said. */
export async function openFiles(lab: Lab, files: readonly File[], openers: Openers): Promise<void> {
  const { notify, add } = lab.getState();
  const data: File[] = [];
  const runs: ParsedRun[] = [];
  if (files.length > mostFiles) {
    // A folder of images is one data set.
    if (files.some(({ name }) => /\.png$/i.test(name))) return openers.onData([...files]);
    notify({ tone: 'error', text: `${files.length} files are too many at once; open up to ${mostFiles}.` });
    return;
  }
  for (const file of files) {
    const opened = await readFile(file);
    if (opened.kind === 'refused') refuse(lab, file, opened, openers);
    if (opened.kind === 'data') data.push(file);
    if (opened.kind === 'log') addLog(lab, file, opened, openers);
    if (opened.kind === 'runs') runs.push(...opened.runs);
  }
  // Together: a fork may lie in another file than its parent.
  if (runs.length > 0) add(entriesOf(runs, lab.getState().runs));
  if (data.length > 0) openers.onData(data);
}

/** Puts the runs of a log on the list and says what was made of it. */
export function addLog(
  lab: Lab,
  file: File,
  { logs, notes, shape }: Extract<Opened, { kind: 'log' }>,
  { onQuestion }: Pick<Openers, 'onQuestion'>,
): void {
  const { runs, add, notify } = lab.getState();
  const entries: RunEntry[] = [];
  for (const log of logs) entries.push(entryOfLog(log, [...runs, ...entries]));
  add(entries);
  const ids = entries.map(({ id }) => id);
  const isThere = lab.getState().runs.some(({ id }) => ids.includes(id));
  if (!isThere) return;
  const rows = logs.reduce((sum, log) => sum + log.rows, 0);
  const read = `${logs.length > 1 ? `${logs.length} runs, ` : ''}${rows.toLocaleString('en')} ${rows === 1 ? 'row' : 'rows'} read.`;
  notify({
    tone: 'warning',
    text: [`${file.name}: ${read}`, ...notes.slice(0, mostNotes)].join(' '),
    ...(shape && {
      action: { label: 'Columns…', opens: true, perform: () => onQuestion({ file, shape, before: ids }) },
    }),
  });
}

function refuse(
  lab: Lab,
  file: File,
  { message, isText, shape, ask }: Extract<Opened, { kind: 'refused' }>,
  { onQuestion }: Openers,
): void {
  const question: LogQuestion = { file, message, ...(shape ? { shape } : {}), before: [] };
  if (ask) {
    onQuestion(question);
    return;
  }
  const label = shape ? 'Columns…' : 'What a log looks like';
  lab.getState().notify({
    tone: 'error',
    text: `${file.name}: ${message}`,
    ...(isText ? { action: { label, opens: true, perform: () => onQuestion(question) } } : {}),
  });
}
