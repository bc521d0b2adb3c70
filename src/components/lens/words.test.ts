import { expect, test } from 'vitest';
import type { StepView } from '../../training/protocol';
import { stages, stageText } from './stage-words';
import { numberText, verdictText } from './words';

const view: StepView = {
  step: 1480,
  learningRate: 0.4,
  momentum: 0.9,
  lossBefore: 0.58123,
  lossAfter: 0.43117,
  slope: -0.6,
  gradientNorm: 1.23456,
  stepNorm: 0.49382,
  alphas: [0, 1],
  losses: [0.58123, 0.43117],
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
    'κ = 2 (1 + change / promised decrease) = 2 (1 − 0.1501 / 0.6) = 1.5. The floor of the parabola lies at α = 1/κ = 0.6668.',
  ]);
});

test('the verdict names kappa only where there is one', () => {
  expect(verdictText(view)).toMatch(/^κ = 1\.5\. The step jumped across the floor/);
  expect(verdictText({ ...view, slope: 0.1 })).toMatch(/^The step led uphill to first order/);
  expect(verdictText({ ...view, lossAfter: view.lossBefore, slope: -1e-7 })).toMatch(
    /^The step was too small/,
  );
  expect(stageText({ ...view, lossAfter: Number.NaN }, 6)).toMatch(
    /^This step has no κ.* not a finite number/,
  );
});
