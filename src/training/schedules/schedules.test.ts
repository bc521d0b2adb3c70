import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultConfig, type RunConfig } from '../config';
import { validConfigs } from '../config.arbitrary';
import type { ScheduleName } from '../fields';
import { schedules } from './registry';

const { names } = schedules;

/** Rates at an epoch of a run of 60 epochs with learning rate 0.4 and momentum 0.5. */
function at(schedule: ScheduleName, epoch: number, changes: Partial<RunConfig> = {}) {
  const config = { ...defaultConfig, momentum: 0.5, ...changes, schedule };
  return schedules.of(schedule).ratesAt(epoch, config);
}

describe('closed forms', () => {
  it('constant', () => {
    for (const epoch of [0, 17.3, 59.99])
      expect(at('constant', epoch)).toEqual({ learningRate: 0.4, momentum: 0.5 });
  });

  it('two-phase changes rate and momentum at the switch epoch itself', () => {
    expect(at('two-phase', 29.999)).toEqual({ learningRate: 0.4, momentum: 0.5 });
    expect(at('two-phase', 30)).toEqual({ learningRate: 0.003, momentum: 0.9 });
    expect(at('two-phase', 0, { switchEpoch: 0 }).learningRate).toBe(0.003);
  });

  it('step multiplies by the factor every so many epochs', () => {
    const rates = [0, 19.99, 20, 39.99, 40, 59.9].map((epoch) => at('step', epoch).learningRate);
    const expected = [0.4, 0.4, 0.04, 0.04, 0.004, 0.004];
    rates.forEach((rate, i) => void expect(rate).toBeCloseTo(expected[i], 12));
  });

  it('cosine: all, 3/4, half, 1/4, nothing', () => {
    const expected = [0.4, 0.3, 0.2, 0.1, 0];
    [0, 20, 30, 40, 60].forEach((epoch, i) => {
      expect(at('cosine', epoch).learningRate).toBeCloseTo(expected[i], 12);
    });
  });

  it('linear: a straight line to zero', () => {
    for (const epoch of [0, 15, 45, 60]) {
      expect(at('linear', epoch).learningRate).toBeCloseTo(0.4 * (1 - epoch / 60), 12);
    }
  });

  it('one-cycle: a 25th, the peak after 30 % of the run, a ten-thousandth; momentum mirrored', () => {
    const expected = [
      [0, 0.4 / 25, 0.5],
      [9, (0.4 / 25 + 0.4) / 2, 0.45],
      [18, 0.4, 0.4],
      [39, (0.4 + 0.4e-4) / 2, 0.45],
      [60, 0.4e-4, 0.5],
    ];
    for (const [epoch, learningRate, momentum] of expected) {
      const rates = at('one-cycle', epoch);
      expect(rates.learningRate).toBeCloseTo(learningRate, 12);
      expect(rates.momentum).toBeCloseTo(momentum, 12);
    }
    expect(at('one-cycle', 18, { momentum: 0.06 }).momentum).toBe(0);
  });
});

describe.each(names)('%s', (name) => {
  it('carries its own name', () => {
    expect(schedules.of(name).name).toBe(name);
  });

  it('is finite, never negative and never above the rates asked for', () => {
    const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(validConfigs, share, (any, done) => {
        const config = { ...any, schedule: name };
        const { learningRate, momentum } = schedules.of(name).ratesAt(done * config.epochs, config);
        const second = name === 'two-phase' ? config.smallLearningRate : 0;
        expect(learningRate).toBeGreaterThanOrEqual(0);
        expect(learningRate).toBeLessThanOrEqual(Math.max(config.learningRate, second));
        expect(momentum).toBeGreaterThanOrEqual(0);
        expect(momentum).toBeLessThan(1);
      }),
    );
  });
});
