import type { Loss } from './loss';

/** With scores z of an example and its class y: L = 1/2 sum_c (z_c - [c = y])^2, a pure number. */
export const squaredError = {
  name: 'squared-error',
  label: 'Squared error',
  fields: {},
  unit: '',
  chance: () => 0.5,
  // The scores with the least squared error are the probabilities themselves.
  certainty: (scores) => Math.min(1, Math.max(0, ...scores)),
} as const satisfies Loss;
