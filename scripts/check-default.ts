/**
 * Checks what must be true of the default run, seeds 1 to 3: prints the figures, the bounds and a verdict,
 * and fails when a bound is missed. `npm run check:default`
 */
import type { RunData } from '../src/runs/run-data';
import { defaultConfig, presetConfig, presets } from '../src/training/config';
import { startEngine, trainToEnd } from './headless';
import { rises } from './training/train-job';

const seeds = [1, 2, 3];

interface Figures {
  trainLoss: number;
  testAccuracy: number;
  risingBefore: number;
  risingAfter: number;
}

export default async function main(): Promise<void> {
  const engine = await startEngine();
  const smallOnly = presets.find((preset) => preset.id === 'small-only');
  if (!smallOnly) throw new Error('The preset small-only is gone.');
  const two: Figures[] = [];
  const small: Figures[] = [];
  for (const seed of seeds) {
    two.push(figures(await trainToEnd(engine, { ...defaultConfig, seed })));
    small.push(figures(await trainToEnd(engine, { ...presetConfig(smallOnly), seed })));
    print(`seed ${seed}, two phases`, two[two.length - 1]);
    print(`seed ${seed}, small steps only`, small[small.length - 1]);
  }
  const mean = (all: Figures[], name: keyof Figures) =>
    all.reduce((sum, each) => sum + each[name], 0) / all.length;
  const gain = 100 * (mean(two, 'testAccuracy') - mean(small, 'testAccuracy'));
  const checks: [string, number, boolean, string][] = [
    ['training loss at the end', mean(two, 'trainLoss'), mean(two, 'trainLoss') < 0.05, 'below 0.05'],
    [
      'test accuracy at the end',
      mean(two, 'testAccuracy'),
      mean(two, 'testAccuracy') >= 0.66,
      'at least 0.66',
    ],
    [
      'epochs rising before the drop',
      mean(two, 'risingBefore'),
      mean(two, 'risingBefore') >= 0.15,
      'at least 0.15',
    ],
    [
      'epochs rising after the drop',
      mean(two, 'risingAfter'),
      mean(two, 'risingAfter') <= 0.05,
      'at most 0.05',
    ],
    ['points gained over small steps only', gain, gain >= 4, 'at least 4'],
  ];
  console.log('\nMeans over seeds 1-3');
  for (const [what, value, ok, bound] of checks) {
    console.log(
      `${ok ? 'ok    ' : 'MISSED'} ${what.padEnd(38)} ${value.toPrecision(3).padStart(8)}   ${bound}`,
    );
  }
  if (checks.some(([, , ok]) => !ok)) process.exitCode = 1;
}

function figures(data: RunData): Figures {
  const { evaluations } = data;
  return {
    trainLoss: evaluations.last('trainLoss') as number,
    testAccuracy: evaluations.last('testAccuracy') as number,
    ...rises(data),
  };
}

function print(name: string, { trainLoss, testAccuracy, risingBefore, risingAfter }: Figures): void {
  const rises = `rising ${risingBefore.toFixed(2)} before, ${risingAfter.toFixed(2)} after epoch 30`;
  console.log(
    `${name.padEnd(26)} train ${trainLoss.toPrecision(3).padStart(8)}  test ${testAccuracy.toFixed(3)}  ${rises}`,
  );
}
