/**
 * The recorded numbers of one run, outside React: what was measured and what is derived from it. Views subscribe
 * and redraw from the columns; nothing here knows who looks.
 */
import {
  curvatureColumns,
  evaluationColumns,
  probeColumns,
  stepColumns,
  type Table,
} from '../training/columns';
import { changedFields, type RunConfig } from '../training/config';
import { Columns, type ColumnsOf } from '../training/growing-columns';
import { configAfter, withChange } from '../training/live-changes';
import type { LiveChange } from '../training/protocol';
import type { Thresholds } from '../training/regime/types';
import { scheduledDrop } from '../training/schedules/plan';
import { curvatureRules, Derived, type DerivedName, stepRules } from './derived';
import { whenIdle } from './idle';
import { RateColumns } from './rates';
import { RegimeTrack } from './regime-track';

/** New rows of any of the measured tables. */
export interface NewRows {
  steps?: Table<(typeof stepColumns)[number]>;
  evaluations?: Table<(typeof evaluationColumns)[number]>;
  probes?: Table<(typeof probeColumns)[number]>;
  curvature?: Table<(typeof curvatureColumns)[number]>;
}

/** Least time between two tidings of what the detector found in the past. */
const tellMs = 500;

export class RunData {
  readonly steps = new Columns(stepColumns);
  readonly evaluations = new Columns(evaluationColumns);
  readonly probes = new Columns(probeColumns);
  readonly curvature = new Columns(curvatureColumns);
  /** A row per step of what follows from them. */
  readonly derived: Derived<DerivedName>;
  /** A row per step of what follows from rate and momentum alone. */
  readonly rates: RateColumns;
  /** A row per reading of the curvature. */
  readonly bends = new Derived(this.curvature, () => curvatureRules(this.curvature));
  /** What the run measured of its regime; lags behind the columns while `settle` has not caught up. */
  readonly regime = new RegimeTrack();
  /** Configurations the run had later, from after their step on. */
  readonly changes: LiveChange[] = [];
  /** Number of classes, once the data is there; known beforehand for all but own data. */
  classes: number | undefined;
  /** An edit that was sent to the run, as long as it has not said from which step it acts. */
  wanted: RunConfig | undefined;
  /** How often it was cut back to an earlier step: what was read of it before may not be so any more. */
  cuts = 0;
  private judging = false;
  private readonly listeners = new Set<() => void>();

  /** 'log': read from somebody's training log; its configuration and schedule are not known. */
  constructor(
    readonly initial: RunConfig,
    readonly stepsPerEpoch: number,
    readonly origin: 'run' | 'log' = 'run',
  ) {
    const memory = Math.max(4, Math.min(100, stepsPerEpoch / 2));
    this.derived = new Derived(this.steps, () => stepRules(this.steps, memory));
    this.rates = new RateColumns(this.steps, initial.nesterov);
  }

  /** The configuration of the last steps of its plan. */
  get config(): RunConfig {
    return this.wanted ?? this.changes.at(-1)?.config ?? this.initial;
  }

  /** The configuration that acts after `step`, or is about to. */
  configAfter(step: number): RunConfig {
    return this.wanted ?? configAfter(this.initial, this.changes, step);
  }

  /** A run with the same past: everything up to and including `step`. */
  upTo(step: number): RunData {
    const copy = new RunData(this.initial, this.stepsPerEpoch);
    copy.classes = this.classes;
    for (const name of ['steps', 'evaluations', 'probes', 'curvature'] as const) {
      const from = this[name] as Columns<string>;
      (copy[name] as Columns<string>).appendFrom(from, from.countUpTo('step', step));
    }
    for (const change of this.changes) if (change.step <= step) copy.change(change);
    copy.regime.setThresholds(this.regime.thresholds);
    copy.regime.adopt([...this.regime.windows].filter(({ to }) => to <= step));
    copy.judge();
    return copy;
  }

