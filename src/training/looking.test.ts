import { afterEach, expect, test, vi } from 'vitest';
import { CheckpointHistory } from './checkpoint-history';
import { defaultConfig } from './config';
import { loadDataset } from './data/load';
import { startForTest } from './engines/tfjs/testing/start';
import { Looking } from './looking';
import { valleyOf } from './probes/step-view';
import type { Valley } from './protocol';

afterEach(() => void vi.restoreAllMocks());

test('watching step after step rests nine times as long as a look takes', async () => {
  const config = {
    ...{
      ...defaultConfig,
      dataset: 'moons' as const,
      trainSize: 40,
      batchSize: 10,
      width: 4,
      hiddenLayers: 1,
    },
  };
  const engine = await startForTest('cpu');
  await engine.load(config, await loadDataset(config, { baseUrl: 'http://x/', onProgress: () => {} }));
  let now = 1000;
  const views: string[] = [];
  const looking = new Looking(
    1,
    engine,
    'cross-entropy',
    new CheckpointHistory(),
    () => [],
    (event) => {
      // The look itself lasts 20 ms by this clock.
      now += 20;
      views.push(event.kind);
    },
  );
  looking.askForStep('latest');
  expect(looking.wantsNext).toBe(true);
  const plan = { firstStep: 1, rates: [{ learningRate: 0.1, momentum: 0 }], remember: true };
  const columns = await engine.advance(plan);
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  await looking.view(columns);
  expect(views).toEqual(['step-view']);
  looking.askForStep('latest');
  const ended = now;
  now = ended + 9 * 20 - 1;
  expect(looking.wantsNext).toBe(false);
  now = ended + 9 * 20;
  expect(looking.wantsNext).toBe(true);
  engine.dispose();
});

test('before steps are taken again the last word to the page is that the work is long', async () => {
  const config = { ...defaultConfig, dataset: 'moons' as const, trainSize: 40, batchSize: 10, width: 4 };
  const engine = await startForTest('cpu');
  await engine.load(config, await loadDataset(config, { baseUrl: 'http://x/', onProgress: () => {} }));
  const history = new CheckpointHistory();
  history.add(await engine.snapshot(0));
  const said: string[] = [];
  const advance = vi.spyOn(engine, 'advance').mockImplementation(async ({ rates }) => {
    said.push('advance');
    return { batchLoss: new Float32Array(rates.length) } as never;
  });
  const rates = (_: number, count: number) => Array(count).fill({ learningRate: 0.1, momentum: 0 });
  const looking = new Looking(1, engine, 'cross-entropy', history, rates, ({ kind }) => said.push(kind));
  await looking.takeAgain(1200, () => said.push('progress'));
  expect(advance.mock.calls.length).toBeGreaterThan(1);
  said.forEach((word, i) => {
    if (word === 'advance') expect(said[i - 1]).toBe('busy');
  });
  engine.dispose();
});

test('the valleys of the last steps are those of each step by itself, and leave the engine where it was', async () => {
  const config = {
    ...defaultConfig,
    dataset: 'moons' as const,
    trainSize: 40,
    batchSize: 10,
    width: 4,
    seed: 2,
  };
  const engine = await startForTest('cpu');
  const dataset = await loadDataset(config, { baseUrl: 'http://x/', onProgress: () => {} });
  await engine.load(config, dataset);
  const rates = (_: number, count: number) => Array(count).fill({ learningRate: 0.3, momentum: 0.5 });
  const history = new CheckpointHistory();
  history.add(await engine.snapshot(0));
  await engine.advance({ firstStep: 1, rates: rates(0, 7) });
  const before = await engine.snapshot(7);
  const seen: Valley[][] = [];
  const looking = new Looking(1, engine, 'cross-entropy', history, rates, (event) => {
    if (event.kind === 'valleys') seen.push(event.valleys);
  });
  looking.askForValleys(3);
  await looking.answer(7);
  expect((await engine.snapshot(7)).tensors).toEqual(before.tensors);
  expect(seen.map((valleys) => valleys.map(({ step }) => step))).toEqual([[5, 6, 7]]);
  // Asked for once, shown once; and of a run with fewer steps all that there are.
  await looking.answer(7);
  expect(seen).toHaveLength(1);
  looking.askForValleys(10);
  await looking.answer(7);
  expect(seen[1].map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  // Each as if it alone had been taken and looked at.
  await engine.load(config, dataset);
  await engine.advance({ firstStep: 1, rates: rates(0, 4) });
  const columns = await engine.advance({ firstStep: 5, rates: rates(4, 1), remember: true });
  expect(await valleyOf(engine.surface, columns)).toEqual(seen[0][0]);
  engine.dispose();
});
