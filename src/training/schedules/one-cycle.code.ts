import { float } from '../python';
import { ratesIn, type ScheduleCode } from './schedule-code';

export const code: ScheduleCode = {
  python: {
    definition: `def one_cycle(epoch, epochs, learning_rate, momentum):
    """Up along a half cosine, down along a longer one (Smith & Topin 2018); momentum dips by up to 0.1."""
    done = epoch / epochs
    rising = done < 0.3
    share = done / 0.3 if rising else min(1.0, (done - 0.3) / 0.7)
    wave = 0.5 * (1 - math.cos(math.pi * share))
    height = 1 / 25 + (1 - 1 / 25) * wave if rising else 1 + (1 / 10_000 - 1) * wave
    lowest = max(0.0, momentum - 0.1)
    return learning_rate * height, momentum + (lowest - momentum) * (wave if rising else 1 - wave)`,
    call: (config, epochs) => `one_cycle(epoch, ${epochs}, ${ratesIn(config)})`,
  },
  keras: (config) => [
    'done = step / TOTAL_STEPS',
    'rising = done < 0.3',
    'share = ops.where(rising, done / 0.3, ops.minimum(1.0, (done - 0.3) / 0.7))',
    'wave = 0.5 * (1 - ops.cos(math.pi * share))',
    'height = ops.where(rising, 1 / 25 + (1 - 1 / 25) * wave, 1 + (1 / 10_000 - 1) * wave)',
    `learning_rate = ${float(config.learningRate)} * height`,
    `dip = ${float(Math.min(config.momentum, 0.1))} * ops.where(rising, wave, 1 - wave)`,
    `momentum = ${float(config.momentum)} - dip`,
  ],
  optax: (config) => [
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
  momentum: {
    // Both ends, and the top of the rate.
    extremes: ({ epochs }) => [0, 0.3 * epochs],
    optax: (config) => `def momentum(step):
    rising, share = wave(step)
    return ${float(config.momentum)} - ${float(Math.min(config.momentum, 0.1))} * jnp.where(rising, share, 1 - share)`,
  },
};
