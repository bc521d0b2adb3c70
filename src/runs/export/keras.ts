/** Schedule and loss of a run as a snippet for Keras 3: rates of every step, on any of its backends. */
import type { RunConfig } from '../../training/config';
import { fields } from '../../training/fields';
import { lossCodeOf } from '../../training/losses/codes';
import type { LiveChange } from '../../training/protocol';
import { joinParts, lines, literal } from '../../training/python';
import { scheduleCodeOf } from '../../training/schedules/codes';
import { stepsPerEpochOf, totalSteps } from '../../training/schedules/plan';
import { momentumRange } from './plan-facts';
import { stepsPerEpochLine, updateFormula } from './python-text';

/**
 * Python for Keras 3 that defines `optimizer`: the schedule of a configuration, with the live changes of a run, and
 * its update; and `loss`, of class scores and labels. Compile a model with both.
 */
export function kerasSnippet(
  config: RunConfig,
  changes: readonly LiveChange[] = [],
  stepsPerEpoch = stepsPerEpochOf(config),
): string {
  const plans = [config, ...changes.map((change) => change.config)];
  const plain = plans.every((plan) => momentumRange(plan).largest === 0) && config.weightDecay === 0;
  const rule =
    changes.length === 0 ? rates(config, stepsPerEpoch) : changedRates(config, changes, stepsPerEpoch);
  const uses = (name: string) => rule.includes(name);
  return joinParts([
    lines(
      head(config),
      '',
      uses('math.') && 'import math\n',
      'import keras',
      (!plain || uses('ops.') || lossCodeOf(config.loss).keras.includes('ops.')) && 'from keras import ops',
      uses('STEPS_PER_EPOCH') || uses('TOTAL_STEPS') ? '' : false,
      uses('STEPS_PER_EPOCH') && stepsPerEpochLine(config, stepsPerEpoch),
      uses('TOTAL_STEPS') && `TOTAL_STEPS = ${literal(totalSteps(config, stepsPerEpoch))}`,
    ),
    rule,
    learningRate,
    plain ? '' : sgd(config),
    plain
      ? 'optimizer = keras.optimizers.SGD(learning_rate=LearningRate())'
      : `# Any momentum but 0 makes Keras keep a velocity; update_step uses that of the schedule.
optimizer = SGD(learning_rate=LearningRate(), momentum=0.9)`,
    lossCodeOf(config.loss).keras,
  ]);
}

const head = ({ schedule }: RunConfig) =>
  `"""Schedule: ${fields.schedule.options[schedule].toLowerCase()}. For Keras 3. Exported from Two Regimes."""`;

const says = '    """Learning rate and momentum of the step with the 0-based number `step`."""';

function rates(config: RunConfig, stepsPerEpoch: number, name = 'rates'): string {
  const formulas = scheduleCodeOf(config.schedule).keras(config, stepsPerEpoch);
  return lines(
    `def ${name}(step):`,
    says,
    (formulas.some((line) => /\bstep\b/.test(line)) || config.warmupEpochs > 0) &&
      '    step = ops.cast(step, "float32")',
    ...formulas.map((line) => `    ${line}`),
    config.warmupEpochs > 0 &&
      `    learning_rate *= ops.minimum(1.0, (step + 1) / (${literal(config.warmupEpochs)} * STEPS_PER_EPOCH))`,
    '    return learning_rate, momentum',
  );
}

/** The rates by the configuration that holds at a step. */
function changedRates(config: RunConfig, changes: readonly LiveChange[], stepsPerEpoch: number): string {
  const total = (plan: RunConfig) => literal(totalSteps(plan, stepsPerEpoch));
  const plans = [config, ...changes.map((change) => change.config)].map((plan, i) =>
    rates(plan, stepsPerEpoch, `rates_${i}`).replaceAll('TOTAL_STEPS', total(plan)),
  );
  return joinParts([
    ...plans,
    lines(
      'def rates(step):',
      says,
      '    step = ops.cast(step, "float32")',
      '    learning_rate, momentum = rates_0(step)',
      ...changes.flatMap(({ step }, i) => [
        `    changed = step >= ${literal(step)}  # changed while it trained`,
        `    later = rates_${i + 1}(step)`,
        '    learning_rate = ops.where(changed, later[0], learning_rate)',
        '    momentum = ops.where(changed, later[1], momentum)',
      ]),
      '    return learning_rate, momentum',
    ),
  ]);
}

const learningRate = `class LearningRate(keras.optimizers.schedules.LearningRateSchedule):
    """The learning rate of every step."""

    def __call__(self, step):
        return rates(step)[0]

    def get_config(self):
        return {}`;

function sgd({ nesterov, weightDecay }: RunConfig): string {
  const decays = weightDecay > 0;
  return lines(
    'class SGD(keras.optimizers.SGD):',
    `    """${updateFormula({ nesterov, weightDecay })}`,
    '',
    '    Stock Keras has one momentum for the whole run and multiplies the learning rate into the velocity, so that',
    '    after a drop it would go on with large steps for a while.',
    '    """',
    '',
    '    def update_step(self, gradient, variable, learning_rate):',
    '        learning_rate = ops.cast(learning_rate, variable.dtype)',
    '        momentum = ops.cast(rates(self.iterations)[1], variable.dtype)',
    '        gradient = ops.cast(gradient, variable.dtype)',
    decays && `        gradient = ops.add(gradient, ops.multiply(${literal(weightDecay)}, variable))`,
    '        velocity = self.momentums[self._get_variable_index(variable)]',
    '        step = ops.add(ops.multiply(momentum, velocity), gradient)',
    '        self.assign(velocity, step)',
    nesterov && '        step = ops.add(gradient, ops.multiply(momentum, step))',
    '        self.assign_sub(variable, ops.multiply(learning_rate, step))',
  );
}
