/**
 * What is trained: the arms of each experiment in each setting, one run per seed. Arms that several experiments ask for
 * are one. Pure.
 */
import type { ClaimName } from '../lessons/lesson';
import { changedFields, defaultConfig, type RunConfig } from '../training/config';
import { momentumSettings, type Setting, type SettingName, settings, tuned, wholeRuns } from './settings';

/** How much is trained. `quick` only shows that the program works: its sizes are too small for any claim. */
export interface Scale {
  name: 'full' | 'quick';
  seeds: readonly number[];
  /** Of the runs by which schedules are tuned; none of the seeds above. */
  tuningSeeds: readonly number[];
  shrink(config: RunConfig): RunConfig;
}

export const scales: Record<Scale['name'], Scale> = {
  full: {
    name: 'full',
    // Seed 1 is the one that rates were chosen on (`settings.ts`), and the lessons show seeds from 1 on.
    seeds: [11, 12, 13, 14, 15, 16],
    tuningSeeds: [101, 102],
    shrink: (config) => config,
  },
  quick: { name: 'quick', seeds: [1, 2], tuningSeeds: [101], shrink: shrunk },
};

/** The same schedule over a few short epochs of a narrow network. */
function shrunk(config: RunConfig): RunConfig {
  const long = config.epochs > 2 * config.switchEpoch;
  return {
    ...config,
    width: 8,
    trainSize: 160,
    batchSize: Math.min(config.batchSize, 160),
    epochs: long ? 8 : 4,
    switchEpoch: 2,
    decayEvery: 2,
  };
}

/** One run per seed: `config` with the seed put in. */
export interface Arm {
  /** `<setting>/<name>`. */
  id: string;
  setting: SettingName;
  name: ArmName;
  label: string;
  config: RunConfig;
}

const rivalNames = ['cosine', 'linear', 'step', 'one-cycle'] as const;
export type RivalName = (typeof rivalNames)[number];
const schedulesTuned = ['two-phase', ...rivalNames] as const;
export type TunedName = (typeof schedulesTuned)[number];

export const momenta = [0, 0.9, 0.97] as const;
const sizes = ['large', 'small'] as const;
export type StepSize = (typeof sizes)[number];

export type ArmName =
  | 'two-phase'
  | 'large-only'
  | 'small-only'
  | 'small-only-momentum'
  | 'small-only-long'
  | 'constant'
  | `tuned-${TunedName}`
  | `${StepSize}-${(typeof momenta)[number]}`
  | 'small-same-rate';

export interface Experiment {
  claim: ClaimName;
  title: string;
  settings: readonly SettingName[];
  arms: readonly ArmName[];
}

const momentumArms = sizes.flatMap((size) => momenta.map((momentum): ArmName => `${size}-${momentum}`));

export const experiments: readonly Experiment[] = [
  {
    claim: 'C1',
    title: 'Large steps bounce and stall, small steps fall smoothly',
    settings: ['mnist1d-mlp', 'mnist1d-cnn', 'fashion-mlp'],
    arms: ['two-phase', 'large-only'],
  },
  {
    claim: 'C2',
    title: 'What momentum adds to a matching learning rate',
    settings: momentumSettings,
    arms: [...momentumArms, 'small-same-rate'],
  },
  {
    claim: 'C3',
    title: 'What large steps do for the test accuracy',
    settings: wholeRuns,
    arms: ['two-phase', 'large-only', 'small-only', 'small-only-momentum', 'small-only-long'],
  },
  {
    claim: 'C4',
    title: 'Two phases against tuned schedules',
    settings: tuned,
    arms: schedulesTuned.map((name): ArmName => `tuned-${name}`),
  },
  {
    claim: 'state',
    title: 'Large steps end by themselves at a constant learning rate',
    settings: ['mnist1d-mlp', 'mnist1d-cnn', 'fashion-mlp'],
    arms: ['constant'],
  },
];

/** How many times longer small steps may train before they are compared at the same training loss. */
export const longer = 4;

/** Rate and momentum that a schedule is tried with. */
export interface Candidate {
  schedule: TunedName;
  learningRate: number;
  momentum: number;
}

