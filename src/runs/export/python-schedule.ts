/** The schedule of a run as PyTorch code: a learning-rate scheduler that sets the momentum of every step as well. */
import type { RunConfig } from '../../training/config';
import type { ScheduleName } from '../../training/fields';
import type { LiveChange } from '../../training/protocol';
import { momentumRange } from './plan-facts';
import { float, lines, literal } from './python-text';

/** Formulas of src/training/schedules, one function each: learning rate and momentum at a real-valued epoch. */
const functions: Record<ScheduleName, string> = {
  constant: `def constant(learning_rate, momentum):
    """The same rates from the first step to the last."""
    return learning_rate, momentum`,
  'two-phase': `def two_phase(epoch, switch_epoch, large, small):
    """Large steps up to the switch epoch, small steps from there on; (learning rate, momentum) of each."""
    return large if epoch < switch_epoch else small`,
  step: `def step_decay(epoch, learning_rate, momentum, factor, every):
    """The learning rate is multiplied by a factor every so many epochs."""
    return learning_rate * factor ** math.floor(epoch / every), momentum`,
  cosine: `def cosine(epoch, epochs, learning_rate, momentum):
    """Half a cosine wave from the learning rate to zero (Loshchilov & Hutter 2017, no restarts)."""
    return 0.5 * learning_rate * (1 + math.cos(math.pi * epoch / epochs)), momentum`,
  linear: `def linear(epoch, epochs, learning_rate, momentum):
    """A straight line from the learning rate to zero."""
    return learning_rate * max(0.0, 1 - epoch / epochs), momentum`,
  'one-cycle': `def one_cycle(epoch, epochs, learning_rate, momentum):
    """Up along a half cosine, down along a longer one (Smith & Topin 2018); momentum dips by up to 0.1."""
    done = epoch / epochs
    rising = done < 0.3
    share = done / 0.3 if rising else min(1.0, (done - 0.3) / 0.7)
    wave = 0.5 * (1 - math.cos(math.pi * share))
    height = 1 / 25 + (1 - 1 / 25) * wave if rising else 1 + (1 / 10_000 - 1) * wave
    lowest = max(0.0, momentum - 0.1)
    return learning_rate * height, momentum + (lowest - momentum) * (wave if rising else 1 - wave)`,
};

/** A call of the schedule's function with a configuration's numbers. */
const calls: Record<ScheduleName, (config: RunConfig, epochs: string) => string> = {
  constant: (config) => `constant(${rates(config)})`,
  'two-phase': (config) =>
    `two_phase(epoch, switch_epoch=${literal(config.switchEpoch)}, large=${large(config)}, small=${small(config)})`,
  step: (config) =>
    `step_decay(epoch, ${rates(config)}, factor=${float(config.decayFactor)}, every=${literal(config.decayEvery)})`,
  cosine: (config, epochs) => `cosine(epoch, ${epochs}, ${rates(config)})`,
  linear: (config, epochs) => `linear(epoch, ${epochs}, ${rates(config)})`,
  'one-cycle': (config, epochs) => `one_cycle(epoch, ${epochs}, ${rates(config)})`,
};

const rates = ({ learningRate, momentum }: RunConfig) =>
  `learning_rate=${float(learningRate)}, momentum=${float(momentum)}`;
const large = ({ learningRate, momentum }: RunConfig) => `(${float(learningRate)}, ${float(momentum)})`;
const small = ({ smallLearningRate, smallMomentum }: RunConfig) =>
  `(${float(smallLearningRate)}, ${float(smallMomentum)})`;

export interface ScheduleCode {
  /** Top-level constants and definitions. */
  parts: string[];
  /** Expression that makes the scheduler from `optimizer` and `epochs`. */
  make: string;
  /** Momentum the optimizer is made with; the scheduler sets it before the first step. */
  firstMomentum: string;
}

/** The scheduler of a run with its live changes; ascending by step, as they came to hold. */
export function scheduleCode(config: RunConfig, changes: readonly LiveChange[]): ScheduleCode {
  const plans = [config, ...changes.map((change) => change.config)];
  const ranges = plans.map(momentumRange);
  const least = Math.min(...ranges.map((range) => range.least));
  const largest = Math.max(...ranges.map((range) => range.largest));
  const floor = least < 1e-9 && (largest > 0 || config.nesterov);
  const momentum = floor ? 'max(momentum, LEAST_MOMENTUM)' : 'momentum';
  const firstMomentum = floor ? 'LEAST_MOMENTUM' : float(least);
  const head = floor ? [leastMomentum] : [];
  if (config.schedule === 'two-phase' && changes.length === 0) {
    return { parts: [...head, twoRegimes(momentum)], make: makeTwoRegimes(config), firstMomentum };
  }
  const used = [...new Set(plans.map(({ schedule }) => schedule))].map((name) => functions[name]);
  const parts = [...head, ...used, ratesAt(config, changes), rateSchedule(momentum)];
  return { parts, make: 'RateSchedule(optimizer, epochs)', firstMomentum };
}

/** Why a momentum of exactly 0 is avoided; everything else of torch.optim.SGD is the update of this project. */
const leastMomentum = `# At a momentum of exactly 0 torch.optim.SGD leaves its velocity as it was (and refuses Nesterov). This value
# changes no step and keeps v <- momentum * v + g going: the first step with momentum knows the last gradient.
LEAST_MOMENTUM = 1e-12`;

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

const rateSchedule = (momentum: string) => `class RateSchedule(LRScheduler):
    """Sets learning rate and momentum of every step by rates_at. Call step() after every optimizer.step()."""

    def __init__(self, optimizer, epochs):
        self.epochs = epochs
        super().__init__(optimizer)

    def get_lr(self):
        # last_epoch is the number of calls so far: the 0-based number of the coming step.
        learning_rate, momentum = rates_at(self.last_epoch, self.epochs)
        for group in self.optimizer.param_groups:
            group["momentum"] = ${momentum}
        return [learning_rate for _ in self.optimizer.param_groups]`;

/** `rates_at(step, epochs)`: the rates by the configuration that holds at a step. */
function ratesAt(config: RunConfig, changes: readonly LiveChange[]): string {
  const epochs = (changes.at(-1)?.config ?? config).epochs;
  const body = (own: RunConfig, indent: string) =>
    lines(
      `${indent}learning_rate, momentum = ${calls[own.schedule](own, own.epochs === epochs ? 'epochs' : literal(own.epochs))}`,
      own.warmupEpochs > 0 && `${indent}warmup_steps = ${literal(own.warmupEpochs)} * STEPS_PER_EPOCH`,
      own.warmupEpochs > 0 && `${indent}if step < warmup_steps:`,
      own.warmupEpochs > 0 && `${indent}    learning_rate *= (step + 1) / max(warmup_steps, step + 1)`,
    );
  const latestFirst = [...changes].reverse();
  const pieces = latestFirst.map((change, i) =>
    lines(
      `    ${i === 0 ? 'if' : 'elif'} step >= ${literal(change.step)}:  # changed while it trained`,
      body(change.config, '        '),
    ),
  );
  return lines(
    'def rates_at(step, epochs):',
    '    """Learning rate and momentum of the step with the 0-based number `step`."""',
    '    epoch = step / STEPS_PER_EPOCH',
    ...pieces,
    changes.length > 0 && '    else:',
    body(config, changes.length > 0 ? '        ' : '    '),
    '    return learning_rate, momentum',
  );
}
