/** A sweep on its way: begins, pauses and ends it, adds up what it finds, and keeps that. */
import type { RunConfig } from '../../training/config';
import type { OwnData } from '../../training/data/dataset';
import { jobsOf, type SweepJob } from '../../training/sweep/sweep';
import type { Hold } from '../storage/locks';
import { defaultPlan, stepsOf, sweepOf } from './sweep-plan';
import { SweepPool } from './sweep-pool';
import { SweepResults } from './sweep-results';
import { nothing, type SweepState, type SweepStore, type SweepStoreOptions } from './sweep-state';

/** Least time between two looks at the progress, ms. */
const showMs = 250;
const saveMs = 1000;

export class SweepCourse {
  private readonly pool: SweepPool;
  /** Network-steps of the jobs that are not over, those taken in them, and all since it last went on. */
  private stepsLeft = 0;
  private unfinished = 0;
  private taken = 0;
  private wentOn = 0;
  private secondsBefore = 0;
  private shown = 0;
  private showing: ReturnType<typeof setTimeout> | undefined;
  private hold: Hold | undefined;
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
      onMisfit: (misfit) => this.store.setState({ misfit }),
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
    const status = results.size === jobs ? 'finished' : kept.cancelled ? 'cancelled' : 'paused';
    this.store.setState({
      ...nothing,
      sweep,
      plan,
      engine,
      seconds,
      results,
      jobs,
      status,
      version: results.version,
    });
  }

  async start(base: RunConfig, own: OwnData | undefined): Promise<void> {
    const { plan } = this.store.getState();
    const made = sweepOf(plan, base);
    if (!made.ok) {
      this.store.setState({ issue: made.message });
      return;
    }
    if (!(await this.mayTrain())) return;
    const { sweep, jobs } = made;
    this.store.setState({
      ...nothing,
      issue: undefined,
      results: new SweepResults(),
      sweep,
      jobs: jobs.length,
    });
    this.begin(jobs, sweep.targetLoss, own);
  }

  pause(): void {
    this.pool.pause();
    this.settle({ status: 'paused' });
  }

  async resume(own: OwnData | undefined): Promise<void> {
    const { sweep, results } = this.store.getState();
    if (!sweep || !(await this.mayTrain())) return;
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
    this.settle({ status: 'cancelled' });
  }

  /** Nobody is training a sweep, in this tab or another. */
  private async mayTrain(): Promise<boolean> {
    if (this.store.getState().status === 'running') return false;
    const hold = this.hold ?? (await this.options.locks.holdRun('sweep'));
    this.hold = hold.held ? hold : undefined;
    if (!hold.held) {
      this.store.setState({
        issue: 'Another tab has a sweep. Finish or cancel it there, or close that tab.',
      });
    }
    return hold.held;
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
    const wait = this.shown + showMs - now;
    if (wait > 0) {
      this.showing ??= setTimeout(() => this.show(), wait);
      return;
    }
    clearTimeout(this.showing);
    this.showing = undefined;
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
      version: results.version,
      stepsPerSecond,
      seconds: this.secondsBefore + seconds,
      secondsLeft: stepsPerSecond > 0 && seconds > 1 ? left / stepsPerSecond : undefined,
    });
  }

  private settle(change: Partial<SweepState>): void {
    const { status, results } = this.store.getState();
    const ran = status === 'running' ? (performance.now() - this.wentOn) / 1000 : 0;
    this.store.setState({
      version: results.version,
      secondsLeft: undefined,
      seconds: status === 'running' ? this.secondsBefore + ran : this.store.getState().seconds,
      ...change,
    });
    // Paused, it is still this tab's.
    if (change.status !== 'paused') {
      this.hold?.release();
      this.hold = undefined;
    }
    this.save();
  }

  /** Results may come in hundreds. */
  private saveSoon(): void {
    this.saving ??= setTimeout(() => this.save(), saveMs);
  }

  private save(): void {
    const { sweep, plan, results, engine, seconds, status } = this.store.getState();
    clearTimeout(this.saving);
    this.saving = undefined;
    if (!sweep) return;
    const rows = [...results.all()].map(([place, result]) => ({ ...place, result }));
    const cancelled = status === 'cancelled';
    this.options.keeping.save({ sweep, plan, engine, seconds, cancelled, results: rows });
  }
}
