/** A detector over a recording, for tests; and the numbers of steps that are clearly large or small. */
import { Detector } from '../detector';
import type { RunReadings, Thresholds } from '../types';

export const limits: Thresholds = {
  smallKappa: 0.5,
  smallShare: 0.5,
  smallRises: 1 / 8,
  largeKappa: 1,
  largeShare: 0.9,
  largeRises: 1 / 4,
  wallLanding: 1.2,
};

export function detect(readings: RunReadings, thresholds = limits): Detector {
  const detector = new Detector(thresholds);
  detector.update(readings);
  return detector;
}

export const inWords = (detector: Detector) =>
  detector.segments.map(({ regime, subtype }) => [regime, subtype].filter(Boolean).join(' '));

/** Regimes that fill at least two epochs. */
export const lasting = (detector: Detector, perEpoch: number) =>
  detector.segments.filter(({ from, to }) => to - from >= 2 * perEpoch).map(({ regime }) => regime);

export const perEpoch = 40;
export const large = { kappa: 1.7, share: 1, rises: 0.4, rate: 0.4, landing: 1.9, perEpoch };
export const small = { kappa: 0.1, share: 0.1, rises: 0, rate: 0.03, perEpoch };
