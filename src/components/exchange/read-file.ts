/** Asks the reading worker for what is in a file. */
import { startWorker } from '../../arrival/start-worker';
import type { Choice } from '../../runs/import/roles';
import { askWorker, readingSeconds } from '../page/ask-worker';
import type { Opened, Question } from './reading-worker';
import { recalled } from './remembered-columns';

/** Reads one file in a worker of its own; `choice`: what a person says of the columns of a log. */
export function readFile(file: File, choice?: Choice): Promise<Opened> {
  const worker = startWorker(
    'the program that reads files',
    () => new Worker(new URL('./reading-worker-entry.ts', import.meta.url), { type: 'module' }),
  );
  const question: Question = { file, ...(choice ? { choice } : { remembered: recalled() }) };
  return askWorker<Opened>(worker, question, readingSeconds([file])).catch(({ message }: Error) => ({
    kind: 'refused',
    message: `It could not be read: ${message}${message.endsWith('.') ? '' : '.'}`,
  }));
}
