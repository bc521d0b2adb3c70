/** Facts of a schedule that exported programs need to know beforehand: where it drops, which momenta it uses. Pure. */
import type { RunConfig } from '../../training/config';
import { ratesAtStep } from '../../training/schedules/plan';

/** 0-based number of the first step at or after `epoch`, by the very comparison that trains. */
export function firstStepFrom(epoch: number, stepsPerEpoch: number): number {
  let step = Math.max(0, Math.floor(epoch * stepsPerEpoch) - 1);
  while (step / stepsPerEpoch < epoch) step++;
  return step;
}

export interface MomentumRange {
  least: number;
  largest: number;
}

/** Smallest and largest momentum that a configuration's schedule may ask for. */
export function momentumRange(config: RunConfig): MomentumRange {
  const { schedule, epochs, switchEpoch, momentum } = config;
  // One cycle is at its extremes at both ends and at the top of the rate; two phases before and after the drop.
  const epochsOfInterest =
    schedule === 'two-phase' ? [0, switchEpoch] : schedule === 'one-cycle' ? [0, 0.3 * epochs] : [0];
  const momenta = epochsOfInterest.map((epoch) => ratesAtStep(epoch, config, 1).momentum);
  return { least: Math.min(momentum, ...momenta), largest: Math.max(momentum, ...momenta) };
}
