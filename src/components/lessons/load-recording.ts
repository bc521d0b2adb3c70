/** Fetches the recording of a lesson and reads it beside the page. Throws in words. */
import { startWorker } from '../../arrival/start-worker';
import { type RecordedLesson, recordedOf } from '../../runs/lesson-recording';
import { fetchWhole } from '../../training/fetch-whole';
import { askWorker } from '../page/ask-worker';
import type { RecordingAnswer } from './recording-worker';

export async function loadRecording({ id }: { id: string }, baseUrl: string): Promise<RecordedLesson> {
  const address = new URL(`recorded/${id}.json`, baseUrl);
  const response = await fetchWhole(address).catch((error: Error) => {
    throw new Error(`recorded/${id}.json did not arrive (${error.message})`);
  });
  if (!response.ok) throw new Error(`recorded/${id}.json is not there (the server says ${response.status})`);
  const answer = await read(await response.text());
  if (!answer.ok) throw new Error(`recorded/${id}.json cannot be read: ${answer.message}`);
  return recordedOf(answer.recording, answer.windows);
}

/** A few megabytes take a second; a phone under load takes some more. */
const readingSeconds = 60;

/** Reads the text in a worker of its own. */
function read(text: string): Promise<RecordingAnswer> {
  const worker = startWorker(
    'the program that reads recordings',
    () => new Worker(new URL('./recording-worker-entry.ts', import.meta.url), { type: 'module' }),
  );
  return askWorker<RecordingAnswer>(worker, text, readingSeconds).catch(({ message }: Error) => ({
    ok: false,
    message: message.replace(/\.$/, ''),
  }));
}
