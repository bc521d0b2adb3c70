import { schedule } from './schedule';

/** Share of the run in which the rate rises, and the first and last rate as parts of the largest. */
const rise = 0.3;
const first = 1 / 25;
const last = 1 / 10_000;
const momentumDip = 0.1;

/**
 * One cycle (Smith & Topin 2018): the rate rises along a half cosine, then falls along a longer one to almost
 * nothing; momentum moves the other way by up to 0.1.
 */
export const oneCycle = schedule({
  name: 'one-cycle',
  label: 'One cycle',
  fields: {},
  ratesAt(epoch, { learningRate, momentum, epochs }) {
    const done = epoch / epochs;
    const rising = done < rise;
    const share = rising ? done / rise : Math.min(1, (done - rise) / (1 - rise));
    const wave = 0.5 * (1 - Math.cos(Math.PI * share));
    const height = rising ? first + (1 - first) * wave : 1 + (last - 1) * wave;
    const lowest = Math.max(0, momentum - momentumDip);
    const swing = rising ? wave : 1 - wave;
    return { learningRate: learningRate * height, momentum: momentum + (lowest - momentum) * swing };
  },
});
