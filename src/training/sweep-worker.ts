/**
 * Worker end of a sweep's protocol: owns one engine, trains the jobs it is given, and turns every failure into an
 * event. Started by `components/phases/start-sweeps.ts` through `sweep-worker-entry.ts`.
 */
import { loadDataset } from './data/load';
import { type Sweeper, startSweeper } from './engines/start-sweeper';
import type { SweepCommand, SweepEvent } from './sweep/protocol';
import { keepingLoader, type Sweeping } from './sweep/sweeping';
import { NoAnswer } from './within';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const post = (event: SweepEvent) => scope.postMessage(event);

let sweeper: Sweeper | undefined;
let sweeping: Sweeping | undefined;
/** Resolves when the sweep may go on; `go` opens it. */
let gate = Promise.resolve();
let open = () => {};
/** Commands that train are carried out one after the other. */
let queue: Promise<void> = Promise.resolve();

scope.onmessage = ({ data: command }: MessageEvent<SweepCommand>) => {
  if (command.kind === 'pause') {
    open();
    gate = new Promise((resolve) => {
      open = resolve;
    });
  } else if (command.kind === 'go') open();
  else
    queue = queue
      .then(() => carryOut(command))
      .catch((error) => fail(error, error instanceof NoAnswer ? 'silent' : 'other'));
};

async function carryOut(command: Extract<SweepCommand, { kind: 'open' | 'jobs' }>): Promise<void> {
  if (command.kind === 'open') {
    const { wish, baseUrl, own, targetLoss } = command;
    sweeper = await startSweeper(wish, new URL('wasm/', baseUrl).href, {
      onLost: (message) => fail(message, 'lost'),
      onError: (message) => fail(`The graphics processor refused a command: ${message}`, 'other'),
    });
    sweeping = {
      load: keepingLoader((config) => loadDataset(config, { baseUrl, own, onProgress: () => {} })),
      targetLoss,
      onSteps: (count) => post({ kind: 'steps', count }),
      onResult: ({ x, y, seed }, result) => post({ kind: 'result', job: { x, y, seed }, result }),
      onMisfit: (reason) => post({ kind: 'misfit', reason }),
      gate: async () => {
        // Lets `pause` in.
        await new Promise((resolve) => setTimeout(resolve));
        await gate;
      },
    };
    post({ kind: 'opened', engine: sweeper.info });
    return;
  }
  if (!sweeper || !sweeping) throw new Error('Jobs came before the engine.');
  await sweeper.train(command.jobs, sweeping);
  post({ kind: 'idle' });
}

function fail(error: unknown, reason: 'lost' | 'silent' | 'other'): void {
  post({ kind: 'failed', reason, message: error instanceof Error ? error.message : String(error) });
}
