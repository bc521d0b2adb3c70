import type { Loss } from './loss';

/** With scores z of an example and its class y: L = log sum_c exp z_c - z_y, in nats. */
export const crossEntropy = {
  name: 'cross-entropy',
  label: 'Cross-entropy',
  fields: {},
  unit: 'nats',
  chance: Math.log,
  certainty(scores) {
    const most = Math.max(...scores);
    return 1 / scores.reduce((sum, score) => sum + Math.exp(score - most), 0);
  },
} as const satisfies Loss;
