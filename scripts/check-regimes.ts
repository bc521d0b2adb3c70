/**
 * Checks what the lens must read on real runs, seeds 1 to 3, and how its two numbers go with the bouncing of the
 * training loss over many more: prints figures, bounds and verdicts, and fails when a bound is missed.
 * `npm run check:regimes`
 */
import { median } from 'd3';
import type { RunData } from '../src/runs/run-data';
import { defaultConfig, type RunConfig } from '../src/training/config';
import type { WindowReading } from '../src/training/regime/types';
import { startEngine, trainToEnd } from './headless';
import { spearman } from './rank-correlation';

const seeds = [1, 2, 3];
const constant = (learningRate: number, more: Partial<RunConfig> = {}): Partial<RunConfig> => ({
  schedule: 'constant',
  learningRate,
  ...more,
});
const spirals: Partial<RunConfig> = {
  dataset: 'spirals',
  dataNoise: 0.1,
  trainSize: 1000,
  hiddenLayers: 2,
  width: 32,
};

/** Runs of one seed each that only enter the correlations. */
const further: Partial<RunConfig>[] = [
  constant(0.05),
  constant(0.1),
  constant(0.4),
  constant(0.8),
  constant(0.02, { momentum: 0.9 }),
  constant(0.04, { momentum: 0.9 }),
  constant(0.1, { batchSize: 8 }),
  constant(0.2, { batchSize: 128 }),
  constant(0.8, { batchSize: 128 }),
  constant(0.1, spirals),
  constant(0.4, spirals),
  constant(1, spirals),
  constant(0.04, { ...spirals, momentum: 0.9 }),
];

interface Row {
  kappa: number;
  share: number;
  /** Median landing position. */
  landing: number;
  rises: number;
  /** Data set, rate, momentum and batch size: windows of one group differ by state only. */
  group: string;
}

export default async function main(): Promise<void> {
  const engine = await startEngine();
  const rows: Row[] = [];
  let failed = false;
  const run = async (changes: Partial<RunConfig>) => {
    const config = { ...defaultConfig, ...changes };
    const data = await trainToEnd(engine, config).catch((error: Error) => {
      console.log(`${nameOf(config)}, seed ${config.seed}: ${error.message}`);
      return undefined;
    });
    if (data) rows.push(...rowsOf(data));
    return data;
  };
  const check = (what: string, value: string, holds: boolean) => {
    failed ||= !holds;
    console.log(`${holds ? 'holds ' : 'MISSED'}  ${what}: ${value}`);
  };

  for (const seed of seeds) {
    const two = windowsOf(await run({ seed }));
    const large = two.between(15, 30);
    const small = two.between(33, 60);
    check(
      `seed ${seed}, two phases: large step in 70 % of windows, epochs 15-30`,
      percent(shareOf(large, 'large-step')),
      shareOf(large, 'large-step') >= 0.7,
    );
    check(
      `seed ${seed}, two phases: small step in 90 % of windows after epoch 33`,
      percent(shareOf(small, 'small-step')),
      shareOf(small, 'small-step') >= 0.9,
    );
    const [before, after] = [large, small].map(
      (part) => median(part, ({ kappa }) => kappa.value) ?? Number.NaN,
    );
    check(
      `seed ${seed}, two phases: median kappa above 1 before, below 0.1 after`,
      `${before.toFixed(2)}, ${after.toFixed(3)}`,
      before > 1 && after < 0.1,
    );
    const slow = windowsOf(await run({ seed, ...constant(0.03) })).between(0, 60);
    check(
      `seed ${seed}, small steps only: never large step`,
      percent(shareOf(slow, 'large-step')),
      shareOf(slow, 'large-step') === 0,
    );
    const still = windowsOf(await run({ seed, ...constant(0.2) }));
    const last = [shareOf(still.between(50, 60), 'large-step'), shareOf(still.between(20, 35), 'large-step')];
    check(
      `seed ${seed}, constant 0.2: large step in epochs 20-35, none in 50-60`,
      `${percent(last[1])}, ${percent(last[0])}`,
      last[1] > 0.5 && last[0] === 0,
    );
  }
  for (const changes of further) await run(changes);
  report(rows);
  if (failed) throw new Error('A bound was missed.');
}

/** Windows with the regime that the page shows for them: hysteresis and events applied. */
function windowsOf(data: RunData | undefined) {
  if (!data) throw new Error('The run did not end.');
  const { segments, windows } = data.regime;
  const all = Array.from(windows, (window) => ({
    ...window,
    regime: segments.find(({ from, to }) => window.to > from && window.to <= to)?.regime ?? 'undecided',
  }));
  return {
    between: (from: number, to: number) =>
      all.filter((window) => window.to > from * data.stepsPerEpoch && window.to <= to * data.stepsPerEpoch),
  };
}

const shareOf = (windows: readonly WindowReading[], regime: string) =>
  windows.filter((window) => window.regime === regime).length / Math.max(1, windows.length);

/** One row per epoch: windows in between share most of their steps. */
function rowsOf({ regime, initial, stepsPerEpoch }: RunData): Row[] {
  const whole = [...regime.windows].filter(
    ({ to }) => Math.abs(to / stepsPerEpoch - Math.round(to / stepsPerEpoch)) < 0.07,
  );
  return whole
    .map(({ kappa, landing, share, rises }) => ({
      kappa: kappa.value,
      landing: landing.value,
      share: share.value,
      rises,
      group: nameOf(initial),
    }))
    .filter((row) => [row.kappa, row.share, row.landing, row.rises].every((value) => Number.isFinite(value)));
}

function report(rows: readonly Row[]): void {
  const groups = [...new Set(rows.map(({ group }) => group))];
  const line = (name: string, part: readonly Row[]) =>
    `| ${name} | ${part.length} | ${rho(part, 'kappa')} | ${rho(part, 'share')} | ${rho(part, 'landing')} |`;
  console.log(
    '\nSpearman correlation with the share of rises among the last eight readings of the training loss\n',
  );
  console.log('| windows | number | kappa | Q | p |\n|---|---|---|---|---|');
  console.log(line(`all, ${groups.length} settings`, rows));
  for (const group of groups)
    console.log(
      line(
        group,
        rows.filter((row) => row.group === group),
      ),
    );
}

function rho(rows: readonly Row[], name: 'kappa' | 'share' | 'landing'): string {
  const value = spearman(
    rows.map((row) => row[name]),
    rows.map(({ rises }) => rises),
  );
  return Number.isNaN(value) ? '–' : value.toFixed(2);
}

function nameOf({ dataset, schedule, learningRate, momentum, batchSize }: RunConfig): string {
  const rate = schedule === 'constant' ? `η ${learningRate}` : 'two phases';
  return `${dataset}, ${rate}${momentum > 0 ? `, μ ${momentum}` : ''}, B ${batchSize}`;
}

const percent = (share: number) => `${Math.round(100 * share)} %`;
