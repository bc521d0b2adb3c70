/** The list of runs as a value: new ones, what is drawn, what is over. Pure but for the ids. */
import type { RunConfig } from '../training/config';
import { stepsPerEpochOf, totalSteps } from '../training/schedules/plan';
import { RunData } from './run-data';
import type { RunEntry, RunStatus } from './run-entry';

/** Runs that are drawn, and kept in the list, at most. */
export const mostDrawn = 20;
export const mostRuns = 60;

/** The shipped recording; it gives way to the first run of one's own. */
export const shippedId = 'shipped';
export const recordedName = 'Recorded: two phases';

/** What is so while no run is looked at. */
export const noStatus: RunStatus = {
  state: 'ready',
  step: 0,
  totalSteps: 0,
  stepsPerSecond: 0,
  probeShare: 0,
  stepView: undefined,
  valleys: undefined,
  regions: undefined,
  elapsed: 0,
  engine: undefined,
  facts: undefined,
  loading: undefined,
};

/** Nothing more comes from a run in this state. */
export const isOver = (state: RunEntry['state']) =>
  state === 'finished' || state === 'diverged' || state === 'recorded';

/** A worker is busy with it. */
export const isAtWork = ({ state }: RunEntry) => state === 'training' || state === 'loading';

/** A run of one's own that no worker is busy with. */
export const isResting = (run: RunEntry) => run.id !== shippedId && !isAtWork(run);

const statusKeys = Object.keys(noStatus) as (keyof RunStatus)[];

export function statusOf(entry: RunEntry | undefined): RunStatus {
  if (!entry) return noStatus;
  return Object.fromEntries(statusKeys.map((key) => [key, entry[key]])) as unknown as RunStatus;
}

/** A run of these numbers, with the first style that no run has. */
export function newEntry(runs: readonly RunEntry[], data: RunData, facts: Partial<RunEntry> = {}): RunEntry {
  return {
    ...noStatus,
    totalSteps: totalSteps(data.config, data.stepsPerEpoch),
    id: crypto.randomUUID(),
    name: '',
    created: laterThanAll(runs),
    parent: undefined,
    style: freeStyle(runs),
    hidden: false,
    pinned: false,
    elsewhere: false,
    data,
    ...facts,
  };
}

export function newRun(runs: readonly RunEntry[], config: RunConfig): RunEntry {
  return newEntry(runs, new RunData(config, stepsPerEpochOf(config)));
}

/** Now, or just after the last of the runs: their order is that of their beginnings, also after a reload. */
function laterThanAll(runs: readonly RunEntry[]): number {
  return runs.reduce((time, { created }) => Math.max(time, created + 1), Date.now());
}

/** The smallest number that no run of the list has, or that the fewest have. */
function freeStyle(runs: readonly RunEntry[]): number {
  const used = new Array<number>(mostDrawn).fill(0);
  for (const { style, id } of runs) if (id !== shippedId) used[style % mostDrawn]++;
  return used.indexOf(Math.min(...used));
}

/** The runs that the figures draw: those not hidden, pinned and newer ones first where they are too many. */
export function drawnRuns(runs: readonly RunEntry[], current: string | undefined): RunEntry[] {
  const rank = ({ id, pinned }: RunEntry) => (id === current ? 2 : pinned ? 1 : 0);
  const wanted = runs.filter(({ hidden, id }) => !hidden || id === current);
  const kept = [...wanted].sort((a, b) => rank(b) - rank(a) || b.created - a.created).slice(0, mostDrawn);
  return wanted.filter((entry) => kept.includes(entry));
}
