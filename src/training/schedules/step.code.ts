import { float, literal } from '../python';
import { momentumIn, ratesIn, type ScheduleCode } from './schedule-code';

export const code: ScheduleCode = {
  python: {
    definition: `def step_decay(epoch, learning_rate, momentum, factor, every):
    """The learning rate is multiplied by a factor every so many epochs."""
    return learning_rate * factor ** math.floor(epoch / every), momentum`,
    call: (config) =>
      `step_decay(epoch, ${ratesIn(config)}, factor=${float(config.decayFactor)}, every=${literal(config.decayEvery)})`,
  },
  keras: (config) => [
    `drops = ops.floor(step / (${literal(config.decayEvery)} * STEPS_PER_EPOCH))`,
    `learning_rate = ${float(config.learningRate)} * ops.power(${float(config.decayFactor)}, drops)`,
    momentumIn(config),
  ],
  optax: (config) => [
    `learning_rate = optax.exponential_decay(
    init_value=${float(config.learningRate)},
    transition_steps=${literal(config.decayEvery)} * STEPS_PER_EPOCH,
    decay_rate=${float(config.decayFactor)},
    staircase=True,
)`,
  ],
};
