/** Schedule and loss of a run as a snippet for optax: learning rate and momentum of every step. */
import type { RunConfig } from '../../training/config';
import { fields, type LossName, type ScheduleName } from '../../training/fields';
import type { LiveChange } from '../../training/protocol';
import { stepsPerEpochOf, totalSteps } from '../../training/schedules/plan';
import { firstStepFrom, momentumRange } from './plan-facts';
import { float, joinParts, lines, literal, stepsPerEpochLine } from './python-text';

/** Top-level definitions of `learning_rate`, a schedule of the 0-based step. */
const learningRates: Record<ScheduleName, (config: RunConfig, stepsPerEpoch: number) => string[]> = {
  constant: (config) => [`learning_rate = optax.constant_schedule(${float(config.learningRate)})`],
  'two-phase': (config, stepsPerEpoch) => [
    `DROP = ${literal(firstStepFrom(config.switchEpoch, stepsPerEpoch))}  # first step of epoch ${literal(config.switchEpoch)}; both count from 0
learning_rate = ${joined(config.learningRate, config.smallLearningRate)}`,
  ],
  step: (config) => [
    `learning_rate = optax.exponential_decay(
    init_value=${float(config.learningRate)},
    transition_steps=${literal(config.decayEvery)} * STEPS_PER_EPOCH,
    decay_rate=${float(config.decayFactor)},
    staircase=True,
)`,
  ],
  cosine: (config) => [
    `learning_rate = optax.cosine_decay_schedule(${float(config.learningRate)}, TOTAL_STEPS)`,
  ],
  linear: (config) => [
    `learning_rate = optax.linear_schedule(${float(config.learningRate)}, 0.0, TOTAL_STEPS)`,
  ],
  'one-cycle': (config) => [
    `def wave(step):
    """Whether the rate rises, and how far it is on the way from one extreme to the other, along half a cosine."""
    done = step / TOTAL_STEPS
    rising = done < 0.3
    share = jnp.where(rising, done / 0.3, jnp.minimum(1.0, (done - 0.3) / 0.7))
    return rising, 0.5 * (1 - jnp.cos(jnp.pi * share))`,
    `def learning_rate(step):
    rising, share = wave(step)
    height = jnp.where(rising, 1 / 25 + (1 - 1 / 25) * share, 1 + (1 / 10_000 - 1) * share)
    return ${float(config.learningRate)} * height`,
  ],
};

/** One value up to DROP, another from there on. */
const joined = (before: number, after: number) => `optax.join_schedules(
    [optax.constant_schedule(${float(before)}), optax.constant_schedule(${float(after)})], [DROP]
)`;

/** Definition of `momentum` where it changes from step to step. */
function momentumSchedule(config: RunConfig): string {
  return config.schedule === 'two-phase'
    ? `momentum = ${joined(config.momentum, config.smallMomentum)}`
    : `def momentum(step):
    rising, share = wave(step)
    return ${float(config.momentum)} - ${float(Math.min(config.momentum, 0.1))} * jnp.where(rising, share, 1 - share)`;
}

/**
 * Python for optax that defines `optimizer`, a gradient transformation: the schedule of a configuration, with the
 * live changes of a run, and its update; and `loss`, the mean over a batch of class scores and labels.
 */
export function optaxSnippet(
  config: RunConfig,
  live: readonly LiveChange[] = [],
  stepsPerEpoch = stepsPerEpochOf(config),
): string {
  const ranges = [config, ...live.map((change) => change.config)].map(momentumRange);
  const least = Math.min(...ranges.map((range) => range.least));
  const largest = Math.max(...ranges.map((range) => range.largest));
  const changes = least !== largest;
  const definitions =
    live.length === 0
      ? schedulesOf(config, stepsPerEpoch, changes)
      : changedSchedules(config, live, stepsPerEpoch);
  const uses = (name: string) => definitions.includes(name);
  return joinParts([
    lines(
      head(config),
      '',
      lossParts[config.loss].includes('jax.') && 'import jax',
      uses('jnp.') && 'import jax.numpy as jnp',
      'import optax',
      uses('STEPS_PER_EPOCH') || uses('TOTAL_STEPS') ? '' : false,
      uses('STEPS_PER_EPOCH') && stepsPerEpochLine(config, stepsPerEpoch),
      uses('TOTAL_STEPS') && `TOTAL_STEPS = ${literal(totalSteps(config, stepsPerEpoch))}`,
    ),
    definitions,
    optimizer(live.length > 0 ? { ...config, warmupEpochs: 0 } : config, changes, largest),
    lossParts[config.loss],
  ]);
}

