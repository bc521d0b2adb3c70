/** Opens files that a person chose or dropped: runs and logs join the list, data goes to whoever shows it. */
import { startWorker } from '../../arrival/start-worker';
import type { Lab } from '../../runs/lab-store';
import type { ParsedRun } from '../../runs/run-file';
import { entriesOf, entryOfLog } from '../../runs/run-files';
import { askWorker, readingSeconds } from '../page/ask-worker';
import type { Opened } from './reading-worker';

const mostFiles = 20;

/** Every file by itself: what can be read is opened, what cannot is said. `onData` takes files with examples. */
export async function openFiles(
  lab: Lab,
  files: readonly File[],
  onData: (files: File[]) => void,
): Promise<void> {
  const { notify, add } = lab.getState();
  const data: File[] = [];
  const runs: ParsedRun[] = [];
  if (files.length > mostFiles) {
    // A folder of images is one data set.
    if (files.some(({ name }) => /\.png$/i.test(name))) return onData([...files]);
    notify({ tone: 'error', text: `${files.length} files are too many at once; open up to ${mostFiles}.` });
    return;
  }
  for (const file of files) {
    const opened = await read(file);
    const say = (text: string, tone: 'error' | 'warning') => notify({ tone, text: `${file.name}: ${text}` });
    if (opened.kind === 'refused') say(opened.message, 'error');
    if (opened.kind === 'data') data.push(file);
    if (opened.kind === 'log') {
      add([entryOfLog(opened.log, lab.getState().runs)]);
      if (opened.log.notes.length > 0) say(opened.log.notes.slice(0, 6).join(' '), 'warning');
    }
    if (opened.kind === 'runs') runs.push(...opened.runs);
  }
  // Together: a fork may lie in another file than its parent.
  if (runs.length > 0) add(entriesOf(runs, lab.getState().runs));
  if (data.length > 0) onData(data);
}

/** Reads one file in a worker of its own. */
function read(file: File): Promise<Opened> {
  const worker = startWorker(
    'the program that reads files',
    () => new Worker(new URL('./reading-worker-entry.ts', import.meta.url), { type: 'module' }),
  );
  return askWorker<Opened>(worker, file, readingSeconds([file])).catch(({ message }: Error) => ({
    kind: 'refused',
    message: `It could not be read: ${message}${message.endsWith('.') ? '' : '.'}`,
  }));
}
