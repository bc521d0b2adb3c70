import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultConfig, type RunConfig } from '../config';
import { ratesAtStep, totalSteps } from '../schedules/plan';
import { countUpTo, isJump, lastJump } from './rate-jump';

/** eta / (1 - mu) of every step of a plan, through 32-bit columns as in a run. */
function effectiveRates(changes: Partial<RunConfig>, stepsPerEpoch: number): number[] {
  const config = { ...defaultConfig, ...changes };
  return Array.from({ length: totalSteps(config, stepsPerEpoch) }, (_, step) => {
    const { learningRate, momentum } = ratesAtStep(step, config, stepsPerEpoch);
    return Math.fround(learningRate) / (1 - Math.fround(momentum));
  });
}

const jumpsOf = (rates: number[]) => rates.flatMap((_, row) => (isJump(rates, row) ? [row] : []));

describe('isJump', () => {
  it('finds the drop of the two-phase schedule and nothing else', () => {
    expect(jumpsOf(effectiveRates({}, 125))).toEqual([30 * 125]);
  });

  it('finds every drop of step decay', () => {
    const rates = effectiveRates({ schedule: 'step', decayFactor: 0.1, decayEvery: 15, epochs: 60 }, 20);
    expect(jumpsOf(rates)).toEqual([300, 600, 900]);
  });

  it.each(['constant', 'cosine', 'linear', 'one-cycle'] as const)('finds none in %s', (schedule) => {
    for (const stepsPerEpoch of [1, 7, 125]) {
      expect(jumpsOf(effectiveRates({ schedule, momentum: 0.9 }, stepsPerEpoch))).toEqual([]);
    }
    // The second step of a warm-up doubles the rate, a little more where the schedule itself rises.
    const warmedUp = jumpsOf(effectiveRates({ schedule, warmupEpochs: 10 }, 125));
    expect(warmedUp.filter((row) => row > 1)).toEqual([]);
  });

  it('counts momentum by eta / (1 - mu): one tenth of the rate at momentum 0.9 changes nothing', () => {
    const swap = { learningRate: 0.5, momentum: 0, smallLearningRate: 0.05, smallMomentum: 0.9 };
    expect(jumpsOf(effectiveRates(swap, 10))).toEqual([]);
    expect(jumpsOf(effectiveRates({ ...swap, smallMomentum: 0 }, 10))).toEqual([300]);
  });

  it('finds rises as well, also from a rate of zero', () => {
    expect(jumpsOf([0.1, 0.1, 0.3, 0.3])).toEqual([2]);
    expect(jumpsOf([0, 0, 0.3])).toEqual([2]);
    expect(jumpsOf([0.1, 0.2, 0.4, 0.8])).toEqual([]);
  });
});

describe('lastJump', () => {
  it('is the step before the last jump in reach', () => {
    const rates = [1, 1, 1, 0.1, 0.1, 0.1, 1, 1];
    const steps = rates.map((_, row) => row + 1);
    const at = (from: number, to: number) => lastJump(steps, rates, from, to);
    expect(at(0, 3)).toBe(0);
    expect(at(0, 4)).toBe(3);
    expect(at(0, 6)).toBe(3);
    expect(at(0, 8)).toBe(6);
    expect(at(4, 6)).toBe(4);
    expect(at(2, 6)).toBe(3);
  });
});

describe('countUpTo', () => {
  it('counts the entries not above a limit', () => {
    const ascending = fc.array(fc.integer({ min: 0, max: 50 })).map((list) => list.sort((a, b) => a - b));
    fc.assert(
      fc.property(ascending, fc.integer({ min: -1, max: 51 }), (list, limit) => {
        expect(countUpTo(list, limit)).toBe(list.filter((each) => each <= limit).length);
      }),
    );
  });
});
