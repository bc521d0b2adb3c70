/** What a fork is: a run with the same past as another one and a plan of its own from a step on. Pure. */
import { applies, changedFields, type RunConfig } from '../training/config';
import { fields } from '../training/fields';
import { configAfter } from '../training/live-changes';
import { dropOf, ratesAtStep, scheduledDrop } from '../training/schedules/plan';
import type { RunData } from './run-data';

/** The configuration that holds at a step of a run. */
export function configAt({ initial, changes }: RunData, step: number): RunConfig {
  return configAfter(initial, changes, step);
}

/** Whether two runs took their steps up to and including `step` by the same plan. */
export function sharePast(a: RunData, b: RunData, step: number): boolean {
  if (a.stepsPerEpoch !== b.stepsPerEpoch) return false;
  const [past, other] = [a, b].map(({ initial, changes }) => [
    { step: 0, config: initial },
    ...changes.filter((each) => each.step < step),
  ]);
  return (
    past.length === other.length &&
    past.every(
      (each, i) => each.step === other[i].step && !changedFields(each.config, other[i].config).length,
    )
  );
}

/** The same past, then this configuration. */
export function forkData(data: RunData, step: number, config: RunConfig): RunData {
  const fork = data.upTo(step);
  const before = configAt(fork, step);
  if (JSON.stringify(before) !== JSON.stringify(config)) fork.change({ step, config });
  return fork;
}

/** Step after which a schedule itself goes from its first, large rate to less than half of it. */
function scheduledFall(config: RunConfig, stepsPerEpoch: number): number | undefined {
  const { schedule, decayFactor, decayEvery, epochs } = config;
  const decays = schedule === 'step' && decayFactor <= 1 / leastFall && decayEvery < epochs;
  const epoch = decays ? decayEvery : scheduledDrop(config);
  // An epoch has been rounded; the step it means has not.
  return epoch === undefined ? undefined : Math.ceil(epoch * stepsPerEpoch - 1e-3);
}

/** A rate that falls by this factor from one step to the next was dropped. */
const leastFall = 2;

/**
 * Last step before the learning rate falls from large to small, among those that the run has taken: by its schedule, or
 * by a live change. Undefined where the rate never falls at once.
 */
export function fallOf(data: RunData): number | undefined {
  const { initial, changes, stepsPerEpoch } = data;
  const last = data.steps.last('step') ?? 0;
  const plans = [initial, ...changes.map(({ config }) => config)];
  const steps = [
    ...plans.map((plan) => scheduledFall(plan, stepsPerEpoch)),
    ...changes.map(({ step }) => step),
  ];
  const rateAfter = (step: number) => ratesAtStep(step, configAt(data, step), stepsPerEpoch).learningRate;
  return steps
    .filter((step): step is number => step !== undefined && step > 0 && step <= last)
    .sort((a, b) => a - b)
    .find((step) => rateAfter(step - 1) >= leastFall * rateAfter(step));
}

/** What is left of a run after a step is its own recording: nothing changes there, and the plan is the same. */
export function goesOnLike(data: RunData, step: number, plan: RunConfig): boolean {
  const differs = changedFields(configAt(data, step), plan).some((name) => applies(name, plan));
  return !differs && data.changes.every((change) => change.step <= step);
}

/** The large rate to the end: the one in force after `step`, or, once that has fallen, the one before. */
export function keepRate(config: RunConfig, step: number, stepsPerEpoch: number): RunConfig {
  const fall = scheduledFall(config, stepsPerEpoch) ?? Number.POSITIVE_INFINITY;
  const { learningRate, momentum } = ratesAtStep(step < fall ? step : fall - 1, config, stepsPerEpoch);
  const rate = Math.max(fields.learningRate.min, learningRate);
  return { ...config, learningRate: rate, momentum, schedule: 'constant', warmupEpochs: 0 };
}

/** The rates in force up to `step`, the small step of the configuration from there on. */
export function dropAt(config: RunConfig, step: number, stepsPerEpoch: number): RunConfig {
  // A run that has dropped already has dropped where it did.
  if ((dropOf(config) ?? Number.POSITIVE_INFINITY) * stepsPerEpoch <= step) return config;
  const before = ratesAtStep(Math.max(0, step - 1), config, stepsPerEpoch);
  const rates = before.learningRate > config.smallLearningRate ? before : undefined;
  // Rounded down: the step after `step` is a small one already.
  const switchEpoch = Math.floor((step / stepsPerEpoch) * 1e6) / 1e6;
  return { ...config, ...rates, schedule: 'two-phase', warmupEpochs: 0, switchEpoch };
}

/** The two plans that part after `step`: the large rate to the end, and the small one from there on. */
export function twoPlans(data: RunData, step: number): [keep: RunConfig, drop: RunConfig] {
  const { stepsPerEpoch } = data;
  const config = configAt(data, step);
  const fall = fallOf(data);
  // A live change may have made the rate small: what was large stands in the plan before.
  const rateAfter = (after: number) => ratesAtStep(after, configAt(data, after), stepsPerEpoch).learningRate;
  // A later one may have made the rate large again.
  const isSmall = fall !== undefined && fall <= step && rateAfter(fall - 1) >= leastFall * rateAfter(step);
  const large = isSmall ? fall - 1 : step;
  const { learningRate, momentum } = keepRate(configAt(data, large), large, stepsPerEpoch);
  const keep = { ...config, learningRate, momentum, schedule: 'constant', warmupEpochs: 0 } as const;
  return [keep, dropAt(config, step, stepsPerEpoch)];
}

/**
 * Steps after which forks begin: the one picked; else, for a run that is over, its drop, for one that goes on, its newest
 * step. Where two runs compare the large step with the small one, a drop that was taken comes before the newest step.
 */
export function forkSteps(data: RunData, picked: number | undefined, over: boolean) {
  const last = data.steps.last('step') ?? 0;
  if (picked !== undefined) return { one: Math.min(picked, last), both: Math.min(picked, last) };
  const both = fallOf(data) ?? last;
  return { one: over ? both : last, both };
}
