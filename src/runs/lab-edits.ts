/** Edits: what they make of the controls' configuration, and of a run that can take them. */
import {
  type ConfigIssue,
  changedFields,
  parseConfig,
  presetChanges,
  presets,
  type RunConfig,
} from '../training/config';
import { fields, liveNames } from '../training/fields';
import { withChange } from '../training/live-changes';
import { totalSteps } from '../training/schedules/plan';
import { applyEdit } from './editing';
import { configAt, dropAt } from './forking';
import type { LabCore } from './lab-core';
import type { RunData } from './run-data';
import type { RunEntry } from './run-entry';
import { isOver, shippedId } from './run-list';
import type { RunPool } from './run-pool';

/** What is dragged changes the run when it rests for a moment, and at least this often. */
const restMs = 150;
const changeMs = 1000;

export class LabEdits {
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** When the first edit was made that the run has not heard of. */
  private waitingSince = 0;

  constructor(
    private readonly core: LabCore,
    private readonly pool: RunPool,
    private readonly reset: () => void,
  ) {}

  edit(changes: Record<string, unknown>): void {
    const { config, issues } = applyEdit(this.core.get(), changes);
    this.accept(config, issues);
  }

  choosePreset(id: string): void {
    const preset = presets.find((each) => each.id === id);
    if (preset) this.edit(presetChanges(preset, this.core.get().config.epochs));
  }

  dropNow(): void {
    const { data, config, state } = this.core.get();
    const step = data?.steps.last('step') ?? 0;
    if (!data || (state !== 'training' && state !== 'paused')) return;
    this.edit(dropAt(config, step, data.stepsPerEpoch));
    this.send();
  }

  private sendSoon(): void {
    const now = performance.now();
    if (this.timer === undefined) this.waitingSince = now;
    clearTimeout(this.timer);
    const left = Math.max(0, this.waitingSince + changeMs - now);
    this.timer = setTimeout(() => this.send(), Math.min(restMs, left));
  }

  /** What was edited last reaches the run, before any other command does. */
  send(): void {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    const { data, current } = this.core.get();
    const connection = this.pool.of(current);
    if (connection?.live && data?.wanted) connection.send({ kind: 'reconfigure', config: data.wanted });
  }

  /** A run is there, again perhaps: what was edited while it loaded, and what was lost on its way, reaches it. */
  loaded(id: string): void {
    const entry = this.core.entry(id);
    if (!entry) return;
    const { wanted } = entry.data;
    entry.data.wanted = undefined;
    if (id === this.core.get().current) this.accept(this.core.get().config, this.core.get().issues);
    else if (wanted) {
      entry.data.wanted = wanted;
      this.pool.of(id)?.send({ kind: 'reconfigure', config: wanted });
    }
  }

  /** The controls of a run that is looked at: what acts in it now, or acted at its end. */
  show(entry: RunEntry | undefined): void {
    if (!entry || entry.id === shippedId) return;
    const { data, step, state } = entry;
    this.core.set({ config: isOver(state) ? data.config : data.configAfter(step), script: [] });
  }

  /** A run has come farther: changes that were planned come to act. */
  follow(before: RunEntry, after: RunEntry): void {
    const { current, config } = this.core.get();
    if (after.id !== current || after.id === shippedId || after.data.changes.length === 0) return;
    const [was, is] = [before, after].map(({ step }) => configAt(after.data, step));
    // What was edited meanwhile stays as it is.
    const moved = changedFields(was, is).filter((name) => config[name] === was[name]);
    if (moved.length === 0) return;
    const next = parseConfig(Object.fromEntries(moved.map((name) => [name, is[name]])), config);
    if (next.ok) this.core.set({ config: next.config });
  }

  /** Takes a valid configuration as the controls' own, and as the run's as far as that can take it. */
  private accept(config: RunConfig, issues: ConfigIssue[]): void {
    const entry = this.core.current;
    if (!entry || isOver(entry.state)) {
      this.core.set({ config, issues, pending: [] });
      // The recording is of another data set or network than what would be trained now.
      if (entry?.id === shippedId && notLive(entry.data.initial, config).length > 0) this.reset();
      return;
    }
    const { data, step, id } = entry;
    const now = data.configAfter(step);
    const changed = changedFields(now, config).filter((name) => liveNames.includes(name));
    const live = { ...now, ...Object.fromEntries(changed.map((name) => [name, config[name]])) };
    const total = totalSteps(planAfter(data, step, live), data.stepsPerEpoch);
    if (total < step) {
      const least = Math.ceil(step / data.stepsPerEpoch);
      const { label, max } = fields.epochs;
      const message = `${label}: ${config.epochs} is not allowed; the run has come farther: ${least} to ${max}.`;
      this.core.set({ issues: [...issues, { field: 'epochs', message }] });
      return;
    }
    this.core.set({ config, issues, pending: notLive(now, config) });
    if (changed.length === 0) return;
    if (this.pool.isLive(id)) {
      data.wanted = live;
      data.changed();
      this.sendSoon();
    } else if (entry.state !== 'loading') data.change({ step, config: live });
    this.core.update(id, { totalSteps: total });
  }
}

/** The configuration of the last steps, once `config` acts after `step`. */
function planAfter({ initial, changes }: RunData, step: number, config: RunConfig): RunConfig {
  return withChange(initial, changes, { step, config }).at(-1)?.config ?? config;
}

/** Fields that differ and that a run cannot take while it exists. */
function notLive(run: RunConfig, config: RunConfig): (keyof RunConfig)[] {
  return changedFields(run, config).filter((name) => !liveNames.includes(name));
}
