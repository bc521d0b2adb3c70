/** Fetches the recording of a lesson and reads it beside the page. Throws in words. */
import type { RecordedLesson } from '../../lessons/recorded';
import { runDataOf } from '../../runs/run-file';
import { SweepResults } from '../../runs/sweeps/sweep-results';
import type { RecordingAnswer } from './recording-worker';

export async function loadRecording({ id }: { id: string }, baseUrl: string): Promise<RecordedLesson> {
  const address = new URL(`recorded/${id}.json`, baseUrl);
  const response = await fetch(address).catch((error: Error) => {
    throw new Error(`recorded/${id}.json did not arrive (${error.message})`);
  });
  if (!response.ok) throw new Error(`recorded/${id}.json is not there (the server says ${response.status})`);
  const answer = await read(await response.text());
  if (!answer.ok) throw new Error(`recorded/${id}.json cannot be read: ${answer.message}`);
  const { provenance, runs, views, sweeps } = answer.recording;
  return {
    provenance,
    runs: mapOf(runs, (list) => list.map(({ seed, run }) => ({ seed, data: runDataOf(run) }))),
    views: mapOf(views, (list) => new Map(list.map((view) => [view.step, view]))),
    sweeps: mapOf(sweeps, (list) => {
      const results = new SweepResults();
      for (const each of list) results.add(each, each);
      return results;
    }),
  };
}

const mapOf = <A, B>(record: Record<string, A>, change: (value: A) => B): Map<string, B> =>
  new Map(Object.entries(record).map(([name, value]) => [name, change(value)]));

/** Reads the text in a worker of its own, which ends with the answer. */
function read(text: string): Promise<RecordingAnswer> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./recording-worker.ts', import.meta.url), { type: 'module' });
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
