import { expect, test } from 'vitest';
import { numberText } from '../../format';
import type { StepView } from '../../training/protocol';
import { stages, stageText } from './stage-words';
import { verdictText } from './words';

const view: StepView = {
  step: 1480,
  learningRate: 0.4,
  momentum: 0.9,
  lossBefore: 0.58123,
  lossAfter: 0.43117,
  slope: -0.6,
  landingSlope: -0.03,
  gradientNorm: 1.23456,
  stepNorm: 0.49382,
  alphas: [0, 1],
  losses: [0.58123, 0.43117],
  probeLosses: [0.6, 0.65],
  batchSize: 32,
  examples: { inputs: new Float32Array(80), labels: new Int32Array([3, 7]), shape: [40] },
  layers: [
    { name: 'hidden 1', gradientNorm: 0.3 },
    { name: 'output', gradientNorm: 1.19 },
  ],
};

test.each([
  [0, '0'],
  [0.58123, '0.5812'],
  [-0.030123, '−0.03012'],
  [1234.56, '1,235'],
  [1.2346e-7, '1.235·10⁻⁷'],
  [-3e30, '−3·10³⁰'],
  [Number.NaN, 'not a number'],
  [Infinity, 'infinite'],
])('%d is printed as %s', (value, text) => {
  expect(numberText(value)).toBe(text);
});

test('each stage has its sentences with the numbers', () => {
  expect(stages.map((_, i) => stageText(view, i + 1))).toEqual([
    'The batch of this step holds 32 training examples, the first 2 of them below. Their mean loss is 0.5812.',
    'The gradient of that loss has norm 1.235. The largest part lies in output: 1.19.',
    'Along the step the gradient promises a decrease of 0.6.',
    'Learning rate 0.4, momentum 0.9. The weights move by a distance of 0.4938.',
    'The loss of the same batch goes from 0.5812 to 0.4312: it fell by 0.1501.',
    'κ = 2 (1 + change / promised decrease) = 2 (1 − 0.1501 / 0.6) = 1.5. p = 1 − slope at the landing / slope at the start = 1 − (−0.03 / −0.6) = 0.95.',
    'The loss of the probe set rose by 0.05. The step led down on its own batch, and not on the probe set: the valleys of the two lie apart.',
  ]);
  expect(stageText({ ...view, landingSlope: Number.NaN }, 6)).toMatch(/= 1\.5\.$/);
  expect(stageText({ ...view, probeLosses: [0.65, 0.6] }, 7)).toMatch(/fell by 0\.05\.$/);
  expect(stageText({ ...view, probeLosses: [] }, 7)).toBe(
    'What this step did to other examples was not measured.',
  );
});

/** A curve with its lowest measured point at `lowest`. */
const curve = (lowest: number) => {
  const alphas = [0, 0.5, 1, 1.5, 2];
  const losses: number[] = alphas.map((alpha) => (alpha === 0 ? 0.58123 : alpha === 1 ? 0.43117 : 0.5));
  if (lowest !== 1) losses[alphas.indexOf(lowest)] = 0.42;
  return { alphas, losses, probeLosses: [] };
};
const say = (landingSlope: number, lowest: number, change: Partial<StepView> = {}) =>
  verdictText({ ...view, ...curve(lowest), landingSlope, ...change });

test('the side of the floor is named by the slope at the landing and the lowest measured point', () => {
  expect(say(-0.03, 2)).toBe(
    'κ = 1.5: it kept 25 % of what its gradient promised. It landed about on the floor of its own batch’s valley (p = 0.95).',
  );
  expect(say(-0.3, 2)).toContain(
    'stopped short of the floor of its own batch’s valley: where it landed the loss still falls (p = 0.5)',
  );
  expect(say(0.3, 0.5)).toContain(
    'crossed the floor of its own batch’s valley: where it landed the loss rises (p = 1.5)',
  );
  // Slope and curve disagree: only what was measured.
  expect(say(-0.3, 0.5)).toContain(
    'Where it landed the loss falls (p = 0.5), and the lowest measured point lies at α = 0.5.',
  );
  expect(say(0.3, 2)).toContain(
    'Where it landed the loss rises (p = 1.5), and the lowest measured point lies at α = 2.',
  );
  expect(say(Number.NaN, 2)).toMatch(/promised\. The lowest measured point lies at α = 2\.$/);
});

test('what was kept follows the step number, on both sides of each limit', () => {
  const keeps = (lossAfter: number) => say(-0.3, 2, { lossAfter });
  expect(keeps(0.6)).toMatch(/^κ = 2\.\d+: the loss of its batch rose\./);
  expect(keeps(0.575)).toContain('it kept 1 % of what its gradient promised');
  expect(keeps(-0.01)).toContain('it kept 99 % of what its gradient promised');
  expect(keeps(-0.03)).toContain('it gained more than its gradient promised');
});

test('the verdict names kappa only where there is one, and tells of the probe set where it was measured', () => {
  expect(verdictText({ ...view, slope: 0.1 })).toMatch(/^The step led uphill to first order/);
  expect(verdictText({ ...view, lossAfter: view.lossBefore, slope: -1e-7 })).toMatch(
    /^The step was too small/,
  );
  expect(stageText({ ...view, lossAfter: Number.NaN }, 6)).toMatch(
    /^This step has no κ.* not a finite number/,
  );
  expect(verdictText(view)).toMatch(/The loss of the probe set rose by 0\.05\.$/);
  expect(verdictText({ ...view, probeLosses: [0.6, 0.6] })).toMatch(/stayed as it was\.$/);
});
