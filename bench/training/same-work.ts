/** Whether contestants do the work they are timed for: their losses on the way tell. */
import { type Contestant, work } from './contestant';

/** ln 10 is the loss of a network that knows nothing of ten classes; first weights are small, so it is near. */
const firstLoss = Math.log(work.sizes[work.sizes.length - 1]);
const nearFirst = 0.1;
/** Steps after which losses are compared: few, since software adapters are slow, and enough to tell learning rates. */
const steps = 20;
/** Single and double precision and another order of sums differ by less. */
const sameLoss = 1e-4;

/** Loss after the first steps. Throws, in words, where it did not begin near ln 10 or did not fall. */
export async function lossAfterStart(contestant: Contestant): Promise<number> {
  const before = await contestant.loss();
  if (!(Math.abs(before - firstLoss) < nearFirst)) {
    throw new Error(`first loss ${before.toFixed(4)}, not about ${firstLoss.toFixed(4)}`);
  }
  await contestant.train(steps);
  const after = await contestant.loss();
  if (!(after < before)) {
    throw new Error(`loss ${before.toFixed(4)} before and ${after.toFixed(4)} after ${steps} steps`);
  }
  return after;
}

/** Throws where one that takes the same steps from the same weights as the `reference` ends elsewhere. */
export function checkSame(after: number, reference: number): void {
  if (Math.abs(after - reference) < sameLoss) return;
  throw new Error(
    `loss ${after.toFixed(5)} after ${steps} steps, that of the others ${reference.toFixed(5)}`,
  );
}
