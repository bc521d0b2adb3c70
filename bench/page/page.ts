/** The page of the training bench: starts a worker and returns what it measured. */
import type { TrainingResult } from '../training/measure';

declare global {
  interface Window {
    measureTraining(): Promise<TrainingResult>;
  }
}

window.measureTraining = () =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker-entry.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }) => {
      worker.terminate();
      if (data.error) reject(new Error(data.error));
      else resolve(data.result);
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(new URL('./wasm/', document.baseURI).href);
  });
