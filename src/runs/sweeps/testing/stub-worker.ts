/** A sweep's worker for tests of what is around it. */
import type { EngineInfo } from '../../../training/protocol';
import type { SweepCommand, SweepEvent } from '../../../training/sweep/protocol';
import type { SweepJob, SweepResult } from '../../../training/sweep/sweep';

/** Stands in for a worker: remembers what it was told, and says what a test wants it to say. */
export class StubWorker {
  readonly told: SweepCommand[] = [];
  terminated = false;
  onmessage: ((event: { data: SweepEvent }) => void) | undefined;
  onerror: ((event: { message: string; preventDefault(): void }) => void) | undefined;
  postMessage(command: SweepCommand) {
    this.told.push(command);
  }
  terminate() {
    this.terminated = true;
  }
  say(event: SweepEvent) {
    this.onmessage?.({ data: event });
  }
  open(engine: 'fused' | 'tfjs') {
    const info: EngineInfo = { engine, backend: 'wasm', adapter: '', software: false, reason: '' };
    this.say({ kind: 'opened', engine: info });
  }
  /** Jobs it got last. */
  get has(): readonly SweepJob[] {
    const last = this.told.findLast(({ kind }) => kind === 'jobs');
    return last?.kind === 'jobs' ? last.jobs : [];
  }
  finish() {
    for (const { x, y, seed } of this.has) this.say({ kind: 'result', job: { x, y, seed }, result });
    this.say({ kind: 'idle' });
  }
}

/** What it finds, whatever the job. */
const result = { divergedAt: 0 } as SweepResult;
