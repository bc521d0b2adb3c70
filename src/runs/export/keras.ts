/** Schedule and loss of a run as a snippet for Keras 3: rates of every step, on any of its backends. */
import type { RunConfig } from '../../training/config';
import { fields, type LossName, type ScheduleName } from '../../training/fields';
import type { LiveChange } from '../../training/protocol';
import { stepsPerEpochOf, totalSteps } from '../../training/schedules/plan';
import { firstStepFrom, momentumRange } from './plan-facts';
import { float, joinParts, lines, literal, stepsPerEpochLine, updateFormula } from './python-text';

/** Lines that set `learning_rate` and `momentum` from `step`, a float32 number of the step from 0. */
const formulas: Record<ScheduleName, (config: RunConfig, stepsPerEpoch: number) => string[]> = {
  constant: (config) => [`learning_rate = ${float(config.learningRate)}`, momentumOf(config)],
  'two-phase': (config, stepsPerEpoch) => [
    `large = step < ${literal(firstStepFrom(config.switchEpoch, stepsPerEpoch))}  # epoch ${literal(config.switchEpoch)}`,
    `learning_rate = ops.where(large, ${float(config.learningRate)}, ${float(config.smallLearningRate)})`,
    `momentum = ops.where(large, ${float(config.momentum)}, ${float(config.smallMomentum)})`,
  ],
  step: (config) => [
    `drops = ops.floor(step / (${literal(config.decayEvery)} * STEPS_PER_EPOCH))`,
    `learning_rate = ${float(config.learningRate)} * ops.power(${float(config.decayFactor)}, drops)`,
    momentumOf(config),
  ],
  cosine: (config) => [
    `learning_rate = ${float(config.learningRate)} * 0.5 * (1 + ops.cos(math.pi * step / TOTAL_STEPS))`,
    momentumOf(config),
  ],
  linear: (config) => [
    `learning_rate = ${float(config.learningRate)} * ops.maximum(0.0, 1 - step / TOTAL_STEPS)`,
    momentumOf(config),
  ],
  'one-cycle': (config) => [
    'done = step / TOTAL_STEPS',
    'rising = done < 0.3',
    'share = ops.where(rising, done / 0.3, ops.minimum(1.0, (done - 0.3) / 0.7))',
    'wave = 0.5 * (1 - ops.cos(math.pi * share))',
    'height = ops.where(rising, 1 / 25 + (1 - 1 / 25) * wave, 1 + (1 / 10_000 - 1) * wave)',
    `learning_rate = ${float(config.learningRate)} * height`,
    `dip = ${float(Math.min(config.momentum, 0.1))} * ops.where(rising, wave, 1 - wave)`,
    `momentum = ${float(config.momentum)} - dip`,
  ],
};

const momentumOf = ({ momentum }: RunConfig) => `momentum = ${float(momentum)}`;

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
      (!plain || uses('ops.') || lossParts[config.loss].includes('ops.')) && 'from keras import ops',
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
    lossParts[config.loss],
  ]);
}

/** Keras takes the mean over the batch, and may have made a column of the labels. */
const lossParts: Record<LossName, string> = {
  'cross-entropy': 'loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)',
  'squared-error': `def loss(labels, scores):
    """Half the squared distance of the scores from 1 for the right class and 0 for the others, of each example."""
    labels = ops.cast(ops.reshape(labels, (-1,)), "int32")
    return 0.5 * ops.sum(ops.square(scores - ops.one_hot(labels, scores.shape[-1])), axis=-1)`,
};

const head = ({ schedule }: RunConfig) =>
  `"""Schedule: ${fields.schedule.options[schedule].toLowerCase()}. For Keras 3. Exported from Two Regimes."""`;

const says = '    """Learning rate and momentum of the step with the 0-based number `step`."""';

const rates = (config: RunConfig, stepsPerEpoch: number, name = 'rates') =>
  lines(
    `def ${name}(step):`,
    says,
    (config.schedule !== 'constant' || config.warmupEpochs > 0) && '    step = ops.cast(step, "float32")',
    ...formulas[config.schedule](config, stepsPerEpoch).map((line) => `    ${line}`),
    config.warmupEpochs > 0 &&
      `    learning_rate *= ops.minimum(1.0, (step + 1) / (${literal(config.warmupEpochs)} * STEPS_PER_EPOCH))`,
    '    return learning_rate, momentum',
  );

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
