/**
 * The cut-offs of the detector: defaults, limits and names (`threshold-hints.ts` has a sentence on each). They are ours, not the
 * paper's; only 1 and 2 on the axis of the step number, and 1 on that of the share, have a meaning by themselves.
 */
import type { Thresholds } from './types';

export const defaultThresholds: Thresholds = {
  smallKappa: 0.5,
  smallShare: 0.5,
  smallRises: 1 / 8,
  largeKappa: 1,
  largeShare: 0.9,
  // Not the 1/4 of `science.md`: two of eight readings rise by chance in small steps too (MNIST-1D, rate 0.03, seeds 1-3).
  largeRises: 3 / 8,
  wallLanding: 1.2,
};

export interface ThresholdField {
  key: keyof Thresholds;
  label: string;
  min: number;
  max: number;
  /** Distance between two values of a slider. */
  step: number;
}

export const thresholdFields: readonly ThresholdField[] = [
  {
    key: 'smallKappa',
    label: 'Small-step κ',
    min: 0.05,
    max: 1,
    step: 0.05,
  },
  {
    key: 'smallShare',
    label: 'Small-step share Q',
    min: 0.05,
    max: 1,
    step: 0.05,
  },
  {
    key: 'smallRises',
    label: 'Small-step rises',
    min: 0,
    max: 0.5,
    step: 1 / 8,
  },
  {
    key: 'largeKappa',
    label: 'Large-step κ',
    min: 0.5,
    max: 2,
    step: 0.05,
  },
  {
    key: 'largeShare',
    label: 'Large-step share Q',
    min: 0.5,
    max: 1.5,
    step: 0.05,
  },
  {
    key: 'largeRises',
    label: 'Large-step rises',
    min: 1 / 8,
    max: 1,
    step: 1 / 8,
  },
  {
    key: 'wallLanding',
    label: 'Wall-to-wall landing p',
    min: 1,
    max: 2,
    step: 0.05,
  },
];

/** Each cut-off of the small step with the one of the large step that it may not exceed. */
const pairs = [
  ['smallKappa', 'largeKappa'],
  ['smallShare', 'largeShare'],
  ['smallRises', 'largeRises'],
] as const;

export type ThresholdsResult = { ok: true; thresholds: Thresholds } | { ok: false; message: string };

const fieldOf = Object.fromEntries(thresholdFields.map((field) => [field.key, field])) as Record<
  string,
  ThresholdField
>;

/**
 * Validates an unknown value as thresholds; absent fields take their defaults. Never throws; the message is
 * a whole sentence about the first field refused: its name, the value and the allowed range.
 */
export function parseThresholds(value: unknown): ThresholdsResult {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ok: false, message: 'Thresholds are an object of named numbers.' };
  }
  const thresholds = { ...defaultThresholds };
  for (const [key, given] of Object.entries(value)) {
    if (!Object.hasOwn(fieldOf, key)) {
      return { ok: false, message: `Unknown threshold “${key.slice(0, 40)}”.` };
    }
    const field = fieldOf[key];
    if (!(typeof given === 'number' && given >= field.min && given <= field.max)) {
      return { ok: false, message: refusal(field, given, field.max) };
    }
    thresholds[field.key] = given;
  }
  for (const [small, large] of pairs) {
    if (thresholds[small] > thresholds[large]) {
      const why = `, that of the large step (${fieldOf[large].label})`;
      return { ok: false, message: refusal(fieldOf[small], thresholds[small], thresholds[large], why) };
    }
  }
  return { ok: true, thresholds };
}

function refusal({ label, min }: ThresholdField, value: unknown, max: number, why = ''): string {
  const shown = typeof value === 'number' ? String(value) : `a ${typeof value}`;
  return `${label}: ${shown} is not allowed; it takes a number from ${min} to ${max}${why}.`;
}
