/** Which momenta a schedule uses, which exported programs need to know beforehand. Pure. */
import type { RunConfig } from '../../training/config';
import { scheduleCodeOf } from '../../training/schedules/codes';
import { ratesAtStep } from '../../training/schedules/plan';

export interface MomentumRange {
  least: number;
  largest: number;
}

/** Smallest and largest momentum that a configuration's schedule may ask for. */
export function momentumRange(config: RunConfig): MomentumRange {
  const { momentum, schedule } = config;
  const extremes = scheduleCodeOf(schedule).momentum?.extremes(config) ?? [0];
  const momenta = extremes.map((epoch) => ratesAtStep(epoch, config, 1).momentum);
  return { least: Math.min(momentum, ...momenta), largest: Math.max(momentum, ...momenta) };
}
