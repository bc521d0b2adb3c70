import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultConfig, type RunConfig } from '../config';
import { validConfigs } from '../config.arbitrary';
import { previewPlan, ratesAtStep, scheduledDrop, totalSteps } from './plan';

const stepsPerEpoch = 125;
const constant: RunConfig = { ...defaultConfig, schedule: 'constant', learningRate: 0.4, momentum: 0.5 };

describe('ratesAtStep', () => {
  it('drops at the first step of the switch epoch', () => {
    expect(ratesAtStep(30 * stepsPerEpoch - 1, defaultConfig, stepsPerEpoch).learningRate).toBe(0.4);
    expect(ratesAtStep(30 * stepsPerEpoch, defaultConfig, stepsPerEpoch)).toEqual({
      learningRate: 0.003,
      momentum: 0.9,
    });
  });

  it('warms up linearly and reaches the full rate with the last step of the warm-up', () => {
    const config = { ...constant, warmupEpochs: 2 };
    for (const step of [0, 1, 124, 248, 249]) {
      expect(ratesAtStep(step, config, stepsPerEpoch).learningRate).toBeCloseTo((0.4 * (step + 1)) / 250, 12);
    }
    expect(ratesAtStep(249, config, stepsPerEpoch).learningRate).toBe(0.4);
    expect(ratesAtStep(250, config, stepsPerEpoch)).toEqual({ learningRate: 0.4, momentum: 0.5 });
  });

  it('a warm-up shorter than a step changes nothing', () => {
    expect(ratesAtStep(0, { ...constant, warmupEpochs: 0.001 }, 10).learningRate).toBe(0.4);
  });

  it('is finite and within the rates asked for, at any step of any run', () => {
    const shares = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(validConfigs, fc.integer({ min: 1, max: 5000 }), shares, (config, perEpoch, share) => {
        const step = Math.floor(share * totalSteps(config, perEpoch));
        const { learningRate, momentum } = ratesAtStep(step, config, perEpoch);
        expect(learningRate).toBeGreaterThanOrEqual(0);
        expect(learningRate).toBeLessThanOrEqual(Math.max(config.learningRate, config.smallLearningRate));
        expect(momentum).toBeGreaterThanOrEqual(0);
        expect(momentum).toBeLessThan(1);
      }),
    );
  });
});

describe('scheduledDrop', () => {
  it('is there only where one run has both phases', () => {
    expect(scheduledDrop(defaultConfig)).toBe(30);
    expect(scheduledDrop(constant)).toBeUndefined();
    expect(scheduledDrop({ ...defaultConfig, switchEpoch: 0 })).toBeUndefined();
    expect(scheduledDrop({ ...defaultConfig, switchEpoch: 60 })).toBeUndefined();
  });
});

describe('previewPlan', () => {
  it('holds every step of a short run, with the exact sum of rates', () => {
    const config = { ...defaultConfig, epochs: 2, switchEpoch: 1 };
    const preview = previewPlan(config, 3, 1000);
    expect([...preview.step]).toEqual([1, 2, 3, 4, 5, 6]);
    expect([...preview.learningRate]).toEqual([0.4, 0.4, 0.4, 0.003, 0.003, 0.003]);
    expect([...preview.momentum]).toEqual([0, 0, 0, 0.9, 0.9, 0.9]);
    expect(preview.distance[5]).toBeCloseTo(3 * 0.4 + 3 * 0.003, 12);
  });

  it('a run of one step has one point', () => {
    expect([...previewPlan({ ...constant, epochs: 1 }, 1, 10).step]).toEqual([1]);
  });

  it('shows what trains: ascending steps from first to last, each with the rates of that step', () => {
    fc.assert(
      fc.property(
        validConfigs,
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 2, max: 500 }),
        (config, perEpoch, points) => {
          const total = totalSteps(config, perEpoch);
          const { step, learningRate, momentum, distance } = previewPlan(config, perEpoch, points);
          expect(step.length).toBeLessThanOrEqual(points + 1);
          expect([step[0], step[step.length - 1]]).toEqual([1, total]);
          for (let i = 0; i < step.length; i++) {
            if (i > 0 && !(step[i] > step[i - 1] && distance[i] >= distance[i - 1]))
              throw new Error(`disorder at ${i}`);
            const rates = ratesAtStep(step[i] - 1, config, perEpoch);
            if (rates.learningRate !== learningRate[i] || rates.momentum !== momentum[i])
              throw new Error(`point ${i}`);
          }
        },
      ),
    );
  });
});
