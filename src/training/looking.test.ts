import { afterEach, expect, test, vi } from 'vitest';
import { CheckpointHistory } from './checkpoint-history';
import { defaultConfig } from './config';
import { loadDataset } from './data/registry';
import { startForTest } from './engines/tfjs/testing/start';
import { Looking } from './looking';

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