/** Definitions of `learning_rate`, of `warmed_up` where it warms up, and of `momentum` where it changes. */
const schedulesOf = (config: RunConfig, stepsPerEpoch: number, changes: boolean) =>
  joinParts([
    ...learningRates[config.schedule](config, stepsPerEpoch),
    config.warmupEpochs > 0 ? warmUp(config) : '',
    changes ? momentumSchedule(config) : '',
  ]);

/** The schedules by the configuration that holds at a step, each in a function of its own. */
function changedSchedules(config: RunConfig, live: readonly LiveChange[], stepsPerEpoch: number): string {
  const plans = [config, ...live.map((change) => change.config)].map((plan, i) => {
    const { least, largest } = momentumRange(plan);
    const changes = least !== largest;
    const body = schedulesOf(plan, stepsPerEpoch, changes)
      .replaceAll('TOTAL_STEPS', literal(totalSteps(plan, stepsPerEpoch)))
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => `    ${line}`);
    const momentum = changes ? 'momentum' : `optax.constant_schedule(${float(largest)})`;
    const rate = plan.warmupEpochs > 0 ? 'warmed_up' : 'learning_rate';
    return lines(`def plan_${i}():`, ...body, `    return ${rate}, ${momentum}`);
  });
  const pairs = [0, ...live.map(({ step }) => step)].map((step, i) => `(${literal(step)}, plan_${i}())`);
  return joinParts([
    ...plans,
    `# From which step on each of them acts: the run was changed while it trained.\nPLANS = [${pairs.join(', ')}]`,
    `def at(step, which):
    """Learning rate (0) or momentum (1) of the 0-based step."""
    value = PLANS[0][1][which](step)
    for first, plan in PLANS[1:]:
        value = jnp.where(step >= first, plan[which](step), value)
    return value`,
    `def learning_rate(step):
    return at(step, 0)`,
    `def momentum(step):
    return at(step, 1)`,
  ]);
}

const lossParts: Record<LossName, string> = {
  'cross-entropy': `def loss(scores, labels):
    return optax.softmax_cross_entropy_with_integer_labels(scores, labels).mean()`,
  'squared-error': `def loss(scores, labels):
    """Half the squared distance of the scores from 1 for the right class and 0 for the others; mean over examples."""
    return optax.l2_loss(scores, jax.nn.one_hot(labels, scores.shape[-1])).sum(-1).mean()`,
};

const head = ({ schedule }: RunConfig) =>
  `"""Schedule: ${fields.schedule.options[schedule].toLowerCase()}. For optax. Exported from Two Regimes."""`;

const warmUp = ({ warmupEpochs }: RunConfig) => `def warmed_up(step):
    """The learning rate grows from zero over the first ${literal(warmupEpochs)} epochs."""
    return learning_rate(step) * jnp.minimum(1.0, (step + 1) / (${literal(warmupEpochs)} * STEPS_PER_EPOCH))`;

/** optax.sgd keeps v <- momentum * v + g and steps by -lr * v, or -lr * (g + momentum * v): the update of this project. */
function optimizer(config: RunConfig, changes: boolean, largest: number): string {
  const rate = `learning_rate=${config.warmupEpochs > 0 ? 'warmed_up' : 'learning_rate'}`;
  const momentum = changes ? ', momentum=momentum' : largest > 0 ? `, momentum=${float(largest)}` : '';
  const nesterov = config.nesterov && largest > 0 ? ', nesterov=True' : '';
  const sgd = `${changes ? 'optax.inject_hyperparams(optax.sgd)' : 'optax.sgd'}(${rate}${momentum}${nesterov})`;
  if (config.weightDecay === 0) return `optimizer = ${sgd}`;
  return lines(
    'optimizer = optax.chain(',
    `    optax.add_decayed_weights(${literal(config.weightDecay)}),`,
    `    ${sgd},`,
    ')',
  );
}
