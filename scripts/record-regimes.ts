/**
 * Records the runs that the tests of the detector read, as small files: `node scripts/run.mjs scripts/record-regimes.ts`.
 * Their regimes are labelled by eye from the losses, in `src/training/regime/recorded.test.ts`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { defaultConfig, type RunConfig } from '../src/training/config';
import { startEngine, trainToEnd } from './headless';

const runs: Record<string, Partial<RunConfig>> = {
  'two-phases': {},
  'drift-out': { schedule: 'constant', learningRate: 0.2 },
  'full-batch-catapult': {
    schedule: 'constant',
    learningRate: 0.4,
    trainSize: 1000,
    batchSize: 1000,
    epochs: 500,
  },
  'noise-plateau': { schedule: 'constant', learningRate: 0.1, batchSize: 8, epochs: 8 },
};
const folder = 'src/training/regime/recordings';

const short = (values: ArrayLike<number>) =>
  Array.from(values, (value) => (Number.isFinite(value) ? Number(value.toPrecision(3)) : null));

export default async function main(): Promise<void> {
  const engine = await startEngine();
  mkdirSync(folder, { recursive: true });
  for (const [name, changes] of Object.entries(runs)) {
    const config = { ...defaultConfig, ...changes };
    const { steps, evaluations, probes, curvature, regime, stepsPerEpoch } = await trainToEnd(engine, config);
    const recording = {
      changes,
      stepsPerEpoch,
      batchLoss: short(steps.get('batchLoss')),
      kappa: { step: [...regime.kappas.get('step')], value: short(regime.kappas.get('kappa')) },
      /** Rows of `kappa` that led uphill. */
      uphill: [...regime.kappas.get('uphill').keys()].filter((row) => regime.kappas.get('uphill')[row] > 0),
      probe: {
        step: [...probes.get('step')],
        change: short(probes.get('change')),
        slope: short(probes.get('slope')),
      },
      trainLoss: { step: [...evaluations.get('step')], value: short(evaluations.get('trainLoss')) },
      sharpness: { step: [...curvature.get('step')], value: short(curvature.get('sharpness')) },
    };
    writeFileSync(`${folder}/${name}.json`, `${JSON.stringify(recording)}\n`);
    const losses = short(evaluations.get('trainLoss'));
    console.log(`${name}: ${steps.length} steps, ${stepsPerEpoch} an epoch`);
    const every = Math.max(1, Math.floor(losses.length / 60));
    console.log(losses.flatMap((loss, i) => (i % every === 0 ? [`${i}:${loss}`] : [])).join(' '));
    for (const { from, to, regime: what, subtype } of regime.segments)
      console.log(`  read ${from}-${to} ${what} ${subtype}`);
  }
}
