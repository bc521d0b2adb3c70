/** Fetches the recording of a lesson and reads it beside the page. Throws in words. */
import { type RecordedLesson, recordedOf } from '../../runs/lesson-recording';
import type { RecordingAnswer } from './recording-worker';

export async function loadRecording({ id }: { id: string }, baseUrl: string): Promise<RecordedLesson> {
  const address = new URL(`recorded/${id}.json`, baseUrl);
  const response = await fetch(address).catch((error: Error) => {
    throw new Error(`recorded/${id}.json did not arrive (${error.message})`);
  });
  if (!response.ok) throw new Error(`recorded/${id}.json is not there (the server says ${response.status})`);
  const answer = await read(await response.text());
  if (!answer.ok) throw new Error(`recorded/${id}.json cannot be read: ${answer.message}`);
  return recordedOf(answer.recording, answer.windows);
}

/** Reads the text in a worker of its own, which ends with the answer. */
function read(text: string): Promise<RecordingAnswer> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./recording-worker-entry.ts', import.meta.url), { type: 'module' });
    const finish = (answer: RecordingAnswer) => {
      worker.terminate();
      resolve(answer);
    };
    worker.onmessage = ({ data }: MessageEvent<RecordingAnswer>) => finish(data);
    worker.onerror = (event) => {
      event.preventDefault();
      finish({ ok: false, message: event.message || 'the program that reads it did not start' });
    };
    worker.postMessage(text);
  });
}
