/**
 * "Run it live": trains runs of a lesson one after the other in a lab of their own. The newest run of each name is
 * kept; whoever wants one again gets it in place of the last.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { difference } from '../runs/difference';
import type { Lab } from '../runs/lab-store';
import type { RunEntry } from '../runs/run-entry';
import { isOver } from '../runs/run-list';
import { changedFields, parseConfig, type RunConfig } from '../training/config';
import { defaultProbes, type ProbeSettings } from '../training/probes/settings';
import type { RecordingPlan } from './lesson';

/** A run to train here: under the name it has in the plan, or one that a stage gives it. */
export interface LiveWish {
  name: string;
  /** In legends. */
  label: string;
  config: RunConfig;
  /** What is measured otherwise than by default. */
  probes?: Partial<ProbeSettings>;
}

/** A run that was trained here, or is being trained. */
export interface LiveRun extends LiveWish {
  /** Its numbers grow in place. */
  entry: RunEntry;
}

export interface LiveState {
  /** Runs of the list by their ids, oldest first. */
  begun: readonly { id: string; lesson: string; wish: LiveWish }[];
  /** Still to come after the one that trains. */
  waiting: readonly LiveWish[];
  /** One of them trains, is loaded or is paused. */
  busy: boolean;
  /** Why the last one did not begin. */
  fault: string;
}

export interface Live {
  store: StoreApi<LiveState>;
  lab: Lab;
  train(lesson: string, wishes: readonly LiveWish[]): void;
  pause(): void;
  goOn(): void;
  /** Ends what trains where it is, and forgets what waits; its numbers stay. */
  keep(): void;
  /** Trains a wish as a fork of a run that was trained here: the same past up to `step`, then its configuration. */
  fork(lesson: string, parent: LiveRun, step: number, wish: LiveWish): void;
  /** For who goes elsewhere: the same, where there are numbers yet. */
  leave(): void;
  /** Ends what trains and forgets what waits; numbers of an unfinished run go too. */
  cancel(): void;
}

export function createLive(lab: Lab): Live {
  const store = createStore<LiveState>(() => ({ begun: [], waiting: [], busy: false, fault: '' }));
  let lesson = '';
  /** The run that trains. */
  let current: string | undefined;

  const forget = (ids: readonly string[]) => {
    if (ids.length === 0) return;
    store.setState(({ begun }) => ({ begun: begun.filter(({ id }) => !ids.includes(id)) }));
    lab.getState().remove(ids);
    // A run of a lesson is trained again rather than brought back.
    for (const notice of lab.getState().notices) if (notice.lasting) lab.getState().dismiss(notice);
  };

  const next = () => {
    const [wish, ...waiting] = store.getState().waiting;
    current = undefined;
    store.setState({ waiting, busy: wish !== undefined });
    if (!wish) return;
    replaced(wish);
    lab.getState().open(wish.config);
    enlist(wish, lab.getState().current);
  };

  /** What was trained under this name before goes; what is measured is set. */
  const replaced = (wish: LiveWish) => {
    const same = store
      .getState()
      .begun.filter((each) => each.lesson === lesson && each.wish.name === wish.name);
    forget(same.map(({ id }) => id));
    lab.getState().setProbes({ ...defaultProbes, ...wish.probes });
  };

  const enlist = (wish: LiveWish, id: string | undefined) => {
    if (id === undefined) return fail();
    current = id;
    lab.getState().change(id, { name: `${wish.label}, here` });
    store.setState(({ begun }) => ({ begun: [...begun, { id, lesson, wish }] }));
  };

  const fail = () => {
    const texts = lab.getState().notices.map(({ text }) => text);
    store.setState(({ begun }) => ({
      busy: false,
      waiting: [],
      fault: texts.at(-1) ?? 'The run did not begin.',
      begun: begun.filter(({ id }) => lab.getState().runs.some((run) => run.id === id)),
    }));
    current = undefined;
  };

  const look = () => {
    looking = false;
    if (current === undefined) return;
    const entry = lab.getState().runs.find(({ id }) => id === current);
    if (!entry || entry.state === 'failed') fail();
    else if (isOver(entry.state)) next();
  };
  let looking = false;
  lab.subscribe(() => {
    // After whatever the store is in the middle of: a run that failed is taken off the list before it is said why.
    if (!looking && current !== undefined) queueMicrotask(look);
    looking ||= current !== undefined;
  });

  const cancel = () => {
    const unfinished = current;
    current = undefined;
    store.setState({ waiting: [], busy: false });
    if (unfinished === undefined) return;
    lab.getState().reset();
    forget([unfinished]);
  };

  const keep = () => {
    if (current !== undefined) lab.getState().pause();
    current = undefined;
    store.setState({ waiting: [], busy: false });
  };

  return {
    store,
    lab,
    train: (of, wishes) => {
      cancel();
      lesson = of;
      store.setState({ waiting: wishes, fault: '' });
      next();
    },
    pause: () => lab.getState().pause(),
    goOn: () => lab.getState().train(),
    keep,
    leave: () => (lab.getState().state === 'loading' ? cancel() : keep()),
    fork: (of, parent, step, wish) => {
      cancel();
      lesson = of;
      store.setState({ busy: true, fault: '' });
      replaced(wish);
      const before = lab.getState().runs.length;
      lab.getState().select(parent.entry.id);
      lab.getState().fork(step, wish.config);
      const { current: id, runs } = lab.getState();
      enlist(wish, runs.length > before ? id : undefined);
      if (current !== undefined) lab.getState().train();
    },
    cancel,
  };
}

/** Of the runs that were trained here those that are what the plan names: only they answer questions about it. */
export function asPlanned({ runs }: Pick<RecordingPlan, 'runs'>, trained: readonly LiveRun[]): LiveRun[] {
  return trained.filter(({ name, config, entry }) => {
    const planned = runs[name]?.config;
    return planned && entry.state === 'finished' && difference(planned, config) === '';
  });
}

/** The runs of a lesson that are there, with their numbers. */
export function liveRuns({ begun }: LiveState, runs: readonly RunEntry[], lesson: string): LiveRun[] {
  return begun
    .filter((each) => each.lesson === lesson)
    .flatMap(({ id, wish }) => {
      const entry = runs.find((each) => each.id === id);
      return entry ? [{ ...wish, entry }] : [];
    });
}

/**
 * A wish as it is trained: what the address of the page asks for (`asked`, against `plain`) and what the person
 * turned apply to it. Words where they do not fit together.
 */
export function wishWith(
  wish: LiveWish,
  asked: RunConfig,
  plain: RunConfig,
  turned: Partial<RunConfig>,
): { ok: true; wish: LiveWish; differs: string } | { ok: false; message: string } {
  const changes = Object.fromEntries(changedFields(plain, asked).map((name) => [name, asked[name]]));
  const all = { ...changes, ...turned };
  // A full batch stays one.
  if (wish.config.batchSize === wish.config.trainSize) all.batchSize = all.trainSize ?? wish.config.trainSize;
  const result = parseConfig(all, wish.config);
  if (!result.ok) return { ok: false, message: result.issues[0].message };
  const { config } = result;
  // A name that tells the planned value would tell a wrong one.
  const own = changedFields({ ...wish.config, ...turned }, wish.config).length > 0;
  return {
    ok: true,
    wish: { ...wish, label: own ? 'Your run' : wish.label, config },
    differs: difference(wish.config, config),
  };
}
