import { float } from '../python';
import { momentumIn, ratesIn, type ScheduleCode } from './schedule-code';

export const code: ScheduleCode = {
  python: {
    definition: `def linear(epoch, epochs, learning_rate, momentum):
    """A straight line from the learning rate to zero."""
    return learning_rate * max(0.0, 1 - epoch / epochs), momentum`,
    call: (config, epochs) => `linear(epoch, ${epochs}, ${ratesIn(config)})`,
  },
  keras: (config) => [
    `learning_rate = ${float(config.learningRate)} * ops.maximum(0.0, 1 - step / TOTAL_STEPS)`,
    momentumIn(config),
  ],
  optax: (config) => [
    `learning_rate = optax.linear_schedule(${float(config.learningRate)}, 0.0, TOTAL_STEPS)`,
  ],
};
