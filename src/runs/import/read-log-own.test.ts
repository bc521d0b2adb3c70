/** A log that this page wrote itself comes back as it was. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownHeader } from './quantities';
import { lines, log } from './testing/logs';

describe('a file of this page', () => {
  const number = fc.oneof(fc.float({ min: 0, max: 1e4, noNaN: true }), fc.constant(Number.NaN));
  const share = fc.float({ min: 0, max: 1, noNaN: true });
  const row = fc.record({
    lr: fc.float({ min: Math.fround(1e-6), max: 10, noNaN: true }),
    momentum: share,
    batch_loss: number,
    gradient_norm: number,
    step_norm: number,
    kappa: fc.oneof(
      fc.integer({ min: 1, max: 400_000 }).map((each) => each / 1e5),
      fc.constant(Number.NaN),
    ),
    evaluation: fc.option(fc.tuple(number, share, number, share)),
  });
  const shown = (value: number) => (Number.isNaN(value) ? '' : String(value));

  it('comes back exactly', () => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 2, maxLength: 40 }),
        fc.integer({ min: 1, max: 20 }),
        (rows, perEpoch) => {
          rows[0].batch_loss = 1;
          const text = lines([
            [...ownHeader],
            [0, 0, '', '', '', '', '', '', 2.5, 0.125, 2.25, 0.0625, ''],
            ...rows.map((each, i) => [
              i + 1,
              (i + 1) / perEpoch,
              ...[
                each.lr,
                each.momentum,
                each.batch_loss,
                each.gradient_norm,
                each.step_norm,
                each.kappa,
              ].map(shown),
              ...(each.evaluation ?? [NaN, NaN, NaN, NaN]).map(shown),
              'large-step',
            ]),
          ]);
          const { steps, evaluations, stepsPerEpoch, measured } = log(text);
          const column = (name: 'lr' | 'momentum' | 'batch_loss' | 'gradient_norm' | 'step_norm') =>
            Float32Array.from(rows, (each) => each[name]);
          if (rows.length >= perEpoch || !Number.isInteger(rows.length / perEpoch))
            expect(stepsPerEpoch).toBe(perEpoch);
          expect(steps).toMatchObject({
            step: Float32Array.from(rows.keys(), (i) => i + 1),
            learningRate: column('lr'),
            momentum: column('momentum'),
            batchLoss: column('batch_loss'),
            gradientNorm: column('gradient_norm'),
            stepNorm: column('step_norm'),
          });
          const kappas = rows.map((each) => each.kappa).filter((each) => !Number.isNaN(each));
          expect(measured?.value ?? []).toEqual(kappas);
          const evaluated = [
            [2.5, 0.125, 2.25, 0.0625],
            ...rows.flatMap((each) => (each.evaluation ? [each.evaluation] : [])),
          ];
          expect(evaluations.step).toHaveLength(evaluated.length);
          for (const [k, name] of (
            ['trainLoss', 'trainAccuracy', 'testLoss', 'testAccuracy'] as const
          ).entries()) {
            expect(evaluations[name]).toEqual(Float32Array.from(evaluated, (each) => each[k]));
          }
        },
      ),
      { numRuns: 300, seed: 1 },
    );
  });
});
