/**
 * Workers that train the jobs of a sweep: one with the fused kernels, which takes many jobs at once, or one for each
 * processor core but one. Jobs of a worker that is lost are given to another. Knows nothing of pages.
 */
import { LostPart } from '../../arrival/load';
import type { OwnData } from '../../training/data/dataset';
import type { EngineInfo, EngineWish } from '../../training/protocol';
import type { SweepCommand, SweepEvent } from '../../training/sweep/protocol';
import type { SweepJob, SweepResult } from '../../training/sweep/sweep';
import { EngineLadder } from '../engine-ladder';

export interface SweepOrder {
  /** In the order in which they are wanted. */
  jobs: readonly SweepJob[];
  targetLoss: number;
  own?: OwnData | undefined;
}

export interface SweepPoolOptions {
  spawn: () => Worker;
  wish: EngineWish;
  baseUrl: string;
  /** Workers at most, where each trains one network at a time. */
  cores: number;
}

export interface SweepHandlers {
  onEngine(engine: EngineInfo): void;
  /** Network-steps taken in jobs that are not over: all of them together. */
  onSteps(count: number, unfinished: number): void;
  onResult(job: SweepJob, result: SweepResult): void;
  onFinished(): void;
  /** Some jobs train on tfjs instead of the fused kernels, for this reason. */
  onMisfit(reason: string): void;
  /** The sweep stands still; what waits would have to be started again. */
  onFailed(message: string): void;
}

interface Member {
  worker: Worker;
  /** Jobs it has, by place and seed. */
  has: Map<string, SweepJob>;
  /** Jobs it gets at once, and when it got the last. */
  lease: number;
  since: number;
  /** Network-steps it took in them. */
  steps: number;
  silentTicks: number;
  /** It has said something: its program is there. */
  heard: boolean;
}

/** Jobs that the fused kernels begin with, and at most have; between them by how long they take. */
const leases = { software: [8, 32], hardware: [32, 512] } as const;
const leaseMs = 3000;
/** Times that each worker may be lost without a result between them. */
const mostLosses = 3;
const tickMs = 1000;
/**
 * Silent ticks before a worker counts as dead; compiling and loading take their time. Ticks, not clock time: a
 * sleeping machine ticks not.
 */
const patience = 120;

const keyOf = ({ x, y, seed }: Pick<SweepJob, 'x' | 'y' | 'seed'>) => `${x} ${y} ${seed}`;

export class SweepPool {
  private waiting: SweepJob[] = [];
  private members: Member[] = [];
  private order: SweepOrder | undefined;
  private paused = false;
  private losses = 0;
  private mostAtOnce = 1;
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly ladder: EngineLadder;
  /** What trains, once that is known. */
  private engine: EngineInfo | undefined;

  constructor(
    private readonly options: SweepPoolOptions,
    private readonly handlers: SweepHandlers,
  ) {
    this.ladder = new EngineLadder(options.wish);
  }

  /** It has workers, paused perhaps. */
  get isAtWork(): boolean {
    return this.order !== undefined;
  }

  start(order: SweepOrder): void {
    this.stop();
    this.order = order;
    this.waiting = [...order.jobs];
    this.paused = false;
    this.losses = 0;
    this.ladder.begin();
    this.engine = undefined;
    this.timer = setInterval(() => this.tick(), tickMs);
    this.add();
  }

  pause(): void {
    this.paused = true;
    for (const each of this.members) send(each, { kind: 'pause' });
  }

  go(): void {
    this.paused = false;
    for (const each of this.members) send(each, { kind: 'go' });
  }

  /** Ends the workers and what they had begun. */
  stop(): void {
    clearInterval(this.timer);
    for (const { worker } of this.members) worker.terminate();
    this.members = [];
    this.order = undefined;
  }