  /** Step of the drop: as it was taken, or as it is planned where the run has not come so far. */
  get dropStep(): number | undefined {
    if (this.origin === 'log') return undefined;
    const plans = [{ step: 0, config: this.initial }, ...this.changes];
    let before = Number.POSITIVE_INFINITY;
    for (const [i, { step, config }] of plans.entries()) {
      const at = (scheduledDrop(config) ?? Number.POSITIVE_INFINITY) * this.stepsPerEpoch;
      // A plan whose drop would have been earlier drops when it comes to hold, unless that was done already.
      const drop = Math.max(at, before > step ? step : at);
      const until = plans[i + 1]?.step ?? Number.POSITIVE_INFINITY;
      if (drop >= step && drop < until && at < Number.POSITIVE_INFINITY) return drop;
      before = at;
    }
    return undefined;
  }

  /** A live change, as the run took it or as it is planned. */
  change(change: LiveChange): void {
    this.changes.splice(0, this.changes.length, ...withChange(this.initial, this.changes, change));
    if (this.wanted && changedFields(this.wanted, change.config).length === 0) this.wanted = undefined;
    this.changed();
  }

  append(rows: NewRows): void {
    for (const name of ['steps', 'evaluations', 'probes', 'curvature'] as const) {
      const table = rows[name];
      if (table) (this[name] as Columns<string>).append(table);
    }
    this.judge();
  }

  /** Takes over whole tables, for a run without rows: nobody else may use them. */
  take(tables: NewRows): void {
    for (const name of ['steps', 'evaluations', 'probes', 'curvature'] as const) {
      const table = tables[name];
      if (table) (this[name] as Columns<string>).take(table as ColumnsOf<string>);
    }
    this.judge();
  }

  /** Works off all windows now, for programs; the page lets `append` do it bit by bit. */
  settle(): void {
    while (this.regime.update(this, Number.POSITIVE_INFINITY));
    this.judging = false;
    this.changed();
  }

  /** The detector has caught up with what was recorded. */
  get settled(): boolean {
    return !this.judging;
  }

  setThresholds(thresholds: Thresholds): void {
    this.regime.setThresholds(thresholds);
    this.judge();
  }

  /** Forgets what was recorded after `step`, when a run goes on from an earlier checkpoint; its changes stay. */
  truncateAfter(step: number): void {
    this.cuts++;
    for (const table of [this.steps, this.evaluations, this.probes, this.curvature] as Columns<string>[]) {
      table.truncateAfter('step', step);
    }
    this.derived.truncate(this.steps.length);
    this.rates.truncate(this.steps.length);
    this.bends.truncate(this.curvature.length);
    this.regime.truncateAfter(step, this.steps.length);
    this.changed();
  }

  /** Gives back the room for steps to come, when none will. */
  trim(): void {
    for (const table of [this.steps, this.evaluations, this.probes, this.curvature] as Columns<string>[]) {
      table.trim();
    }
    this.derived.trim();
    this.bends.trim();
    this.regime.trim();
  }

  /** Bytes of its columns: what was recorded, and everything that is kept. */
  get bytes(): { recorded: number; all: number } {
    const tables = [this.steps, this.evaluations, this.probes, this.curvature] as Columns<string>[];
    const recorded = tables.reduce((sum, { length, names }) => sum + 4 * length * names.length, 0);
    const own = [this.derived, this.rates, this.bends, this.regime];
    const kept = tables.reduce((sum, { bytes }) => sum + bytes, 0);
    return { recorded, all: kept + own.reduce((sum, { bytes }) => sum + bytes, 0) };
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  changed(): void {
    for (const listener of this.listeners) listener();
  }

  /** A small part of the detector's work; the rest follows when the page is idle. */
  private judge(): void {
    const more = this.regime.update(this);
    this.changed();
    if (!more || this.judging) return;
    this.judging = true;
    RunData.judgeWhenIdle(new WeakRef(this));
  }

  /** Goes on as long as anybody has the run: one that was deleted is neither kept in memory nor judged for it. */
  private static judgeWhenIdle(run: WeakRef<RunData>): void {
    let told = performance.now();
    whenIdle(() => {
      const data = run.deref();
      if (!data) return false;
      data.judging = data.regime.update(data);
      if (!data.judging || performance.now() - told > tellMs) {
        told = performance.now();
        data.changed();
      }
      return data.judging;
    });
  }
}
