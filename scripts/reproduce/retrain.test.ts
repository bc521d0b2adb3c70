import { expect, test } from 'vitest';
import { type EvidenceRun, unknownNumbers } from '../../src/evidence/numbers';
import { joined } from './retrain';

const run = (numbers: Partial<EvidenceRun['numbers']>, divergedAt = 0): EvidenceRun => ({
  arm: 'a/two-phase',
  seed: 11,
  divergedAt,
  numbers: { ...unknownNumbers, ...numbers },
});

test('numbers that were not known are added with the digits of a file; the others stay', () => {
  const before = run({ trainLoss: 0.012346, matchedAccuracy: 0.5 });
  const again = run({ trainLoss: 0.0123456, landingBefore: 0.9876543 });
  expect(joined(before, again)).toEqual({
    ...unknownNumbers,
    trainLoss: 0.012346,
    matchedAccuracy: 0.5,
    landingBefore: 0.98765,
  });
});

test('a run that comes out otherwise is refused', () => {
  const before = run({ trainLoss: 0.012346 });
  expect(() => joined(before, run({}))).toThrow('comes out otherwise: trainLoss, NaN for 0.012346');
  expect(() => joined(run({}), before)).toThrow('comes out otherwise: trainLoss, 0.012346 for NaN');
  expect(() => joined(before, run({ trainLoss: 0.012347 }))).toThrow(
    'a/two-phase with seed 11 comes out otherwise: trainLoss, 0.012347 for 0.012346',
  );
  expect(() => joined(before, run({}, 7))).toThrow('comes out otherwise: the step it diverged at');
});