  private add(lease = 1): void {
    const { order } = this;
    if (!order) return;
    const worker = this.options.spawn();
    const member: Member = {
      worker,
      has: new Map(),
      lease,
      since: 0,
      steps: 0,
      silentTicks: 0,
      heard: false,
    };
    this.members.push(member);
    member.worker.onmessage = ({ data }: MessageEvent<SweepEvent>) => {
      if (this.members.includes(member)) this.hear(member, data);
    };
    member.worker.onerror = (event) => {
      event.preventDefault();
      if (member.heard || event.message) this.lose(member, event.message || 'it ended without a word');
      else this.miss(member);
    };
    const { baseUrl } = this.options;
    const { wish } = this.ladder;
    send(member, { kind: 'open', wish, baseUrl, own: order.own, targetLoss: order.targetLoss });
    if (this.paused) send(member, { kind: 'pause' });
  }

  private hear(member: Member, event: SweepEvent): void {
    member.silentTicks = 0;
    member.heard = true;
    if (event.kind === 'opened') this.opened(member, event.engine);
    else if (event.kind === 'steps') {
      member.steps += event.count;
      const unfinished = this.members.reduce((sum, { steps }) => sum + steps, 0);
      this.handlers.onSteps(event.count, unfinished);
    } else if (event.kind === 'result') {
      const job = member.has.get(keyOf(event.job));
      member.has.delete(keyOf(event.job));
      if (member.has.size === 0) member.steps = 0;
      this.losses = 0;
      if (job) this.handlers.onResult(job, event.result);
    } else if (event.kind === 'idle') {
      const took = performance.now() - member.since;
      if (took < leaseMs) member.lease = Math.min(2 * member.lease, this.mostAtOnce);
      this.give(member);
    } else if (event.kind === 'misfit') this.handlers.onMisfit(event.reason);
    else if (event.reason === 'other') this.fail(event.message);
    else this.lose(member, event.message, event.reason === 'silent');
  }

  private opened(member: Member, engine: EngineInfo): void {
    const first = this.members.length === 1;
    const fused = engine.engine === 'fused';
    const { reason } = this.ladder;
    this.engine = engine;
    if (fused) {
      const [least, most] = leases[engine.software ? 'software' : 'hardware'];
      this.mostAtOnce = most;
      // One that follows a lost worker begins with less than was too much for that.
      member.lease = this.losses > 0 ? member.lease : least;
    }
    if (first) this.handlers.onEngine(reason ? { ...engine, reason: engine.reason || reason } : engine);
    this.give(member);
    if (first && !fused) {
      const more = Math.min(this.options.cores - 1, this.waiting.length + 1) - 1;
      for (let i = 0; i < more; i++) this.add();
    }
  }

  private give(member: Member): void {
    const jobs = this.waiting.splice(0, member.lease);
    if (jobs.length > 0) {
      member.has = new Map(jobs.map((job) => [keyOf(job), job]));
      member.steps = 0;
      member.since = performance.now();
      send(member, { kind: 'jobs', jobs });
    } else if (this.members.every(({ has }) => has.size === 0)) {
      this.stop();
      this.handlers.onFinished();
    }
  }

  private lose(member: Member, reason: string, silent = false): void {
    if (!this.members.includes(member)) return;
    member.worker.terminate();
    this.members = this.members.filter((each) => each !== member);
    this.waiting.unshift(...member.has.values());
    const most = mostLosses * (this.members.length + 1);
    const goes = this.ladder.lost(this.engine, silent, ++this.losses, reason);
    if (goes === 'next') {
      this.losses = 0;
      this.engine = undefined;
    }
    const words = reason.replace(/\.$/, '');
    if (goes === 'none' && silent) this.fail(`${words}. It happened again.`);
    else if (this.losses > most) this.fail(`Workers stopped ${this.losses} times in a row: ${words}.`);
    else this.add(goes === 'next' ? 1 : Math.max(1, member.lease >> 1));
  }

  /** Its program did not arrive: others go on without it. */
  private miss(member: Member): void {
    member.worker.terminate();
    this.members = this.members.filter((each) => each !== member);
    if (this.members.length === 0) this.fail(new LostPart('the program that trains sweeps').message);
  }

  private fail(message: string): void {
    this.stop();
    this.handlers.onFailed(message);
  }

  private tick(): void {
    if (this.paused) return;
    for (const each of [...this.members]) {
      if (++each.silentTicks > patience) this.lose(each, 'it stopped answering');
    }
  }
}

const send = ({ worker }: Member, command: SweepCommand) => worker.postMessage(command);
