/**
 * What measuring adds to training, in Node with the very session that the page's worker runs: whole runs with and
 * without probes, in turns. The time added is a share of the time of the steps themselves: that spent inside the
 * engine's `advance` without probes, not that of data, evaluations and checkpoints. What the page does with the
 * numbers, in another thread, is not part of it.
 */
import { startEngine } from '../scripts/headless';
import { defaultConfig, type RunConfig } from '../src/training/config';
import { loadDataset } from '../src/training/data/load';
import type { Engine } from '../src/training/engines/engine';
import { defaultProbes, noProbes, type ProbeSettings } from '../src/training/probes/settings';
import { Session } from '../src/training/session';

const turns = 4;

/** Runs long enough to hold several measurements of the curvature: the default run, a CNN, and small full batches. */
export const probeCostRuns = {
  'default run': {},
  '1-D CNN': {
    model: 'cnn1d',
    trainSize: 1000,
    schedule: 'constant',
    learningRate: 0.05,
    epochs: 48,
  },
  'moons, full batch': {
    dataset: 'moons',
    trainSize: 200,
    batchSize: 200,
    schedule: 'constant',
    learningRate: 0.1,
    epochs: 1200,
  },
} satisfies Record<string, Partial<RunConfig>>;
export type ProbeCostRun = keyof typeof probeCostRuns;

/** Every kind of measurement at its default rate, alone and with the others. */
const settings = {
  kappa: { ...noProbes, kappaEvery: defaultProbes.kappaEvery },
  landing: { ...noProbes, kappaEvery: defaultProbes.kappaEvery, landingEvery: defaultProbes.landingEvery },
  probeSet: { ...noProbes, probeEvery: defaultProbes.probeEvery },
  curvature: { ...noProbes, curvatureEvery: defaultProbes.curvatureEvery },
  all: defaultProbes,
} satisfies Record<string, ProbeSettings>;

export type ProbeCost = Record<keyof typeof settings, number>;

/** On wasm. Time is that of the process, not of the clock. */
export async function probeCost(name: ProbeCostRun): Promise<ProbeCost> {
  const engine = await startEngine('wasm');
  try {
    return await costOn(engine, { ...defaultConfig, ...probeCostRuns[name] }, worked);
  } finally {
    engine.dispose();
  }
}

/**
 * Time added, as a share of the time of the steps without probes; `now` in milliseconds. Other work on the machine only
 * ever adds time, so the shortest turn of each is compared.
 */
export async function costOn(engine: Engine, config: RunConfig, now: () => number): Promise<ProbeCost> {
  const least: Record<string, { whole: number; steps: number }> = {};
  // The first turn warms up.
  for (let turn = -1; turn < turns; turn++) {
    for (const [key, probes] of Object.entries({ bare: noProbes, ...settings })) {
      const { whole, steps } = await timed(engine, config, probes, now);
      const before = turn > 0 ? least[key] : { whole, steps };
      least[key] = { whole: Math.min(whole, before.whole), steps: Math.min(steps, before.steps) };
    }
  }
  const { bare, ...measured } = least;
  const added = Object.entries(measured).map(([key, { whole }]) => [key, (whole - bare.whole) / bare.steps]);
  return Object.fromEntries(added) as ProbeCost;
}

/** Milliseconds the process worked. */
function worked(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Milliseconds of a whole run, and of its steps alone. */
async function timed(
  engine: Engine,
  config: RunConfig,
  probes: ProbeSettings,
  now: () => number,
): Promise<{ whole: number; steps: number }> {
  const advance = engine.advance.bind(engine);
  let steps = 0;
  engine.advance = async (plan) => {
    const began = now();
    const columns = await advance(plan);
    steps += now() - began;
    return columns;
  };
  const whole = await trained(engine, config, probes, now);
  engine.advance = advance;
  return { whole, steps };
}

/** Milliseconds from step 0 to the end of a run whose numbers nobody looks at. */
async function trained(
  engine: Engine,
  config: RunConfig,
  probes: ProbeSettings,
  now: () => number,
): Promise<number> {
  const dataset = await loadDataset(config, { baseUrl: 'file:///', onProgress: () => {} });
  return new Promise((resolve, reject) => {
    let began = 0;
    const session = new Session(1, config, engine, probes, (event) => {
      if (event.kind === 'metrics') queueMicrotask(() => session.acknowledge(event.sequence));
      if (event.kind === 'failed') reject(new Error(event.message));
      if (event.kind !== 'state') return;
      if (event.state === 'diverged') reject(new Error(`diverged at step ${event.step}`));
      if (event.state === 'finished') setTimeout(() => resolve(now() - began));
    });
    session.load(dataset).then(() => {
      began = now();
      session.train();
    }, reject);
  });
}