/** What each schedule is tuned over: the two phases have rates alone, their rivals each rate also with momentum 0.9. */
export function candidatesOf(setting: SettingName): Candidate[] {
  const { rates }: Setting = settings[setting];
  return schedulesTuned.flatMap((schedule) =>
    (schedule === 'two-phase' ? [0] : [0, 0.9]).flatMap((momentum) =>
      rates.map((rate) => ({ schedule, momentum, learningRate: matched(rate, momentum) })),
    ),
  );
}

export function configOf(setting: SettingName, { schedule, learningRate, momentum }: Candidate): RunConfig {
  const { base }: Setting = settings[setting];
  if (schedule === 'two-phase') return { ...twoPhases(setting), learningRate };
  // Three equal stages, each with a tenth of the rate before.
  const stages = { decayFactor: 0.1, decayEvery: base.epochs / 3 };
  return { ...base, ...stages, schedule, learningRate, momentum };
}

/** What differs from the default run. */
export const changesOf = (config: RunConfig) =>
  Object.fromEntries(changedFields(defaultConfig, config).map((name) => [name, config[name]]));

/** The arms of every experiment, each once; tuned schedules with the candidates that were chosen. */
export function armsOf(chosen: readonly (Candidate & { setting: SettingName })[]): Arm[] {
  const arms = new Map<string, Arm>();
  for (const { settings: names, arms: wanted } of experiments) {
    for (const setting of names) {
      for (const name of wanted) {
        const id = `${setting}/${name}`;
        const candidate = chosen.find(
          (each) => each.setting === setting && name === `tuned-${each.schedule}`,
        );
        const config = candidate ? configOf(setting, candidate) : plainConfig(setting, name);
        if (config) arms.set(id, { id, setting, name, label: labelOf(name, config), config });
      }
    }
  }
  return [...arms.values()];
}

/** Rate with momentum that makes the same η/(1−μ) as `rate` without. */
const matched = (rate: number, momentum: number) => Number((rate * (1 - momentum)).toPrecision(6));

function twoPhases(setting: SettingName): RunConfig {
  const { base, largeRate, smallRate }: Setting = settings[setting];
  return {
    ...base,
    schedule: 'two-phase',
    learningRate: largeRate,
    momentum: 0,
    smallLearningRate: matched(smallRate, 0.9),
    smallMomentum: 0.9,
  };
}

/** Undefined for schedules that have to be tuned first. */
function plainConfig(setting: SettingName, name: ArmName): RunConfig | undefined {
  const { base, largeRate, smallRate, constantRate }: Setting = settings[setting];
  const constant = (learningRate: number, momentum = 0): RunConfig => ({
    ...base,
    schedule: 'constant',
    learningRate,
    momentum,
  });
  switch (name) {
    case 'two-phase':
      return twoPhases(setting);
    case 'large-only':
      return constant(largeRate);
    case 'small-only':
      return constant(smallRate);
    case 'small-only-momentum':
      return constant(matched(smallRate, 0.9), 0.9);
    case 'small-only-long':
      return { ...constant(smallRate), epochs: longer * base.epochs };
    case 'small-same-rate':
      return constant(smallRate, 0.9);
    case 'constant':
      // Two phases of one rate: nothing drops, and the step number is summed up in the middle as well as at the end.
      return {
        ...constant(constantRate),
        schedule: 'two-phase',
        smallLearningRate: constantRate,
        smallMomentum: 0,
      };
  }
  for (const size of sizes)
    for (const momentum of momenta)
      if (name === `${size}-${momentum}`)
        return constant(matched(size === 'large' ? largeRate : smallRate, momentum), momentum);
  return undefined;
}

function labelOf(
  name: ArmName,
  { learningRate, momentum, smallLearningRate, smallMomentum, epochs }: RunConfig,
) {
  const rates = (rate: number, mu: number) => (mu > 0 ? `η ${rate}, μ ${mu}` : `η ${rate}`);
  const first = rates(learningRate, momentum);
  const schedule = name.match(/^tuned-(.*)$/)?.[1];
  if (name === 'two-phase' || schedule === 'two-phase')
    return `two phases, ${first}, then ${rates(smallLearningRate, smallMomentum)}`;
  if (schedule) return `${schedule}, ${first}`;
  return name === 'small-only-long' ? `constant ${first}, ${epochs} epochs` : `constant ${first}`;
}
