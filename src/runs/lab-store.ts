/**
 * The store behind the page: turns what a person does into configurations, runs and commands for them. Its parts:
 * `lab-edits`, `lab-starts`, `lab-forks`, `lab-list`. What comes back from the workers is the connections'.
 */
import { createStore } from 'zustand/vanilla';
import { applies, defaultConfig, type RunConfig, trainsOn } from '../training/config';
import type { OwnData } from '../training/data/dataset';
import { own as ownSource } from '../training/data/own/part';
import { fields } from '../training/fields';
import { defaultProbes } from '../training/probes/settings';
import type { Command } from '../training/protocol';
import { defaultThresholds, parseThresholds } from '../training/regime/thresholds';
import type { ConnectionOptions } from './connection-host';
import { Keeping } from './keeping';
import type { LabActions, LabState, Notice } from './lab';
import { type Lab, LabCore } from './lab-core';
import { LabEdits } from './lab-edits';
import { LabForks } from './lab-forks';
import { LabList } from './lab-list';
import { LabStarts } from './lab-starts';
import { isResting, noStatus } from './run-list';
import { RunPool } from './run-pool';
import { isKept, settle } from './settle';
import { createRunLocks, type RunLocks } from './storage/locks';

export type { Lab } from './lab-core';

export interface LabOptions extends ConnectionOptions {
  config?: RunConfig;
  notices?: Notice[];
  /** Which tab may train a run. */
  locks?: RunLocks;
}

export function createLab(options: LabOptions): Lab {
  const lab: Lab = createStore<LabState & LabActions>(() => ({
    ...noStatus,
    config: options.config ?? defaultConfig,
    issues: [],
    runs: [],
    current: undefined,
    data: undefined,
    probes: defaultProbes,
    thresholds: defaultThresholds,
    thresholdError: undefined,
    pending: [],
    script: [],
    notices: options.notices ?? [],
    ...actionsOf(options, () => lab),
  }));
  return lab;
}

function actionsOf(options: LabOptions, lab: () => Lab): LabActions {
  const core = new LabCore(lab);
  const own = new Map<number, OwnData>();
  const ownData = async (checksum: number) =>
    checksum === 0 ? undefined : (own.get(checksum) ?? (await keeping.ownData(checksum)));

  const pool: RunPool = new RunPool(options, {
    run: (id) => core.entry(id),
    update: (id, change) => core.update(id, change),
    probes: () => core.get().probes,
    notify: (notice) => core.notify(notice),
    forgetErrors: () => core.forgetNotices(({ tone }) => tone === 'error'),
    onLoaded: (id) => edits.loaded(id),
    onDiverged: (id, step) => starts.diverged(id, step),
    onFailedToBegin: (id, message) => starts.failedToBegin(id, message),
    onCheckpoint: (id, checkpoint, lasting) => keeping.save(core.entry(id), checkpoint, lasting),
    fetch: (id) => keeping.checkpoints(id),
    ownData: (config) => ownData(applies('ownData', config) ? config.ownData : 0),
  });
  const keeping: Keeping = new Keeping(
    {
      run: (id) => core.entry(id),
      restore: (runs) => list.restore(runs),
      deletedElsewhere: (id) => list.deletedElsewhere(id),
      resume: (id) => {
        core.select(id);
        starts.begin({ kind: 'train' });
      },
      notify: (notice) => core.notify(notice),
    },
    options.locks ?? createRunLocks(),
  );
  const edits: LabEdits = new LabEdits(core, pool, () => starts.reset());
  const list = new LabList(core, pool, keeping);
  const starts: LabStarts = new LabStarts(core, pool, keeping, edits, list);
  const forks = new LabForks(core, pool, keeping, list, starts);
  core.listeners = {
    leaving: () => edits.send(),
    selected: (entry) => edits.show(entry),
    updated: (before, after) => {
      edits.follow(before, after);
      // What a run has come to is kept at once.
      if (after.state !== before.state && isResting(after)) keeping.save(after);
    },
  };
  const look = (command: Command) => {
    const entry = core.current;
    if (!entry || entry.state === 'loading' || entry.state === 'failed') return;
    // Recorded elsewhere: what this machine would compute is not quite what was recorded.
    if (entry.state === 'recorded') return;
    if (pool.isLive(entry.id) || !('step' in command) || command.step !== 'latest')
      pool.ask(entry.id, command);
  };

  return {
    edit: (changes) => edits.edit(changes),
    choosePreset: (id) => edits.choosePreset(id),
    open: (config) => {
      core.select(undefined);
      core.set({ config, script: [], issues: [], pending: [] });
      starts.begin({ kind: 'train' });
    },
    train: () => starts.begin({ kind: 'train' }),
    pause: () => starts.pause(),
    hold: () => starts.hold(),
    stepOnce: () => starts.begin({ kind: 'step' }),
    dropNow: () => edits.dropNow(),
    reset: () => starts.reset(),
    setProbes: (change) => {
      const probes = { ...core.get().probes, ...change };
      core.set({ probes });
      for (const { id } of core.get().runs) if (pool.isLive(id)) pool.ask(id, { kind: 'probes', probes });
    },
    setThresholds: (change) => {
      const result = parseThresholds({ ...core.get().thresholds, ...change });
      if (!result.ok) {
        core.set({ thresholdError: result.message });
        return;
      }
      core.set({ thresholds: result.thresholds, thresholdError: undefined });
      for (const { data } of core.get().runs) data.setThresholds(result.thresholds);
    },
    inspect: (step) => look({ kind: 'inspect', step }),
    lookAtValleys: (steps) => look({ kind: 'valleys', steps }),
    lookAtPlane: (step, grid) => look({ kind: 'regions', step, grid }),
    fork: (step, config) => forks.fork(step, config),
    forkBoth: (step) => forks.forkBoth(step),
    select: (id) => core.select(id),
    change: (id, change) => {
      core.update(id, change);
      keeping.label(id, change);
    },
    remove: (ids) => list.remove(ids),
    keep: (keeper) => keeping.open(keeper),
    storage: () => keeping.usage(),
    removeDataset: async (id) => {
      const data = await ownData(Number(id));
      own.delete(Number(id));
      await keeping.removeDataset(id);
      if (!data) return;
      const back = () => {
        own.set(data.checksum, data);
        keeping.saveOwnData(data);
      };
      core.offerUndo(`The data set “${data.name}” was deleted.`, back);
    },
    clearStorage: () =>
      list.remove(
        core.get().runs.map(({ id }) => id),
        true,
      ),
    add: (runs) => list.add(runs),
    useOwnData: (data) => {
      own.set(data.checksum, data);
      keeping.saveOwnData(data);
      const { trainSize, batchSize, model } = core.get().config;
      const examples = Math.min(data.testFrom, Math.max(fields.trainSize.min, trainSize));
      edits.edit({
        dataset: ownSource.name,
        ownData: data.checksum,
        trainSize: examples,
        batchSize: Math.min(batchSize, examples),
        model: trainsOn(model, ownSource.name) ? model : fields.model.default,
      });
    },
    ownData,
    setScript: (script) => core.set({ script }),
    forgetScript: () => {
      const { config } = core.get();
      starts.reset();
      core.set({ config, script: [] });
    },
    settle: () => settle(core, starts, keeping),
    isKept: () => isKept(core, keeping),
    dismiss: (notice) => core.dismiss(notice),
    notify: (notice) => core.notify(notice),
    showRecorded: (file) => list.showRecorded(file),
  };
}
