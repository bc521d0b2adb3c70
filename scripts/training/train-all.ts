/**
 * Trains many runs on all cores: a process each that trains one job after the other, every outcome kept as soon as it is
 * there, so that an interrupted program goes on where it was.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
// @ts-expect-error plain JavaScript
import { serve } from '../serve.mjs';
import type { TrainJob, TrainOutcome, TrainProgress } from './job';
import { keptOutcome, keyOf } from './outcomes';
import { bundleProgram } from './program';
import { TimeLeft } from './time-left';
import type { Answer, Order } from './training-process';

export type { RunFacts, TrainJob, TrainOutcome, TrainProgress } from './job';

export const defaultCache = 'node_modules/.cache/two-regimes/runs';

export interface TrainAllOptions {
  /** Folder of the outcomes; never one that is committed. */
  cache?: string;
  /** Processes at once; as many as there are cores unless told. */
  workers?: number;
  /** In the order in which they are done, what was trained some other time first. */
  onDone(job: TrainJob, outcome: TrainOutcome, progress: TrainProgress): void;
}

/** Resolves once every job has been told of. Rejects only where nothing can be trained at all. */
export async function trainAll(
  jobs: readonly TrainJob[],
  { cache = defaultCache, workers = availableParallelism(), onDone }: TrainAllOptions,
): Promise<void> {
  const folder = resolve(cache);
  const { version: app } = JSON.parse(readFileSync('package.json', 'utf8'));
  const program = await bundleProgram();
  const timeLeft = new TimeLeft();
  const progress = { done: 0, total: jobs.length, cached: 0 };
  /** Jobs of the same key are one. */
  const waiting = new Map<string, TrainJob[]>();
  const taken = new Map<string, TrainJob[]>();
  const open = (): TrainJob[] => [...waiting.values(), ...taken.values()].map(([job]) => job);
  const tell = (same: readonly TrainJob[], outcome: TrainOutcome, cached: boolean) => {
    if ('seconds' in outcome) timeLeft.took(same[0], outcome.seconds);
    for (const job of same) {
      progress.done++;
      if (cached) progress.cached++;
      onDone(job, outcome, { ...progress, secondsLeft: timeLeft.of(open(), workers) });
    }
  };

  for (const job of jobs) {
    const key = keyOf(job, app, program.code);
    waiting.set(key, [...(waiting.get(key) ?? []), job]);
  }
  for (const [key, same] of [...waiting]) {
    const kept = keptOutcome(folder, key);
    if (!kept) continue;
    waiting.delete(key);
    tell(same, kept, true);
  }
  const needsData = jobs.some(({ config }) => config.dataset === 'fashion');
  const server: Server | undefined = needsData ? await serve(0, '/', 'public') : undefined;
  const baseUrl = server ? `http://localhost:${(server.address() as AddressInfo).port}/` : 'file:///';

  /** One process until nothing waits; one that dies takes its job with it and is replaced. */
  const work = async () => {
    let child: ChildProcess | undefined;
    for (const [key, same] of waiting) {
      waiting.delete(key);
      taken.set(key, same);
      child = child && isThere(child) ? child : fork(program.path, [folder, baseUrl]);
      const { error } = await answerOf(child, { job: same[0], key, app });
      taken.delete(key);
      const outcome = error === undefined ? keptOutcome(folder, key) : undefined;
      const why = error ?? 'Its outcome could not be kept.';
      tell(same, outcome ?? { ok: false, divergedAt: undefined, error: why }, false);
    }
    child?.disconnect();
  };
  try {
    await Promise.all(Array.from({ length: Math.min(workers, waiting.size) }, work));
  } finally {
    server?.close();
    server?.closeAllConnections();
    program.remove();
  }
}

const isThere = ({ connected, exitCode, signalCode }: ChildProcess) =>
  connected && exitCode === null && signalCode === null;

/** What a process says of a job; a process that ends instead has failed. */
function answerOf(child: ChildProcess, order: Order): Promise<Answer> {
  return new Promise((done) => {
    const finish = (answer: Answer) => {
      child.off('message', finish);
      child.off('exit', ended);
      child.off('error', failed);
      done(answer);
    };
    const ended = (code: number | null, signal: string | null) =>
      finish({ error: `The process that trained it ended (${signal ?? code}).` });
    const failed = (error: Error) => finish({ error: error.message });
    child.on('message', finish);
    child.on('exit', ended);
    child.on('error', failed);
    child.send(order);
  });
}
