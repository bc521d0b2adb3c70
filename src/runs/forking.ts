/** What a fork is: a run with the same past as another one and a plan of its own from a step on. Pure. */
import { changedFields, type RunConfig } from '../training/config';
import { fields } from '../training/fields';
import { configAfter } from '../training/live-changes';
import { ratesAtStep } from '../training/schedules/plan';
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

/** Goes on with the rates in force after `step`, to the end. */
export function keepRate(config: RunConfig, step: number, stepsPerEpoch: number): RunConfig {
  const { learningRate, momentum } = ratesAtStep(step, config, stepsPerEpoch);
  const rate = Math.max(fields.learningRate.min, learningRate);
  return { ...config, learningRate: rate, momentum, schedule: 'constant', warmupEpochs: 0 };
}

/** The rates in force up to `step`, the small step of the configuration from there on. */
export function dropAt(config: RunConfig, step: number, stepsPerEpoch: number): RunConfig {
  const before = ratesAtStep(Math.max(0, step - 1), config, stepsPerEpoch);
  // A run that is in its small-step phase already keeps what its large step was.
  const rates = before.learningRate > config.smallLearningRate ? before : undefined;
  // Rounded down: the step after `step` is a small one already.
  const switchEpoch = Math.floor((step / stepsPerEpoch) * 1e6) / 1e6;
  return { ...config, ...rates, schedule: 'two-phase', warmupEpochs: 0, switchEpoch };
}
