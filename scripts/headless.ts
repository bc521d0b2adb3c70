/** Runs a whole training run outside the browser, on the wasm engine, with the very session the page uses. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { RunData } from '../src/runs/run-data';
import type { RunConfig } from '../src/training/config';
import { loadDataset } from '../src/training/data/load';
import type { Engine } from '../src/training/engines/engine';
import { startBackend } from '../src/training/engines/tfjs/backend';
import { TfjsEngine } from '../src/training/engines/tfjs/tfjs-engine';
import { defaultProbes, type ProbeSettings } from '../src/training/probes/settings';
import type { BackendName, RunFacts, StepView, TrainingEvent } from '../src/training/protocol';
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

/** What a run is told of while it trains. */
export interface Listening {
  probes: ProbeSettings;
  /** Steps to look at through the microscope once the run is over. */
  views?: readonly number[] | undefined;
  /** Rests after this step, or not much later. */
  until?: number;
  /** Folder that the data is fetched from, where it is not made here; with a trailing slash. */
  baseUrl?: string;
  onLoaded(facts: RunFacts): void;
  onMetrics(event: Extract<TrainingEvent, { kind: 'metrics' }>): void;
}

/** How a run ended: `divergedAt` is 0 where it did not diverge. */
export interface Ending {
  divergedAt: number;
  views: StepView[];
}

/** Trains `config` to its end, and looks at the steps that were asked for. Throws when the run fails. */
export async function listenToEnd(engine: Engine, config: RunConfig, listening: Listening): Promise<Ending> {
  const { probes, views: wanted = [], until, baseUrl = 'file:///', onLoaded, onMetrics } = listening;
  const dataset = await loadDataset(config, { baseUrl, onProgress: () => {} });
  const views: StepView[] = [];
  const { session, divergedAt } = await new Promise<{ session: Session; divergedAt: number }>(
    (resolve, reject) => {
      // The session's own loop ends before anything else is asked of it.
      const end = (at: number) => setTimeout(() => resolve({ session, divergedAt: at }));
      const post = (event: TrainingEvent) => {
        if (event.kind === 'loaded') onLoaded(event.facts);
        if (event.kind === 'metrics') {
          onMetrics(event);
          queueMicrotask(() => session.acknowledge(event.sequence));
          if (until !== undefined && (event.steps.step.at(-1) ?? 0) >= until)
            session.pause().then(() => end(0));
        }
        if (event.kind === 'step-view') views.push(event.view);
        if (event.kind === 'failed') reject(new Error(event.message));
        if (event.kind === 'state' && event.state === 'diverged') end(event.step);
        if (event.kind === 'state' && event.state === 'finished') end(0);
      };
      const session = new Session(1, config, engine, probes, post);
      session.load(dataset).then(() => session.train(), reject);
    },
  );
  for (const step of divergedAt > 0 ? [] : wanted) await session.inspect(step);
  return { divergedAt, views };
}

/** Trains `config` to its end and returns what was recorded. Throws when the run fails or diverges. */
export async function trainToEnd(
  engine: Engine,
  config: RunConfig,
  probes = defaultProbes,
): Promise<RunData> {
  let data: RunData | undefined;
  const { divergedAt } = await listenToEnd(engine, config, {
    probes,
    onLoaded: ({ stepsPerEpoch }) => {
      data = new RunData(config, stepsPerEpoch);
    },
    onMetrics: (event) => data?.append(event),
  });
  if (divergedAt > 0) throw new Error(`diverged at step ${divergedAt}`);
  data?.settle();
  return data as RunData;
}
