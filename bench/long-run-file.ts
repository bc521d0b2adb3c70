/** The file of a run as long as one wants, as those that are recorded: kappa every 4th step, the probe set every 20th. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { runJsonChunks } from '../src/runs/export/run-json';
import { RunData } from '../src/runs/run-data';
import { newEntry } from '../src/runs/run-list';
import { emptyTable, evaluationColumns, probeColumns, stepColumns } from '../src/training/columns';
import { defaultConfig } from '../src/training/config';

const stepsPerEpoch = 2500;

/** `steps`: whole epochs of 2,500. */
export function writeLongRun(path: string, steps: number): void {
  const epochs = steps / stepsPerEpoch;
  const config = {
    ...defaultConfig,
    trainSize: stepsPerEpoch,
    batchSize: 1,
    epochs,
    switchEpoch: epochs / 2,
  };
  const data = new RunData(config, stepsPerEpoch);
  const table = emptyTable(stepColumns, steps);
  for (let i = 0; i < steps; i++) {
    const loss = 2 * Math.exp((-3 * i) / steps) + 0.3 * Math.sin(i * 1.1) ** 2;
    const row = {
      step: i + 1,
      learningRate: i < steps / 2 ? 0.4 : 0.003,
      momentum: 0,
      // Seldom it is out of all proportion.
      batchLoss: i % 9973 === 5 ? 1e6 : loss,
      gradientNorm: 1 + loss,
      stepNorm: 0.4 * (1 + loss),
      slope: -0.4 * (1 + loss) ** 2,
      gradientProduct: 0.1 * Math.sin(i),
      lossChange: i % 4 === 3 ? -0.1 + 0.3 * Math.sin(i) : Number.NaN,
      gradientChange: Number.NaN,
      landingSlope: Number.NaN,
    };
    for (const name of stepColumns) table[name][i] = row[name];
  }
  // Straight into the tables: to judge the run is left to the page.
  data.steps.append(table);
  const probed = emptyTable(probeColumns, steps / 20);
  for (let i = 0; i < steps / 20; i++) {
    for (const name of probeColumns) probed[name][i] = 1 + Math.sin(i);
    probed.step[i] = 20 * (i + 1);
    probed.slope[i] = -1;
  }
  data.probes.append(probed);
  const evaluated = emptyTable(evaluationColumns, epochs + 1);
  for (let i = 0; i <= epochs; i++) {
    for (const name of evaluationColumns) evaluated[name][i] = 1 / (1 + i);
    evaluated.step[i] = stepsPerEpoch * i;
  }
  data.evaluations.append(evaluated);
  const file = openSync(path, 'w');
  const entry = { ...newEntry([], data), state: 'finished' as const };
  for (const text of runJsonChunks(entry, 'bench')) writeSync(file, text);
  closeSync(file);
}
