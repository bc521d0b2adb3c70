import { float } from '../python';
import { momentumIn, ratesIn, type ScheduleCode } from './schedule-code';

export const code: ScheduleCode = {
  python: {
    definition: `def cosine(epoch, epochs, learning_rate, momentum):
    """Half a cosine wave from the learning rate to zero (Loshchilov & Hutter 2017, no restarts)."""
    return 0.5 * learning_rate * (1 + math.cos(math.pi * epoch / epochs)), momentum`,
    call: (config, epochs) => `cosine(epoch, ${epochs}, ${ratesIn(config)})`,
  },
  keras: (config) => [
    `learning_rate = ${float(config.learningRate)} * 0.5 * (1 + ops.cos(math.pi * step / TOTAL_STEPS))`,
    momentumIn(config),
  ],
  optax: (config) => [
    `learning_rate = optax.cosine_decay_schedule(${float(config.learningRate)}, TOTAL_STEPS)`,
  ],
};
