/** The page of the training bench: hands one request to a fresh worker and returns its answer. */
import type { Contest, ContestResult } from './race';

declare global {
  interface Window {
    contest(request: Contest): Promise<ContestResult>;
  }
}

window.contest = (request) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./contest.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }) => {
      worker.terminate();
      if (data.error) reject(new Error(data.error));
      else resolve(data);
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage({ ...request, baseUrl: new URL('./', document.baseURI).href });
  });
