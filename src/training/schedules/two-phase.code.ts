import type { RunConfig } from '../config';
import { float, lines, literal } from '../python';
import { firstStepFrom } from './plan';
import type { ScheduleCode } from './schedule-code';

const large = ({ learningRate, momentum }: RunConfig) => `(${float(learningRate)}, ${float(momentum)})`;
const small = ({ smallLearningRate, smallMomentum }: RunConfig) =>
  `(${float(smallLearningRate)}, ${float(smallMomentum)})`;
/** For optax: one value up to DROP, another from there on. */
const joined = (before: number, after: number) => `optax.join_schedules(
    [optax.constant_schedule(${float(before)}), optax.constant_schedule(${float(after)})], [DROP]
)`;

const twoRegimes = (momentum: string) => `class TwoRegimes(LRScheduler):
    """Large steps up to switch_epoch, small steps from there on; each is (learning rate, momentum).

    Sets both for every step: call step() after every optimizer.step().
    """

    def __init__(self, optimizer, large, small, switch_epoch, steps_per_epoch, warmup_epochs=0):
        self.large, self.small, self.switch_epoch = large, small, switch_epoch
        self.steps_per_epoch, self.warmup_steps = steps_per_epoch, warmup_epochs * steps_per_epoch
        super().__init__(optimizer)

    def get_lr(self):
        step = self.last_epoch  # the number of calls so far: the 0-based number of the coming step
        large = step / self.steps_per_epoch < self.switch_epoch
        learning_rate, momentum = self.large if large else self.small
        if step < self.warmup_steps:
            learning_rate *= (step + 1) / max(self.warmup_steps, step + 1)
        for group in self.optimizer.param_groups:
            group["momentum"] = ${momentum}
        return [learning_rate for _ in self.optimizer.param_groups]`;

const makeTwoRegimes = (config: RunConfig) =>
  lines(
    'TwoRegimes(',
    '        optimizer,',
    `        large=${large(config)},`,
    `        small=${small(config)},`,
    `        switch_epoch=${literal(config.switchEpoch)},`,
    '        steps_per_epoch=STEPS_PER_EPOCH,',
    config.warmupEpochs > 0 && `        warmup_epochs=${literal(config.warmupEpochs)},`,
    '    )',
  );

export const code: ScheduleCode = {
  python: {
    definition: `def two_phase(epoch, switch_epoch, large, small):
    """Large steps up to the switch epoch, small steps from there on; (learning rate, momentum) of each."""
    return large if epoch < switch_epoch else small`,
    call: (config) =>
      `two_phase(epoch, switch_epoch=${literal(config.switchEpoch)}, large=${large(config)}, small=${small(config)})`,
    scheduler: (config, momentum) => ({ definition: twoRegimes(momentum), make: makeTwoRegimes(config) }),
  },
  keras: (config, stepsPerEpoch) => [
    `large = step < ${literal(firstStepFrom(config.switchEpoch, stepsPerEpoch))}  # epoch ${literal(config.switchEpoch)}`,
    `learning_rate = ops.where(large, ${float(config.learningRate)}, ${float(config.smallLearningRate)})`,
    `momentum = ops.where(large, ${float(config.momentum)}, ${float(config.smallMomentum)})`,
  ],
  optax: (config, stepsPerEpoch) => [
    `DROP = ${literal(firstStepFrom(config.switchEpoch, stepsPerEpoch))}  # first step of epoch ${literal(config.switchEpoch)}; both count from 0
learning_rate = ${joined(config.learningRate, config.smallLearningRate)}`,
  ],
  momentum: {
    extremes: ({ switchEpoch }) => [0, switchEpoch],
    optax: ({ momentum, smallMomentum }) => `momentum = ${joined(momentum, smallMomentum)}`,
  },
};
