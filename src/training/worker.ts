/**
 * Worker end of the protocol: owns the one session and the one engine, answers pings, and turns every
 * failure into an event. Started by `client.ts` through `worker-entry.ts`.
 */
import { DataError } from './data/dataset';
import { loadDataset } from './data/load';
import { EngineError } from './engines/engine';
import { OwnEngine } from './engines/own-engine';
import type { Command, TrainingEvent } from './protocol';
import { Session } from './session';
import { NoAnswer } from './within';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const post = (event: TrainingEvent, transfer: Transferable[] = []) => scope.postMessage(event, transfer);

let session: Session | undefined;
const engine = new OwnEngine({
  onLost: (message) => post({ kind: 'device-lost', message }),
  onError: (message) => post({ kind: 'gpu-error', message }),
});
/** Commands are carried out one after the other; pings and acknowledgements pass by. */
let queue: Promise<void> = Promise.resolve();

scope.onmessage = ({ data: command }: MessageEvent<Command>) => {
  if (command.kind === 'ping') post({ kind: 'pong' });
  else if (command.kind === 'ack') session?.acknowledge(command.sequence);
  else queue = queue.then(() => carryOut(command)).catch((error) => fail(error, 0));
};

async function carryOut(command: Exclude<Command, { kind: 'ping' | 'ack' }>): Promise<void> {
  if (command.kind === 'load') return load(command).catch((error) => fail(error, command.run));
  if (command.kind === 'train') session?.train();
  if (command.kind === 'pause') await session?.pause();
  if (command.kind === 'step') await session?.stepOnce();
  if (command.kind === 'reconfigure') session?.reconfigure(command.config);
  if (command.kind === 'probes') session?.setProbes(command.probes);
  if (command.kind === 'inspect') await session?.inspect(command.step);
  if (command.kind === 'valleys') await session?.showValleys(command.steps);
  if (command.kind === 'regions') await session?.showRegions(command.step, command.grid);
}

async function load(command: Extract<Command, { kind: 'load' }>): Promise<void> {
  const { run, config, probes, baseUrl, own } = command;
  await session?.pause();
  session = undefined;
  const loading = (what: string, fraction: number) => post({ kind: 'loading', run, what, fraction });
  loading('the training engine', 0);
  const begins = !command.resumeAt;
  const trains = await engine.forRun(command.wish, new URL('wasm/', baseUrl).href, begins);
  loading('the data', 0);
  const dataset = await loadDataset(config, {
    baseUrl,
    own,
    onProgress: (fraction) => loading('the data', fraction),
  }).catch((error) => {
    // Data that does not come is no fault of the engine.
    throw error instanceof NoAnswer ? new DataError(error.message) : error;
  });
  const next = new Session(run, config, trains, probes, post);
  await next.load(dataset, command);
  session = next;
}

function fail(error: unknown, run: number): void {
  const message = error instanceof Error ? error.message : String(error);
  post({ kind: 'failed', run, reason: reasonOf(error), message });
}

function reasonOf(error: unknown) {
  if (error instanceof DataError) return 'data';
  if (error instanceof EngineError) return 'backend';
  return error instanceof NoAnswer ? 'silent' : 'internal';
}
