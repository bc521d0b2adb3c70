/**
 * The detector on recorded runs whose regimes were labelled by eye from their losses. Recorded, as the page records
 * them, by `node scripts/run.mjs scripts/record-regimes.ts`; rounded to three digits.
 */
import { expect, test } from 'vitest';
import { defaultConfig, type RunConfig } from '../config';
import { ratesAtStep } from '../schedules/plan';
import { Detector } from './detector';
import driftOut from './recordings/drift-out.json';
import catapults from './recordings/full-batch-catapult.json';
import noisePlateau from './recordings/noise-plateau.json';
import twoPhases from './recordings/two-phases.json';
import { defaultThresholds } from './thresholds';
import type { Regime, RunReadings } from './types';

type Recording = typeof twoPhases | typeof driftOut | typeof catapults | typeof noisePlateau;

const numbers = (values: readonly (number | null)[]) => values.map((value) => value ?? Number.NaN);

function segmentsOf(recording: Recording) {
  const { stepsPerEpoch, batchLoss, kappa, uphill, probe, trainLoss, sharpness } = recording;
  const config = { ...defaultConfig, ...(recording.changes as Partial<RunConfig>) };
  const led = new Set<number>(uphill);
  const steps = batchLoss.map((_, i) => i + 1);
  const readings: RunReadings = {
    stepsPerEpoch,
    chance: Math.log(10),
    kappa: { step: kappa.step, value: numbers(kappa.value) },
    uphill: kappa.step.map((_, row) => (led.has(row) ? 1 : 0)),
    // Recorded before landings were measured.
    landing: kappa.step.map(() => Number.NaN),
    probeChange: { step: probe.step, value: numbers(probe.change) },
    probeSlope: numbers(probe.slope),
    trainLoss: { step: trainLoss.step, value: numbers(trainLoss.value) },
    sharpness: { step: sharpness.step, value: numbers(sharpness.value) },
    effectiveRate: steps.map((_, i) => {
      const { learningRate, momentum } = ratesAtStep(i, config, stepsPerEpoch);
      return learningRate / (1 - momentum);
    }),
    batchLoss: { step: steps, value: numbers(batchLoss) },
    stepNorm: steps.map(() => 1),
  };
  const detector = new Detector(defaultThresholds);
  detector.update(readings);
  /** Share of the steps from + 1 to `to` that read as `regime`. */
  const share = (regime: Regime, from: number, to: number) =>
    detector.segments
      .filter((each) => each.regime === regime)
      .reduce((sum, each) => sum + Math.max(0, Math.min(to, each.to) - Math.max(from, each.from)), 0) /
    (to - from);
  return { segments: detector.segments, share };
}

test('two phases: the loss bounces over epochs 15 to 30, and falls evenly after the drop', () => {
  const { share } = segmentsOf(twoPhases);
  expect(share('large-step', 15 * 125, 30 * 125)).toBeGreaterThan(0.9);
  // Epochs 0 to 5: the loss falls by half, most epochs lower than the one before.
  expect(share('large-step', 0, 250)).toBe(0);
  expect(share('small-step', 31 * 125, 60 * 125)).toBeGreaterThan(0.95);
  expect(share('catapult', 0, 60 * 125)).toBe(0);
});

test('a constant rate: bounces over epochs 24 to 37, and falls evenly from epoch 43 on', () => {
  const { share } = segmentsOf(driftOut);
  expect(share('large-step', 24 * 125, 37 * 125)).toBeGreaterThan(0.9);
  expect(share('large-step', 43 * 125, 60 * 125)).toBe(0);
  expect(share('diverged', 0, 60 * 125)).toBe(0);
});

test('full batch: two spikes that end by themselves, and an edge of stability that is none', () => {
  const { segments } = segmentsOf(catapults);
  const found = segments.filter(({ regime }) => regime === 'catapult');
  // By eye the loss leaves its course at steps 243 and 355, and is back on it at 255 and 377.
  const seen = [
    [243, 255],
    [355, 377],
  ];
  expect(found).toHaveLength(2);
  for (const [i, [from, to]] of seen.entries()) {
    expect(Math.abs(found[i].from - from)).toBeLessThanOrEqual(3);
    expect(Math.abs(found[i].to - to)).toBeLessThanOrEqual(3);
  }
});

test('batches of eight: single losses jump by their noise, which is neither catapult nor divergence', () => {
  const { segments, share } = segmentsOf(noisePlateau);
  expect(segments.some(({ regime }) => regime === 'catapult' || regime === 'diverged')).toBe(false);
  // The loss of the whole set falls from epoch to epoch.
  expect(share('small-step', 0, 8 * 500)).toBeLessThan(0.2);
});
