import { defaultConfig, type RunConfig } from '../../training/config';
import type { RecordingPlan, RunPlan } from '../lesson';

const base: RunConfig = { ...defaultConfig, epochs: 30, switchEpoch: 15, decayEvery: 10 };

/** The same six for every schedule, each twice the one before; momentum is counted in where there is some. */
const effectiveRates = [0.1, 0.2, 0.4, 0.8, 1.6, 3.2];

const entrants: { name: string; label: string; changes: Partial<RunConfig> }[] = [
  { name: 'two-phase', label: 'Two phases', changes: { schedule: 'two-phase' } },
  { name: 'cosine', label: 'Cosine', changes: { schedule: 'cosine' } },
  { name: 'linear', label: 'Linear to zero', changes: { schedule: 'linear' } },
  { name: 'step', label: 'Step decay', changes: { schedule: 'step' } },
  { name: 'one-cycle', label: 'One cycle', changes: { schedule: 'one-cycle', momentum: 0.9 } },
  { name: 'constant', label: 'Constant', changes: { schedule: 'constant' } },
];

const runs = entrants.flatMap(({ name, label, changes }) =>
  effectiveRates.map((rate): [string, RunPlan] => {
    const config = { ...base, ...changes };
    const learningRate = Number((rate * (1 - config.momentum)).toPrecision(3));
    return [
      `${name}-${learningRate}`,
      {
        label: `${label}, η ${learningRate}`,
        config: { ...config, learningRate },
        seeds: [2, 3, 4, 5],
        keep: 'evaluations',
      },
    ];
  }),
);

/** Every schedule at equal budget, from the same first weights on the same batches. */
export const plan: RecordingPlan = { runs: Object.fromEntries(runs), sweeps: {} };
export const runNames = runs.map(([name]) => name);
