/** What programs print: the right values, not only that it opens. */
import { describe, expect, it, test } from 'vitest';
import { f32, log } from './testing/logs';

const loss = [2.3, 2.25, 2.125, 2];

describe('what programs print', () => {
  it.each([
    [
      'nanoGPT',
      'step 0: train loss 2.5000, val loss 3.0000\niter 0: loss 2.3, time 441.20ms, mfu 0.42%\niter 1: loss 2.25, time 441.20ms, mfu 0.42%\nstep 2: train loss 2.0000, val loss 2.5000\niter 2: loss 2.125, time 441.20ms\niter 3: loss 2, time 1ms\niter 4: loss 1.5, time 1ms',
    ],
    [
      'llm.c',
      's:0 tel:3.0\ns:0 trl:2.3 lr:0.000600 norm:1.12\ns:1 trl:2.25 lr:0.0006 norm:1.12\ns:2 tel:2.5\ns:2 trl:2.125 lr:0.0006\ns:3 trl:2 lr:0.0006\ns:4 trl:1.5 lr:0.0006',
    ],
    [
      'build-nanogpt',
      '0 val 3.0000\n0 hella 0.2500\n0 train 2.300000\n1 train 2.25\n2 val 2.5\n2 train 2.125\n3 train 2\n4 train 1.5',
    ],
  ])('%s: tests before the first step stay before it', (_, text) => {
    const { steps, evaluations } = log(text, 'main.log');
    expect(steps).toMatchObject({ step: f32(1, 2, 3, 4, 5), batchLoss: f32(...loss, 1.5) });
    expect(evaluations).toMatchObject({ step: f32(0, 2), testLoss: f32(3, 2.5) });
  });

  it.each([
    [
      'fields',
      loss.map(
        (value, i) => `step ${i + 1}/4 | loss ${value} (+nanz)| norm 1.5 | lr 1e-3 | 1234 ms | 45% bf16 MFU`,
      ),
    ],
    [
      'pairs',
      loss.map((value, i) => `2026-11-30 10:00:0${i},123 INFO root - step=${i + 1} loss=${value} lr=0.001`),
    ],
    [
      'colours',
      loss.map(
        (value, i) =>
          `\x1b[31m[rank0]:2026-11-30 10:00:00 - root - INFO - step:  ${i + 1}  loss:  ${value}  lr: 0.001 tps: 3,000\x1b[0m`,
      ),
    ],
    [
      'Megatron',
      loss.map(
        (value, i) =>
          ` iteration ${i + 1}/ 1000 | elapsed time per iteration (ms): 3.4 | learning rate: 1.0E-03 | lm loss: ${value.toExponential()} |`,
      ),
    ],
    ['blanks', ['step loss lr', ...loss.map((value, i) => `${i + 1}   ${value}  0.001`)]],
    [
      'savetxt',
      [
        '# step loss lr',
        ...loss.map((value, i) => `${(i + 1).toExponential(3)} ${value.toExponential(9)} 1.000e-03`),
      ],
    ],
    ['tabs', ['step\tloss\tlr', ...loss.map((value, i) => `${i + 1}\t${value}\t0.001`)]],
    [
      'sep=',
      ['sep=;', 'Step;Loss;LR', ...loss.map((value, i) => `${i + 1};${`${value}`.replace('.', ',')};0,001`)],
    ],
    ['thousands', ['step,loss,lr,tokens', ...loss.map((value, i) => `${i + 1},${value},0.001,"1,000,000"`)]],
    [
      'dates',
      ['date,step,loss,lr', ...loss.map((value, i) => `2026-11-20T10:00:10Z,${i + 1},${value},0.001`)],
    ],
  ])('%s', (_, text) => {
    const { steps } = log(text.join('\n'), 'out.log');
    expect(steps).toMatchObject({
      step: f32(1, 2, 3, 4),
      batchLoss: f32(...loss),
      learningRate: f32(...loss.map(() => 0.001)),
    });
  });

  it('PyTorch examples: batches within epochs, and tests in lines of their own', () => {
    const { steps, evaluations } = log(
      [1, 2]
        .flatMap((epoch) => [
          ...[1, 2, 3].map((at) => `Epoch [${epoch}/2], Step [${at}/3], Loss: ${3 - epoch + at / 8}`),
          'Test set: Average loss: 0.5000, Accuracy: 9000/10000 (90%)',
        ])
        .join('\n'),
      'train.out',
    );
    expect(steps).toMatchObject({
      step: f32(1, 2, 3, 4, 5, 6),
      batchLoss: f32(2.125, 2.25, 2.375, 1.125, 1.25, 1.375),
    });
    expect(evaluations).toMatchObject({
      step: f32(3, 6),
      testLoss: f32(0.5, 0.5),
      testAccuracy: f32(0.9, 0.9),
    });
  });

  it('Keras: the bar of every epoch', () => {
    const { steps, evaluations } = log(
      'Epoch 1/2\n\r  1/100 [....] - ETA: 0s - loss: 3.0\r100/100 [====] - 2s 3ms/step - loss: 2.5 - accuracy: 0.25 - val_loss: 2.75 - val_accuracy: 0.5\n' +
        'Epoch 2/2\n\r  1/100 [....] - ETA: 0s - loss: 2.4\r100/100 [====] - 2s 3ms/step - loss: 2.0 - accuracy: 0.5 - val_loss: 2.5 - val_accuracy: 0.75\n',
      'out.txt',
    );
    expect(steps.step).toEqual(f32(1, 100, 101, 200));
    expect(evaluations).toMatchObject({
      step: f32(100, 200),
      testLoss: f32(2.75, 2.5),
      testAccuracy: f32(0.5, 0.75),
    });
  });

  it('tqdm: a bar drawn over and over', () => {
    const bar = loss.map(
      (value, i) =>
        `Epoch 0:  ${25 * (i + 1)}%|██▌  | ${i + 1}/4 [00:10<00:12,  4.40it/s, loss=${value}, v_num=0]`,
    );
    expect(log(bar.join('\r'), 'out.txt').steps).toMatchObject({
      step: f32(1, 2, 3, 4),
      batchLoss: f32(...loss),
    });
  });

  it('one line for each split of an epoch', () => {
    const { evaluations } = log(
      'Epoch 0/1\n----------\ntrain Loss: 2.5 Acc: 0.25\nval Loss: 2.75 Acc: 0.5\n\nEpoch 1/1\ntrain Loss: 2 Acc: 0.5\nval Loss: 2.5 Acc: 0.75\nTraining complete in 0m 3s\n',
      'out.txt',
    );
    expect(evaluations).toMatchObject({
      trainLoss: f32(2.5, 2),
      testLoss: f32(2.75, 2.5),
      trainAccuracy: f32(0.25, 0.5),
      testAccuracy: f32(0.5, 0.75),
    });
  });
});

test('printed lines: a name with its split inside speaks for itself only', () => {
  const line = (i: number) => `Epoch ${i + 1}: test_acc=0.${5 + i}, loss=${loss[i]}`;
  const { evaluations, steps } = log(loss.map((_, i) => line(i)).join('\n'), 'run.log');
  const trained = steps?.batchLoss ?? evaluations?.trainLoss;
  expect(trained).toEqual(f32(...loss));
  expect(evaluations?.testAccuracy).toEqual(f32(0.5, 0.6, 0.7, 0.8));
});
