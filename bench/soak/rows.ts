/** Rows of the exported run: what should be there, and what is not. Pure. */
import { curvatureColumns, evaluationColumns, probeColumns, stepColumns } from '../../src/training/columns';
import { defaultProbes } from '../../src/training/probes/settings';

/** Bytes of everything that is recorded of so many steps; the curvature is that of a run much longer than an epoch. */
export function recordedBytes(steps: number, stepsPerEpoch: number, batchSize: number): number {
  const perStep =
    stepColumns.length +
    probeColumns.length / defaultProbes.probeEvery +
    evaluationColumns.length / stepsPerEpoch +
    (curvatureColumns.length * batchSize) / defaultProbes.curvatureEvery;
  return 4 * steps * perStep;
}

interface Tables {
  steps: { step: number[]; batchLoss: (number | null)[] };
  evaluations: { step: number[] };
  probes: { step: number[] };
}

/** What is wrong with the rows of a run file, in sentences; none where each step is there once, and each measurement. */
export function faultsOfRows(file: Tables, steps: number, stepsPerEpoch: number): string[] {
  const losses = file.steps.batchLoss.filter((loss) => typeof loss !== 'number').length;
  return [
    ...faultsOf('Steps', file.steps.step, 1, 1, steps),
    ...faultsOf('Evaluations', file.evaluations.step, 0, stepsPerEpoch, steps),
    ...faultsOf(
      'Readings of the probe set',
      file.probes.step,
      defaultProbes.probeEvery,
      defaultProbes.probeEvery,
      steps,
    ),
    ...(losses > 0 ? [`${losses} steps have no loss.`] : []),
  ];
}

/** `values` should be `first`, `first + every` and so on to `last`. */
function faultsOf(what: string, values: readonly number[], first: number, every: number, last: number) {
  const wanted = Math.floor((last - first) / every) + 1;
  const wrong = values.findIndex((value, i) => value !== first + i * every);
  const faults: string[] = [];
  if (values.length !== wanted) faults.push(`${what}: ${values.length} rows in place of ${wanted}.`);
  if (wrong >= 0)
    faults.push(`${what}: row ${wrong + 1} is of step ${values[wrong]}, not of ${first + wrong * every}.`);
  return faults;
}
