/** The schedule of a run as PyTorch code: a learning-rate scheduler that sets the momentum of every step as well. */
import type { RunConfig } from '../../training/config';
import type { LiveChange } from '../../training/protocol';
import { float, lines, literal } from '../../training/python';
import { scheduleCodeOf } from '../../training/schedules/codes';
import { momentumRange } from './plan-facts';

export interface SchedulerCode {
  /** Top-level constants and definitions. */
  parts: string[];
  /** Expression that makes the scheduler from `optimizer` and `epochs`. */
  make: string;
  /** Momentum the optimizer is made with; the scheduler sets it before the first step. */
  firstMomentum: string;
}

/** The scheduler of a run with its live changes; ascending by step, as they came to hold. */
export function schedulerCode(config: RunConfig, changes: readonly LiveChange[]): SchedulerCode {
  const plans = [config, ...changes.map((change) => change.config)];
  const ranges = plans.map(momentumRange);
  const least = Math.min(...ranges.map((range) => range.least));
  const largest = Math.max(...ranges.map((range) => range.largest));
  const floor = least < 1e-9 && (largest > 0 || config.nesterov);
  const momentum = floor ? 'max(momentum, LEAST_MOMENTUM)' : 'momentum';
  const firstMomentum = floor ? 'LEAST_MOMENTUM' : float(least);
  const head = floor ? [leastMomentum] : [];
  const own = changes.length === 0 && scheduleCodeOf(config.schedule).python.scheduler?.(config, momentum);
  if (own) return { parts: [...head, own.definition], make: own.make, firstMomentum };
  const used = [...new Set(plans.map(({ schedule }) => schedule))].map(
    (name) => scheduleCodeOf(name).python.definition,
  );
  const parts = [...head, ...used, ratesAt(config, changes), rateSchedule(momentum)];
  return { parts, make: 'RateSchedule(optimizer, epochs)', firstMomentum };
}

/** Why a momentum of exactly 0 is avoided; everything else of torch.optim.SGD is the update of this project. */
const leastMomentum = `# At a momentum of exactly 0 torch.optim.SGD leaves its velocity as it was (and refuses Nesterov). This value
# changes no step and keeps v <- momentum * v + g going: the first step with momentum knows the last gradient.
LEAST_MOMENTUM = 1e-12`;

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
      `${indent}learning_rate, momentum = ${scheduleCodeOf(own.schedule).python.call(own, own.epochs === epochs ? 'epochs' : literal(own.epochs))}`,
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
