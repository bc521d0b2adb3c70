import { expect, test } from 'vitest';
import { defaultConfig } from '../config';
import { loadDataset } from '../data/load';
import { startForTest } from '../engines/tfjs/testing/start';
import { MetricsOutbox } from '../outbox';
import type { StepColumns } from '../protocol';
import { Instruments } from './instruments';
import { noProbes } from './settings';

const config = {
  ...defaultConfig,
  dataset: 'moons' as const,
  trainSize: 40,
  batchSize: 10,
  width: 4,
  hiddenLayers: 1,
  epochs: 1000,
};

test('curvature is read at once when steps begin to climb, once for each climb', async () => {
  const engine = await startForTest('cpu');
  await engine.load(config, await loadDataset(config, { baseUrl: 'http://x/', onProgress: () => {} }));
  const read: number[] = [];
  const outbox = new MetricsOutbox(1, (event) => {
    if (event.kind === 'metrics') read.push(...event.curvature.step);
  });
  // So rarely by themselves that none falls into this test, but for the one after the first epoch.
  const settings = { ...noProbes, kappaEvery: 1, curvatureEvery: 80_000 };
  const instruments = new Instruments(engine, outbox, config, settings);
  const rates = [{ learningRate: 0.1, momentum: 0 }];
  const taken = await engine.advance({ firstStep: 1, rates });
  const one = (value: number) => Float32Array.of(value);
  /** Steps of a run that rises where it says so, measured one by one. */
  const rising = [5, 6, 7, 8, 9, 30, 31, 32, 33];
  for (let step = 1; step <= 40; step++) {
    const columns: StepColumns = {
      ...taken,
      step: one(step),
      slope: one(-1),
      lossChange: one(rising.includes(step) ? 0.5 : -0.5),
    };
    await instruments.measure(step, columns);
    outbox.flush(true);
    outbox.acknowledge(Number.MAX_SAFE_INTEGER);
  }
  // The first epoch ends after step 4; three of the last five steps rise first at the steps 7 and 32.
  expect(read).toEqual([4, 7, 32]);
  engine.dispose();
});
