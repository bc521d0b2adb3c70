import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultConfig } from '../training/config';
import { validConfigs } from '../training/config.arbitrary';
import { difference } from './difference';

test.each([
  [{}, ''],
  [{ learningRate: 0.1 }, 'η 0.4 → 0.1'],
  [{ learningRate: 0.1, labelNoise: 20 }, 'η 0.4 → 0.1, wrong labels 0 → 20 %'],
  [{ model: 'cnn1d' as const }, 'Fully connected → 1-D convolutional'],
  [{ loss: 'squared-error' as const }, 'Cross-entropy → Squared error'],
  [{ nesterov: true }, '+ Nesterov'],
  [{ seed: 7 }, 'seed 7'],
  [
    { schedule: 'constant' as const, learningRate: 0.03, switchEpoch: 10 },
    'Two phases → Constant, η 0.4 → 0.03',
  ],
  [
    { dataset: 'moons' as const, learningRate: 0.1, momentum: 0.5, batchSize: 8, width: 50, epochs: 10 },
    'MNIST-1D → Two moons, η 0.4 → 0.1, μ 0 → 0.5, batch 32 → 8, 2 more',
  ],
  [{ dataset: 'own' as const, ownData: 1234567890 }, 'MNIST-1D → Your own data'],
  [{ learningRate: 0.400001 }, 'η 0.4 → 0.400001'],
])('%j', (changes, text) => {
  expect(difference(defaultConfig, { ...defaultConfig, ...changes })).toBe(text);
});

test('short, and empty exactly for what trains alike', () => {
  fc.assert(
    fc.property(validConfigs, validConfigs, (a, b) => {
      expect(difference(a, a)).toBe('');
      expect(difference(a, b).length).toBeLessThan(200);
      if (a.seed !== b.seed) expect(difference(a, b)).not.toBe('');
    }),
    { numRuns: 500, seed: 1 },
  );
});

test('other own data, without its checksum', () => {
  const own = { ...defaultConfig, dataset: 'own' as const, ownData: 1234567890 };
  expect(difference(own, { ...own, ownData: 1234567891 })).toBe('other own data');
});
