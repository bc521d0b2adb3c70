/**
 * The sweep of the page: its plan, what it has found, and how far it is. A vanilla zustand store; results live in
 * `SweepResults`, whose `version` the state follows.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunConfig } from '../../training/config';
import type { OwnData } from '../../training/data/dataset';
import type { EngineInfo } from '../../training/protocol';
import { jobsOf, type Sweep, type SweepJob } from '../../training/sweep/sweep';
import type { SweepKeeping } from './sweep-kept';
import { defaultPlan, type SweepPlan, stepsOf, sweepOf } from './sweep-plan';
import { SweepPool, type SweepPoolOptions } from './sweep-pool';
import { SweepResults } from './sweep-results';

export interface SweepState {
  /** What the controls show. */
  plan: SweepPlan;
  /** Why it cannot be started. */
  issue: string | undefined;
  /** The sweep that is shown. */
  sweep: Sweep | undefined;
  status: 'none' | 'running' | 'paused' | 'finished' | 'failed';
  results: SweepResults;
  /** Version of the results: they grow in place. */
  version: number;
  /** Runs of the sweep. */
  jobs: number;
  /** Seconds of training so far, and still to go as far as can be told. */
  seconds: number;
  secondsLeft: number | undefined;
  stepsPerSecond: number;
  /** What trains, in words; empty until it is known. */
  engine: string;
  /** Why it failed. */
  error: string | undefined;
}

export interface SweepActions {
  edit(change: Partial<SweepPlan>): void;
  /** Starts the sweep of the plan over the other fields of `base`; the one before is gone. */
  start(base: RunConfig, own: OwnData | undefined): void;
  pause(): void;
  /** Goes on with a sweep that was paused, failed, or found in storage. */
  resume(own: OwnData | undefined): void;
  /** Ends a sweep; what it found stays. */
  cancel(): void;
  clear(): void;
}

export type SweepStore = StoreApi<SweepState & SweepActions>;

export interface SweepStoreOptions extends SweepPoolOptions {
  keeping: SweepKeeping;
  engineText(info: EngineInfo): string;
}

/** Least time between two looks at the progress, ms. */
const showMs = 250;
const saveMs = 1000;

const nothing = {
  ...{ sweep: undefined, status: 'none', version: 0, jobs: 0, seconds: 0, secondsLeft: undefined },
  ...{ stepsPerSecond: 0, engine: '', error: undefined },
} satisfies Partial<SweepState>;

export function createSweeps(options: SweepStoreOptions): SweepStore {
  const store: SweepStore = createStore(() => ({
    ...nothing,
    ...{ plan: defaultPlan, issue: undefined, results: new SweepResults() },
    edit: (change) => store.setState(({ plan }) => ({ plan: { ...plan, ...change }, issue: undefined })),
    start: (base, own) => course.start(base, own),
    pause: () => course.pause(),
    resume: (own) => course.resume(own),
    cancel: () => course.cancel(),
    clear: () => course.clear(),
  }));
  const course = new Course(store, options);
  course.bringBack();
  return store;
}

