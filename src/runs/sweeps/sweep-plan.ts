/** What a person decides about a sweep: its axes, how many points and seeds; and the sweep that it makes. Pure. */
import { applies, defaultConfig, parseConfig, type RunConfig } from '../../training/config';
import type { NumberField } from '../../training/field';
import { fields, type ScheduleName } from '../../training/fields';
import { stepsPerEpochOf, totalSteps } from '../../training/schedules/plan';
import {
  jobsOf,
  type Sweep,
  type SweepAxis,
  type SweepField,
  type SweepJob,
  scatter,
  spread,
} from '../../training/sweep/sweep';

export interface AxisPlan {
  field: SweepField;
  low: number;
  high: number;
  /** Values of a grid's axis. */
  count: number;
}

export interface SweepPlan {
  /** Of every run; everything else that no axis varies is as the controls show. */
  schedule: ScheduleName;
  epochs: number;
  kind: 'grid' | 'random';
  x: AxisPlan;
  y: AxisPlan;
  /** Points of a random set, and the other fields that vary in it, over their usual range. */
  points: number;
  also: readonly SweepField[];
  /** Runs of each point, with the seeds 1, 2, and so on. */
  seeds: number;
  /** A smoothed batch loss below this is the target, in its unit. */
  targetLoss: number;
}

/** From where to where an axis goes at first. */
export const usual: Record<SweepField, Omit<AxisPlan, 'field'>> = {
  learningRate: { low: 0.025, high: 3.2, count: 16 },
  momentum: { low: 0, high: 0.97, count: 8 },
  switchEpoch: { low: 0, high: 15, count: 16 },
  smallLearningRate: { low: 0.0003, high: 0.3, count: 8 },
  batchSize: { low: 8, high: 1024, count: 8 },
  labelNoise: { low: 0, high: 60, count: 7 },
  width: { low: 4, high: 256, count: 7 },
};

export const limits = { count: 32, points: 1024, seeds: 10 };

export interface SweepPreset {
  id: string;
  label: string;
  hint: string;
  schedule: ScheduleName;
  x: Partial<AxisPlan> & Pick<AxisPlan, 'field'>;
  y: Pick<AxisPlan, 'field'>;
}

export const sweepPresets: readonly SweepPreset[] = [
  {
    id: 'drop',
    label: 'When to drop',
    hint: 'How large the large step is, against the epoch at which it becomes small.',
    schedule: 'two-phase',
    x: { field: 'learningRate' },
    y: { field: 'switchEpoch' },
  },
  {
    id: 'momentum',
    label: 'Momentum',
    hint: 'Learning rate against momentum, both constant; along a diagonal η/(1−μ) is the same.',
    schedule: 'constant',
    x: { field: 'learningRate', low: 0.0025 },
    y: { field: 'momentum' },
  },
  {
    id: 'batch',
    label: 'Batch size',
    hint: 'Learning rate against batch size, both constant.',
    schedule: 'constant',
    x: { field: 'learningRate' },
    y: { field: 'batchSize' },
  },
];

/** What a preset makes of a plan: its axes as far as these runs allow. */
export function presetPlan(
  { schedule, x, y }: SweepPreset,
  config: RunConfig,
): Pick<SweepPlan, 'schedule' | 'kind' | 'x' | 'y'> {
  const axis = (each: SweepPreset['x']): AxisPlan => ({ ...rangeFor(each.field, config), ...each });
  return { schedule, kind: 'grid', x: axis(x), y: axis(y) };
}

const epochs = 15;
export const defaultPlan: SweepPlan = {
  epochs,
  points: 128,
  also: [],
  seeds: 1,
  targetLoss: 0.5,
  ...presetPlan(sweepPresets[0], { ...defaultConfig, epochs }),
};

/** What of a plan is at fault. */
export type PlanPlace =
  | 'schedule'
  | 'epochs'
  | 'points'
  | 'seeds'
  | 'targetLoss'
  | `${'x' | 'y'}.${'field' | 'low' | 'high' | 'count'}`;
export type PlanResult =
  | { ok: true; sweep: Sweep; jobs: SweepJob[] }
  | { ok: false; message: string; at: PlanPlace };

