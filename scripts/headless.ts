/** Runs a whole training run outside the browser, on the wasm engine, with the very session the page uses. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { RunData } from '../src/runs/run-data';
import type { RunConfig } from '../src/training/config';
import { loadDataset } from '../src/training/data/registry';
import { startBackend } from '../src/training/engines/tfjs/backend';
import { TfjsEngine } from '../src/training/engines/tfjs/tfjs-engine';
import { defaultProbes } from '../src/training/probes/settings';
import type { BackendName, TrainingEvent } from '../src/training/protocol';
import { Session } from '../src/training/session';

const packages = createRequire(import.meta.url);
export const wasmFolder = `${dirname(packages.resolve('@tensorflow/tfjs-backend-wasm/package.json'))}/dist/`;

/** An engine on `backend`, started in this process. */
export async function startEngine(backend: BackendName = 'wasm'): Promise<TfjsEngine> {
  const complain = (message: string) => {
    throw new Error(message);
  };
  return new TfjsEngine(await startBackend(backend, wasmFolder, { onLost: complain, onError: complain }));
}

/** Trains `config` to its end and returns what was recorded. Throws when the run fails or diverges. */
export async function trainToEnd(
  engine: TfjsEngine,
  config: RunConfig,
  probes = defaultProbes,
): Promise<RunData> {
  const dataset = await loadDataset(config, { baseUrl: 'file:///', onProgress: () => {} });
  return new Promise((resolve, reject) => {
    let data: RunData | undefined;
    const post = (event: TrainingEvent) => {
      if (event.kind === 'loaded') data = new RunData(config, event.facts.stepsPerEpoch);
      if (event.kind === 'metrics') {
        data?.append(event);
        queueMicrotask(() => session.acknowledge(event.sequence));
      }
      if (event.kind === 'failed') reject(new Error(event.message));
      if (event.kind === 'state' && event.state === 'diverged')
        reject(new Error(`diverged at step ${event.step}`));
      if (event.kind === 'state' && event.state === 'finished')
        setTimeout(() => {
          data?.settle();
          resolve(data as RunData);
        });
    };
    const session = new Session(1, config, engine, probes, post);
    session.load(dataset).then(() => session.train(), reject);
  });
}
