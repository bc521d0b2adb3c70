import { float } from '../python';
import { momentumIn, ratesIn, type ScheduleCode } from './schedule-code';

export const code: ScheduleCode = {
  python: {
    definition: `def constant(learning_rate, momentum):
    """The same rates from the first step to the last."""
    return learning_rate, momentum`,
    call: (config) => `constant(${ratesIn(config)})`,
  },
  keras: (config) => [`learning_rate = ${float(config.learningRate)}`, momentumIn(config)],
  optax: (config) => [`learning_rate = optax.constant_schedule(${float(config.learningRate)})`],
};