/** The sweep of a plan over the other fields of `base`; or what is wrong with it, in a sentence. */
export function sweepOf(plan: SweepPlan, base: RunConfig): PlanResult {
  const { schedule, kind, x, y, points, seeds, epochs } = plan;
  const refuse = (at: PlanPlace, message: string): PlanResult => ({ ok: false, message, at });
  if (x.field === y.field)
    return refuse('y.field', `Both axes are ${fields[x.field].label}; choose two fields.`);
  const also = kind === 'random' ? plan.also.filter((field) => field !== x.field && field !== y.field) : [];
  const { switchEpoch, warmupEpochs } = base;
  const parsed = parseConfig(
    {
      schedule,
      epochs,
      switchEpoch: Math.min(switchEpoch, epochs),
      warmupEpochs: Math.min(warmupEpochs, epochs),
    },
    base,
  );
  if (!parsed.ok) return refuse('epochs', parsed.issues[0].message);
  const { config } = parsed;
  const wholes: [at: PlanPlace, label: string, value: number, most: number][] = [
    ['seeds', 'Seeds', seeds, limits.seeds],
    ...(kind === 'random'
      ? [['points', 'Points', points, limits.points] as [PlanPlace, string, number, number]]
      : (['x', 'y'] as const).map((axis): [PlanPlace, string, number, number] => [
          `${axis}.count`,
          `${fields[plan[axis].field].label}, values`,
          plan[axis].count,
          limits.count,
        ])),
  ];
  for (const [at, label, value, most] of wholes) {
    if (!Number.isInteger(value) || value < 1 || value > most)
      return refuse(
        at,
        `${label}: ${inWords(value)} is not allowed; it takes a whole number from 1 to ${most}.`,
      );
  }
  if (!(plan.targetLoss > 0 && plan.targetLoss < 100))
    return refuse(
      'targetLoss',
      `Target loss: ${inWords(plan.targetLoss)} is not allowed; it takes a number above 0 and below 100.`,
    );
  for (const axis of ['x', 'y'] as const) {
    const fault = faultOf(plan[axis], config);
    if (fault) return refuse(`${axis}.${fault.end}`, fault.message);
  }
  const irrelevant = [x.field, y.field, ...also].find((field) => !applies(field, config));
  if (irrelevant) return refuse('schedule', `${fields[irrelevant].label} decides nothing in these runs.`);
  const valuesOf = ({ field, low, high, count }: AxisPlan): SweepAxis => ({
    field,
    values: kind === 'grid' ? spread(field, low, high, count) : scatter(field, low, high, points, 1),
  });
  const sweep: Sweep = {
    base: config,
    kind,
    x: valuesOf(x),
    y: valuesOf(y),
    also: also.map((field) => valuesOf({ field, ...rangeFor(field, config) })),
    seeds: Array.from({ length: seeds }, (_, i) => i + 1),
    targetLoss: plan.targetLoss,
  };
  const listed = jobsOf(sweep);
  return listed.ok ? { ok: true, sweep, jobs: listed.jobs } : refuse('schedule', listed.message);
}

/** The usual range of a field, as far as a run allows it: drops come at any epoch, however many there are. */
export function rangeFor(field: SweepField, config: RunConfig): Omit<AxisPlan, 'field'> {
  const { low, high, count } = usual[field];
  const most = field === 'switchEpoch' ? config.epochs : Math.min(high, mostOf(field, config));
  return { low: Math.min(low, most), high: most, count };
}

/** The largest value that a run of this configuration may have. */
function mostOf(field: SweepField, { epochs, trainSize }: RunConfig): number {
  const { max } = fields[field] as NumberField;
  if (field === 'switchEpoch') return Math.min(max, epochs);
  return field === 'batchSize' ? Math.min(max, trainSize) : max;
}

/** What was typed and is no number is not kept as it was. */
const inWords = (value: number) => (Number.isNaN(value) ? 'what is typed' : String(value));

function faultOf(axis: AxisPlan, config: RunConfig): { end: 'low' | 'high'; message: string } | undefined {
  const { field, low, high } = axis;
  const { label, min } = fields[field] as NumberField;
  const most = mostOf(field, config);
  const end = (['low', 'high'] as const).find((each) => !(axis[each] >= min && axis[each] <= most));
  if (end)
    return {
      end,
      message: `${label}: ${inWords(axis[end])} is not allowed; it takes a number from ${min} to ${most}.`,
    };
  return low > high
    ? { end: 'low', message: `${label}: it goes from ${low} to ${high}; the first has to be the smaller.` }
    : undefined;
}

/** Network-steps of a job. */
export const stepsOf = ({ config }: SweepJob) => totalSteps(config, stepsPerEpochOf(config));

/** The plan with a change; an axis of epochs goes with those of the runs, unless it ends before their end. */
export function edited(plan: SweepPlan, change: Partial<SweepPlan>): SweepPlan {
  const next = { ...plan, ...change };
  const { epochs } = change;
  if (epochs === undefined || !(epochs > 0)) return next;
  const stretched = (each: AxisPlan): AxisPlan =>
    each.field === 'switchEpoch' && (each.high === plan.epochs || each.high > epochs)
      ? { ...each, high: epochs }
      : each;
  return { ...next, x: stretched(next.x), y: stretched(next.y) };
}

/** The plan is that of the preset, whatever its epochs, seeds and points. */
export function isSweepPreset(wanted: SweepPreset, plan: SweepPlan): boolean {
  return (
    plan.kind === 'grid' &&
    plan.schedule === wanted.schedule &&
    plan.x.field === wanted.x.field &&
    plan.y.field === wanted.y.field
  );
}