/** A sweep on its way. */
class Course {
  private readonly pool: SweepPool;
  /** Network-steps of the jobs that are not over, those taken in them, and all since it last went on. */
  private stepsLeft = 0;
  private unfinished = 0;
  private taken = 0;
  private wentOn = 0;
  private secondsBefore = 0;
  private shown = 0;
  private saving: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly store: SweepStore,
    private readonly options: SweepStoreOptions,
  ) {
    this.pool = new SweepPool(options, {
      onEngine: (info) => this.store.setState({ engine: options.engineText(info) }),
      onSteps: (count, unfinished) => {
        this.taken += count;
        this.unfinished = unfinished;
        this.show();
      },
      onResult: (job, result) => {
        this.store.getState().results.add(job, result);
        this.stepsLeft -= stepsOf(job);
        this.show();
        this.saveSoon();
      },
      onFinished: () => this.settle({ status: 'finished' }),
      onFailed: (message) => this.settle({ status: 'failed', error: message }),
    });
  }

  /** A reload takes nothing but what had begun. */
  async bringBack(): Promise<void> {
    const kept = await this.options.keeping.load();
    if (!kept || this.store.getState().status !== 'none') return;
    const { sweep, engine, seconds } = kept;
    // What a person has changed meanwhile stays.
    const shown = this.store.getState().plan;
    const plan = shown === defaultPlan ? kept.plan : shown;
    const results = new SweepResults();
    for (const { result, ...place } of kept.results) results.add(place, result);
    const jobs =
      sweep.x.values.length * (sweep.kind === 'grid' ? sweep.y.values.length : 1) * sweep.seeds.length;
    const status = results.size < jobs ? 'paused' : 'finished';
    this.store.setState({
      ...{ ...nothing, sweep, plan, engine, seconds, results, jobs, status, version: results.version },
    });
  }

  start(base: RunConfig, own: OwnData | undefined): void {
    const { plan } = this.store.getState();
    const made = sweepOf(plan, base);
    if (!made.ok) {
      this.store.setState({ issue: made.message });
      return;
    }
    const { sweep, jobs } = made;
    this.store.setState({
      ...{ ...nothing, issue: undefined, results: new SweepResults(), sweep, jobs: jobs.length },
    });
    this.begin(jobs, sweep.targetLoss, own);
  }

  pause(): void {
    this.pool.pause();
    this.settle({ status: 'paused' });
  }

  resume(own: OwnData | undefined): void {
    const { sweep, results } = this.store.getState();
    if (!sweep) return;
    if (this.pool.isAtWork) {
      this.pool.go();
      this.goOn();
      return;
    }
    const listed = jobsOf(sweep);
    if (!listed.ok) return;
    this.begin(
      listed.jobs.filter((job) => !results.has(job)),
      sweep.targetLoss,
      own,
    );
  }

  cancel(): void {
    this.pool.stop();
    this.settle({ status: 'finished' });
  }

  clear(): void {
    this.pool.stop();
    clearTimeout(this.saving);
    this.saving = undefined;
    this.options.keeping.clear();
    this.store.setState({ ...nothing, results: new SweepResults() });
  }

  private begin(jobs: readonly SweepJob[], targetLoss: number, own: OwnData | undefined): void {
    this.stepsLeft = jobs.reduce((sum, job) => sum + stepsOf(job), 0);
    this.unfinished = 0;
    this.goOn();
    this.pool.start({ jobs, targetLoss, own });
    this.save();
  }

  private goOn(): void {
    this.secondsBefore = this.store.getState().seconds;
    this.taken = 0;
    this.wentOn = performance.now();
    this.store.setState({ status: 'running', error: undefined, secondsLeft: undefined });
  }

  private show(): void {
    const now = performance.now();
    if (now - this.shown < showMs) return;
    this.shown = now;
    const { status, results } = this.store.getState();
    // What comes while it stops changes no clock.
    if (status !== 'running') {
      this.store.setState({ version: results.version });
      return;
    }
    const seconds = (now - this.wentOn) / 1000;
    const stepsPerSecond = this.taken / seconds;
    const left = Math.max(0, this.stepsLeft - this.unfinished);
    this.store.setState({
      ...{ version: results.version, stepsPerSecond, seconds: this.secondsBefore + seconds },
      secondsLeft: stepsPerSecond > 0 && seconds > 1 ? left / stepsPerSecond : undefined,
    });
  }

  private settle(change: Partial<SweepState>): void {
    const { status, results } = this.store.getState();
    const ran = status === 'running' ? (performance.now() - this.wentOn) / 1000 : 0;
    this.store.setState({
      ...{ version: results.version, secondsLeft: undefined },
      seconds: status === 'running' ? this.secondsBefore + ran : this.store.getState().seconds,
      ...change,
    });
    this.save();
  }

  /** Results may come in hundreds. */
  private saveSoon(): void {
    this.saving ??= setTimeout(() => this.save(), saveMs);
  }

  private save(): void {
    const { sweep, plan, results, engine, seconds } = this.store.getState();
    clearTimeout(this.saving);
    this.saving = undefined;
    if (!sweep) return;
    const rows = [...results.all()].map(([place, result]) => ({ ...place, result }));
    this.options.keeping.save({ sweep, plan, engine, seconds, results: rows });
  }
}
