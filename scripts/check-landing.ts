/**
 * Checks where the steps of the default run land, seeds 1 to 3, against numbers that were measured outside of this
 * project (numpy, MNIST-1D, batches of 32, rate 0.4 without momentum, seed 1, every fourth step), a run on full batches, and the sentence under the microscope for 200
 * steps at random. Prints figures, bounds and verdicts; fails when a bound is missed. `npm run check:landing`
 */
import { median } from 'd3';
import { verdictText } from '../src/components/lens/words';
import type { RunData } from '../src/runs/run-data';
import { defaultConfig, type RunConfig } from '../src/training/config';
import { noProbes } from '../src/training/probes/settings';
import type { StepView } from '../src/training/protocol';
import { randomStream } from '../src/training/random';
import { listenToEnd, startEngine, trainToEnd } from './headless';

const seeds = [1, 2, 3];
/** Every step: so that a share over an epoch is known to about 0.05. */
const probes = { ...noProbes, kappaEvery: 1, landingEvery: 1 };
const largeSteps: RunConfig = { ...defaultConfig, schedule: 'constant', epochs: 30 };
/** Median p and share of steps with p > 1 in an epoch. */
const outside = [
  { epoch: 10, p: 0.88, crossed: 0.09 },
  { epoch: 20, p: 0.99, crossed: 0.41 },
  { epoch: 30, p: 1, crossed: 0.53 },
];
const bounds = { p: 0.08, crossed: 0.15 };
/** Outside: median p from 1.92 to 1.99, every step across. */
const fullBatches = { p: [1.9, 2.01], crossed: 0.98 };
const viewed = 200;

let failed = false;
function check(what: string, value: number, expected: string, ok: boolean): void {
  failed ||= !ok;
  console.log(
    `${ok ? 'ok    ' : 'MISSED'} ${what.padEnd(52)} ${value.toPrecision(3).padStart(8)}   ${expected}`,
  );
}

export default async function main(): Promise<void> {
  const engine = await startEngine();
  for (const seed of seeds) {
    const data = await trainToEnd(engine, { ...largeSteps, seed }, probes);
    for (const { epoch, p, crossed } of outside) {
      const landings = landingsOf(data, epoch);
      const [middle, across] = [median(landings) as number, shareAcross(landings)];
      const name = `seed ${seed}, epoch ${epoch}`;
      check(`${name}: median p`, middle, `${p} ± ${bounds.p}`, Math.abs(middle - p) <= bounds.p);
      check(
        `${name}: share across`,
        across,
        `${crossed} ± ${bounds.crossed}`,
        Math.abs(across - crossed) <= bounds.crossed,
      );
    }
  }
  const full: RunConfig = { ...largeSteps, learningRate: 0.5, batchSize: 1000, trainSize: 1000, epochs: 260 };
  const landings = landingsOf(await trainToEnd(engine, full, probes), 260, 100);
  const [middle, across] = [median(landings) as number, shareAcross(landings)];
  const [low, high] = fullBatches.p;
  check(
    'full batches, steps 161-260: median p',
    middle,
    `${low} to ${high}`,
    middle >= low && middle <= high,
  );
  check(
    'full batches, steps 161-260: share across',
    across,
    `at least ${fullBatches.crossed}`,
    across >= fullBatches.crossed,
  );

  const random = randomStream(1, 'data');
  const wanted = Array.from({ length: viewed }, () => 1 + random.integer(30 * 125));
  const { views } = await listenToEnd(engine, largeSteps, {
    probes: noProbes,
    views: wanted,
    onLoaded() {},
    onMetrics() {},
  });
  const contradicted = views.filter(contradicts);
  for (const view of contradicted.slice(0, 5)) console.log(`  step ${view.step}: ${verdictText(view)}`);
  check(
    `sentences of ${views.length} steps that their curve contradicts`,
    contradicted.length,
    '0',
    contradicted.length === 0 && views.length === viewed,
  );
  if (failed) process.exitCode = 1;
}

/** Landings of the last steps of an epoch, those of the whole epoch unless told. */
function landingsOf(
  { regime: { kappas }, stepsPerEpoch }: RunData,
  epoch: number,
  steps = stepsPerEpoch,
): number[] {
  const last = epoch * stepsPerEpoch;
  const at = kappas.get('step');
  return [...kappas.get('landing')].filter(
    (p, i) => at[i] > last - steps && at[i] <= last && !Number.isNaN(p),
  );
}

const shareAcross = (landings: readonly number[]) => landings.filter((p) => p > 1).length / landings.length;

/** By the measured curve alone: its rise around the landing, and its lowest point. */
function contradicts(view: StepView): boolean {
  const { alphas, losses } = view;
  const at = (alpha: number) => losses[alphas.indexOf(alpha)];
  const text = verdictText(view);
  const lowest = alphas[losses.indexOf(Math.min(...losses))];
  const rise = at(1.125) - at(0.875);
  const size = Math.max(...losses.slice(4, 13)) - Math.min(...losses.slice(4, 13));
  // A turn between two measured places is no contradiction.
  const clear = Math.abs(rise) > 0.05 * size;
  const probe = view.probeLosses[alphas.indexOf(1)] - view.probeLosses[alphas.indexOf(0)];
  if (text.includes('probe set fell') && probe >= 0) return true;
  if (text.includes('probe set rose') && probe <= 0) return true;
  const kept = /kept (-?\d+) % of what/.exec(text);
  if (kept && Math.abs(Number(kept[1]) - (100 * (at(1) - at(0))) / view.slope) > 1) return true;
  if (text.includes('landed the loss falls') && clear && rise > 0) return true;
  if (text.includes('landed the loss rises') && clear && rise < 0) return true;
  if (text.includes('stopped short')) return lowest < 1 || (clear && rise > 0);
  if (text.includes('crossed the floor')) return lowest > 1 || (clear && rise < 0);
  if (text.includes('about on the floor'))
    return at(1) - Math.min(...losses) > 0.1001 * (at(0) - Math.min(...losses));
  return false;
}
