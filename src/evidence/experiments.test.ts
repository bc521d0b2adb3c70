/** The registry of what is trained: every configuration is one the page takes, and pairs are matched as they say. */
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../training/config';
import { armsOf, candidatesOf, configOf, experiments, momenta, scales } from './experiments';
import { momentumSettings, settings, tuned } from './settings';

const chosen = tuned.flatMap((setting) =>
  ['two-phase', 'cosine', 'linear', 'step', 'one-cycle'].map((schedule) => ({
    ...(candidatesOf(setting).find((each) => each.schedule === schedule) as ReturnType<
      typeof candidatesOf
    >[number]),
    setting,
  })),
);
const arms = armsOf(chosen);
const config = (id: string) => {
  const arm = arms.find((each) => each.id === id);
  if (!arm) throw new Error(`no arm ${id}`);
  return arm.config;
};

describe('arms', () => {
  it('are there for every experiment in all of its settings', () => {
    for (const { settings: names, arms: wanted } of experiments)
      for (const setting of names)
        for (const name of wanted) expect(arms.map(({ id }) => id)).toContain(`${setting}/${name}`);
  });

  it('are each once, and each a configuration that the page takes, at both scales', () => {
    expect(new Set(arms.map(({ id }) => id)).size).toBe(arms.length);
    for (const arm of arms)
      for (const scale of Object.values(scales))
        expect(parseConfig(scale.shrink(arm.config)), arm.id).toMatchObject({ ok: true });
  });

  it('of momentum have equal η/(1−μ) and nothing else that differs', () => {
    for (const setting of momentumSettings) {
      for (const size of ['large', 'small']) {
        const plain = config(`${setting}/${size}-0`);
        for (const momentum of momenta) {
          const arm = config(`${setting}/${size}-${momentum}`);
          expect(arm.learningRate / (1 - arm.momentum)).toBeCloseTo(plain.learningRate, 4);
          expect({ ...arm, learningRate: 0, momentum: 0 }).toEqual({
            ...plain,
            learningRate: 0,
            momentum: 0,
          });
        }
      }
      expect(config(`${setting}/large-0`).learningRate).toBeGreaterThan(
        config(`${setting}/small-0`).learningRate,
      );
    }
  });

  it('large only and two phases are one run up to the drop', () => {
    for (const setting of ['mnist1d-mlp', 'mnist1d-cnn', 'fashion-mlp']) {
      const [two, large] = [config(`${setting}/two-phase`), config(`${setting}/large-only`)];
      expect([two.learningRate, two.momentum]).toEqual([large.learningRate, large.momentum]);
      expect(two.switchEpoch).toBe(two.epochs / 2);
    }
  });

  it('the constant one keeps its rate', () => {
    const { learningRate, smallLearningRate, momentum, smallMomentum } = config('mnist1d-mlp/constant');
    expect([smallLearningRate, smallMomentum]).toEqual([learningRate, momentum]);
  });
});

describe('tuning', () => {
  it('tries each rival with at least as many candidates as the two phases, at one budget', () => {
    for (const setting of tuned) {
      const tried = (schedule: string) => candidatesOf(setting).filter((each) => each.schedule === schedule);
      for (const rival of ['cosine', 'linear', 'step', 'one-cycle']) {
        expect(tried(rival).length).toBeGreaterThanOrEqual(tried('two-phase').length);
        for (const candidate of tried(rival))
          expect(configOf(setting, candidate).epochs).toBe(settings[setting].base.epochs);
      }
    }
  });

  it('uses no seed of the comparison', () => {
    for (const { seeds, tuningSeeds } of Object.values(scales))
      expect(seeds.filter((seed) => tuningSeeds.includes(seed))).toEqual([]);
  });

  it('leaves at least five seeds to the comparison', () => {
    expect(scales.full.seeds.length).toBeGreaterThanOrEqual(5);
  });
});
