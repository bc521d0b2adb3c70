/** Schedule and loss of a run as a snippet for optax: learning rate and momentum of every step. */
import type { RunConfig } from '../../training/config';
import { fields } from '../../training/fields';
import { lossCodeOf } from '../../training/losses/codes';
import type { LiveChange } from '../../training/protocol';
import { float, joinParts, lines, literal } from '../../training/python';
import { scheduleCodeOf } from '../../training/schedules/codes';
import { stepsPerEpochOf, totalSteps } from '../../training/schedules/plan';
import { momentumRange } from './plan-facts';
import { stepsPerEpochLine } from './python-text';

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
      lossCodeOf(config.loss).optax.includes('jax.') && 'import jax',
      uses('jnp.') && 'import jax.numpy as jnp',
      'import optax',
      uses('STEPS_PER_EPOCH') || uses('TOTAL_STEPS') ? '' : false,
      uses('STEPS_PER_EPOCH') && stepsPerEpochLine(config, stepsPerEpoch),
      uses('TOTAL_STEPS') && `TOTAL_STEPS = ${literal(totalSteps(config, stepsPerEpoch))}`,
    ),
    definitions,
    optimizer(live.length > 0 ? { ...config, warmupEpochs: 0 } : config, changes, largest),
    lossCodeOf(config.loss).optax,
  ]);
}

/** Definitions of `learning_rate`, of `warmed_up` where it warms up, and of `momentum` where it changes. */
const schedulesOf = (config: RunConfig, stepsPerEpoch: number, changes: boolean) =>
  joinParts([
    ...scheduleCodeOf(config.schedule).optax(config, stepsPerEpoch),
    config.warmupEpochs > 0 ? warmUp(config) : '',
    changes ? (scheduleCodeOf(config.schedule).momentum?.optax(config) ?? '') : '',
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
