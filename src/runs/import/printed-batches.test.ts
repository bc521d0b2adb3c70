/** Lines that count batches, of training and of tests. */
import { describe, expect, it, test } from 'vitest';
import { f32, log } from './testing/logs';

const loss = [6.5, 6.25, 6, 5.75];

describe('tests that count their own batches are no training', () => {
  it.each([
    [
      'the ImageNet example',
      (epoch: number, at: number) =>
        `Epoch: [${epoch}][${String(20 * at).padStart(2)}/50]\tTime  0.29 ( 0.87)\tLoss ${loss[2 * epoch + at].toFixed(4)} (6.9000)\tAcc@1   1.56 (  1.00)\tAcc@5   3.12 (  2.00)`,
      (epoch: number) => [
        'Test: [ 0/20]\tTime  1.2 ( 1.2)\tLoss 5.1e+00 (5.1e+00)\tAcc@1  10.16 ( 10.16)\tAcc@5  25.00 ( 25.00)',
        `Test: [10/20]\tTime  1.2 ( 1.2)\tLoss 5.3e+00 (${5 - epoch / 2}e+00)\tAcc@1  11.16 ( 10.5)\tAcc@5  25.00 ( 25.00)`,
        ` *   Acc@1 ${25 + 25 * epoch}.000 Acc@5 75.372`,
      ],
    ],
    [
      'timm',
      (epoch: number, at: number) =>
        `Train: ${epoch} [ ${20 * at}/50 ( 40%)]  Loss: ${loss[2 * epoch + at]} (6.9)  Time: 0.9s,  280.00/s  (0.9s,  281.00/s)  LR: 1.000e-04  Data: 0.01 (0.02)`,
      (epoch: number) => [
        'Test: [   0/20]  Time: 1.0 (1.0)  Loss:   5.5 ( 5.5)  Acc@1:  12.5 ( 12.5)  Acc@5: 30 (30)',
        `Test: [  19/20]  Time: 0.1 (0.1)  Loss:   5.7 ( ${5 - epoch / 2})  Acc@1:  12.5 ( ${25 + 25 * epoch})  Acc@5: 30 (31)`,
      ],
    ],
  ])('%s', (_, trained, tested) => {
    const lines = [0, 1].flatMap((epoch) => [trained(epoch, 0), trained(epoch, 1), ...tested(epoch)]);
    const { steps, evaluations, stepsPerEpoch } = log(lines.join('\n'), 'train.log');
    expect(steps).toMatchObject({ step: f32(1, 21, 51, 71), batchLoss: f32(...loss) });
    expect(stepsPerEpoch).toBe(50);
    const tests = [...evaluations.step.keys()].filter((i) => !Number.isNaN(evaluations.testLoss[i]));
    expect(tests.map((i) => [evaluations.testLoss[i], evaluations.testAccuracy[i]])).toEqual([
      [5, 0.25],
      [4.5, 0.5],
    ]);
  });
});

test('an epoch has as many batches as its lines count up to', () => {
  const line = (epoch: number, at: number, value: number) =>
    `Train Epoch: ${epoch} [${at}/60000 (${at / 600}%)]\tLoss: ${value}`;
  const { steps, stepsPerEpoch } = log(
    [line(1, 0, 2.5), line(1, 6400, 2), line(2, 0, 1.5), line(2, 6400, 1)].join('\n'),
    'out.log',
  );
  expect(stepsPerEpoch).toBe(60000);
  expect(steps.step).toEqual(f32(1, 6401, 60001, 66401));
});

test('two counts in brackets are those of epochs and of batches', () => {
  const lines = [0, 1].flatMap((epoch) =>
    [0, 1].map((at) => `[${epoch}/5][${50 * at}/100]\tLoss: ${loss[2 * epoch + at]}\tD(x): 0.5`),
  );
  const { steps, stepsPerEpoch } = log(lines.join('\n'), 'out.log');
  expect(steps).toMatchObject({ step: f32(1, 51, 101, 151), batchLoss: f32(...loss) });
  expect(stepsPerEpoch).toBe(100);
});
