import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CheckpointHistory } from './checkpoint-history';

const checkpoint = (step: number, floats = 10) => ({ step, tensors: [new Float32Array(floats)] });

test('within its limits every checkpoint is kept and the one before a step is found', () => {
  const history = new CheckpointHistory(4);
  for (const step of [0, 10, 20]) history.add(checkpoint(step));
  expect(history.before(0)?.step).toBe(0);
  expect(history.before(19)?.step).toBe(10);
  expect(history.before(500)?.step).toBe(20);
});

test('a run that goes back forgets what came after', () => {
  const history = new CheckpointHistory();
  for (const step of [0, 10, 20, 10]) history.add(checkpoint(step));
  expect(history.size).toBe(2);
});

test('however long a run: bounded in number and bytes, evenly spread, the first and the newest among them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 3, max: 40 }), (epochs, most) => {
      const history = new CheckpointHistory(most, most * 40);
      for (let epoch = 0; epoch <= epochs; epoch++) {
        if (history.wants(epoch)) history.add(checkpoint(epoch));
      }
      expect(history.size).toBeLessThanOrEqual(most);
      expect(history.bytes).toBeLessThanOrEqual(most * 40);
      expect(history.before(0)?.step).toBe(0);
      // No replay is longer than a few of the gaps that so many checkpoints allow.
      for (const at of [0.3, 0.6, 1].map((share) => Math.floor(share * epochs))) {
        expect(at - (history.before(at)?.step ?? 0)).toBeLessThanOrEqual((4 * epochs) / most + 1);
      }
    }),
  );
});
