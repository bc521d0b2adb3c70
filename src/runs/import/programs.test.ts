/** Logs as the programs of others write them: the right values, not only that they open. */
import { describe, expect, it, test } from 'vitest';
import { readLog } from './read-log';
import { f32, lines, log } from './testing/logs';

const all = (text: string, name = 'run.csv') => {
  const result = readLog(text, name);
  if (!result.ok) throw new Error(result.message);
  return result;
};
const loss = [2.3, 2.25, 2.125, 2];

describe('Weights & Biases', () => {
  const chart = lines(
    [
      [
        'Step',
        'fox-3 - train/loss',
        'fox-3 - train/loss__MIN',
        'fox-3 - train/loss__MAX',
        'my - owl - train/loss',
      ],
      [0, 2.5, 2, 3, 1.5],
      [10, 2.25, 2, 3, 1.25],
      [20, 2, 1, 3, ''],
    ].map((row) => row.map((cell) => `"${cell}"`)),
  );

  it('chart: a run per line, no curve of least and largest values', () => {
    const { logs, shape } = all(chart);
    expect(logs.map(({ name }) => name)).toEqual(['fox-3', 'my - owl']);
    expect(logs[0].steps).toMatchObject({ step: f32(1, 11, 21), batchLoss: f32(2.5, 2.25, 2) });
    expect(logs[1].steps).toMatchObject({ step: f32(1, 11), batchLoss: f32(1.5, 1.25) });
    expect(shape.columns.map(({ name, role }) => [name, role])).toEqual([
      ['Step', 'step'],
      ['run', 'run'],
      ['train/loss', 'batchLoss'],
    ]);
  });

  it('history: the steps of the optimizer, rates, norms and tests', () => {
    const { steps, evaluations } = log(
      ',_step,_runtime,train/loss,train/learning_rate,train/grad_norm,eval/loss,train/global_step\n' +
        '0,0,0,2.5,0.1,1.5,,10\n1,1,2,2.25,0.1,1.25,,20\n2,2,4,2,0.01,1,2.125,30\n',
    );
    expect(steps).toMatchObject({
      step: f32(10, 20, 30),
      batchLoss: f32(2.5, 2.25, 2),
      learningRate: f32(0.1, 0.1, 0.01),
      gradientNorm: f32(1.5, 1.25, 1),
    });
    expect(evaluations).toMatchObject({ step: f32(30), testLoss: f32(2.125) });
  });
});

test('Keras, appended to: all rows stay, numbered through; blanks and NA are gaps', () => {
  const { steps, evaluations } = log(
    'epoch,accuracy,loss,val_accuracy,val_loss\n0,0.25,2.5,NA,NA\n1,0.5,2.25,,\n2,0.5,2,0.5,2.5\n0,0.75,1.5,NA,NA\n1,0.75,1.25,,\n',
  );
  expect(steps).toMatchObject({ step: f32(1, 2, 3, 4, 5), batchLoss: f32(2.5, 2.25, 2, 1.5, 1.25) });
  expect(evaluations).toMatchObject({
    trainAccuracy: f32(0.25, 0.5, 0.5, 0.75, 0.75),
    testAccuracy: f32(NaN, NaN, 0.5, NaN, NaN),
    testLoss: f32(NaN, NaN, 2.5, NaN, NaN),
  });
});

test('Lightning: rows of training and tests join; step 9 is the tenth', () => {
  const { steps, evaluations, stepsPerEpoch } = log(
    lines([
      [
        'epoch',
        'lr-SGD/pg1',
        'step',
        'train_acc',
        'train_loss_epoch',
        'train_loss_step',
        'val_acc',
        'val_loss',
      ],
      ...[0, 1].flatMap((epoch) => [
        ...[9, 19, 29].flatMap((at) => [
          ['', 0.1, at + 30 * epoch, '', '', '', '', ''],
          [epoch, '', at + 30 * epoch, '', '', 2 - epoch, '', ''],
        ]),
        [epoch, '', 29 + 30 * epoch, '', '', '', 0.5, 2.5],
        [epoch, '', 29 + 30 * epoch, 0.75, 2.25, '', '', ''],
      ]),
    ]),
  );
  expect(stepsPerEpoch).toBe(30);
  expect(steps).toMatchObject({
    step: f32(10, 20, 30, 40, 50, 60),
    batchLoss: f32(2, 2, 2, 1, 1, 1),
    learningRate: f32(0.1, 0.1, 0.1, 0.1, 0.1, 0.1),
  });
  expect(evaluations).toEqual({
    step: f32(30, 60),
    trainLoss: f32(2.25, 2.25),
    trainAccuracy: f32(0.75, 0.75),
    testLoss: f32(2.5, 2.5),
    testAccuracy: f32(0.5, 0.5),
  });
});

test('fastai: the accuracy is that of the validation set, and that is said', () => {
  const { logs, notes } = all(
    'epoch,train_loss,valid_loss,accuracy,time\n0,2.5,2.75,0.25,00:01\n1,2,2.5,0.5,00:01\n',
  );
  expect(logs[0].evaluations).toMatchObject({
    trainLoss: f32(2.5, 2),
    testLoss: f32(2.75, 2.5),
    testAccuracy: f32(0.25, 0.5),
    trainAccuracy: f32(NaN, NaN),
  });
  expect(notes.join()).toContain('“accuracy” is taken as that of the test set');
});

describe('Hugging Face', () => {
  it('trainer_state: the mean over the run is not drawn, a bare NaN is a gap', () => {
    const { logs, notes } = all(
      '{"global_step":20,"log_history":[{"epoch":0.5,"grad_norm":NaN,"learning_rate":0.1,"loss":2.5,"step":10},' +
        '{"epoch":1,"grad_norm":1.5,"learning_rate":0.05,"loss":2,"step":20},' +
        '{"epoch":1,"eval_loss":2.25,"eval_accuracy":0.5,"eval_runtime":1,"step":20},' +
        '{"epoch":1,"step":20,"total_flos":1e15,"train_loss":2.25,"train_runtime":60}],"best":{"a":[1]}}',
    );
    expect(logs[0]).toMatchObject({
      stepsPerEpoch: 20,
      steps: {
        step: f32(10, 20),
        batchLoss: f32(2.5, 2),
        gradientNorm: f32(NaN, 1.5),
        learningRate: f32(0.1, 0.05),
      },
      evaluations: { step: f32(20), trainLoss: f32(NaN), testLoss: f32(2.25), testAccuracy: f32(0.5) },
    });
    expect(notes.join()).toContain('is the mean over the run and is not drawn');
  });

  it('lines that it prints, with their epochs only', () => {
    const { steps, evaluations, stepsPerEpoch } = log(
      "{'loss': 2.5, 'grad_norm': 1.5, 'learning_rate': 5e-05, 'epoch': 0.25}\n" +
        "{'loss': '2.25', 'learning_rate': 4e-05, 'epoch': 0.5}\n 50%|#####     | 2/4 [00:01<00:01,  1.50it/s]\n" +
        "{'eval_loss': 2.5, 'eval_accuracy': 0.5, 'epoch': 0.5}\n{'loss': 2, 'epoch': 0.75}\n{'loss': 1.75, 'epoch': 1.0}\n" +
        "{'train_runtime': 9.5, 'train_loss': 2.1, 'epoch': 1.0}\n",
      'out.txt',
    );
    expect(stepsPerEpoch).toBe(4);
    expect(steps).toMatchObject({ step: f32(1, 2, 3, 4), batchLoss: f32(2.5, 2.25, 2, 1.75) });
    expect(steps.learningRate.slice(0, 2)).toEqual(f32(5e-5, 4e-5));
    expect(evaluations).toMatchObject({ step: f32(2), testLoss: f32(2.5), testAccuracy: f32(0.5) });
  });
});

test('Ultralytics: padded names, parts added up and said', () => {
  const { logs, notes } = all(
    '   epoch,  train/box_loss, train/cls_loss, train/dfl_loss, metrics/mAP50(B), val/box_loss, val/cls_loss, val/dfl_loss, lr/pg0, lr/pg1\n' +
      '       1,  1.5, 2.5, 0.5, 0.25, 1.75, 2.75, 0.75, 0.01, 0.02\n       2,  1.25, 2, 0.5, 0.5, 1.5, 2.5, 0.5, 0.005, 0.02\n',
    'results.csv',
  );
  expect(logs[0].evaluations).toMatchObject({
    step: f32(1, 2),
    trainLoss: f32(4.5, 3.75),
    testLoss: f32(5.25, 4.5),
  });
  expect(logs[0].steps.learningRate).toEqual(f32(0.01, 0.005));
  expect(notes.join()).toContain('added up: “train/box_loss”, “train/cls_loss”, “train/dfl_loss”');
});

test('parts that are not known are asked about', () => {
  expect(readLog('step,train/policy_loss,train/value_loss\n1,2,3\n2,1,2\n', 'progress.csv')).toMatchObject({
    ok: false,
    ask: true,
    message: expect.stringContaining('made up of “train/policy_loss”, “train/value_loss”'),
  });
});

test('timm, DETR and classifiers of Ultralytics: top-1 in per cent or as a share', () => {
  expect(
    log('epoch,train_loss,eval_loss,eval_top1,eval_top5,lr\n0,2.5,2.75,40,70,0.1\n1,2,2.5,50,80,0.01\n')
      .evaluations,
  ).toMatchObject({ trainLoss: f32(2.5, 2), testLoss: f32(2.75, 2.5), testAccuracy: f32(0.4, 0.5) });
  const detr = log(
    '{"train_lr":0.5,"train_loss":20,"test_loss":21,"test_acc1":50,"test_bbox":[0.1],"epoch":0}\n' +
      '{"train_lr":0.25,"train_loss":19,"test_loss":20,"test_acc1":75,"test_bbox":[0.2],"epoch":1}\n',
    'log.txt',
  );
  expect(detr.evaluations).toMatchObject({
    trainLoss: f32(20, 19),
    testLoss: f32(21, 20),
    testAccuracy: f32(0.5, 0.75),
  });
  expect(detr.steps.learningRate).toEqual(f32(0.5, 0.25));
  expect(
    log('epoch,train/loss,metrics/accuracy_top1,val/loss\n1,2.5,0.25,2.75\n2,2,0.5,2.5\n').evaluations,
  ).toMatchObject({ trainLoss: f32(2.5, 2), testAccuracy: f32(0.25, 0.5) });
});

test('mmengine: tests that count epochs stand at the last step of theirs', () => {
  const rows = [1, 2].flatMap((epoch) => [
    ...[1, 2].map((i) => {
      const step = 50 * (2 * (epoch - 1) + i);
      return { lr: 0.01, loss: 2.5 - step / 100, loss_cls: 1, epoch, iter: step, step };
    }),
    { 'accuracy/top1': 25 * epoch, data_time: 0.1, step: epoch },
  ]);
  const { steps, evaluations, stepsPerEpoch } = log(
    rows.map((row) => JSON.stringify(row)).join('\n'),
    'scalars.json',
  );
  expect(stepsPerEpoch).toBe(100);
  expect(steps).toMatchObject({ step: f32(50, 100, 150, 200), batchLoss: f32(2, 1.5, 1, 0.5) });
  expect(evaluations).toMatchObject({ step: f32(100, 200), testAccuracy: f32(0.25, 0.5) });
});

test('Stable-Baselines3: time steps are the steps, far beyond 2^24', () => {
  const { steps } = log(
    'rollout/ep_len_mean,time/iterations,time/total_timesteps,train/learning_rate,train/loss,train/value_loss\n' +
      '200,1,2048,,,\n200,2,16777217,0.0003,2.5,5\n200,3,33554433,0.0003,2,4\n',
  );
  expect([...steps.step]).toEqual([16777217, 33554433]);
  expect(steps).toMatchObject({ batchLoss: f32(2.5, 2), learningRate: f32(0.0003, 0.0003) });
});

test('MLflow: two run ids are two runs; the file of a metric is read too', () => {
  const rows = ['a0', 'b1'].flatMap((run, k) =>
    loss.map((value, i) => [run, 'train_loss', value - k, i, 17e8 + i]),
  );
  const { logs } = all(lines([['run_id', 'key', 'value', 'step', 'timestamp'], ...rows]));
  expect(logs.map(({ name }) => name)).toEqual(['a0', 'b1']);
  expect(logs.map(({ steps }) => steps.batchLoss)).toEqual([
    f32(...loss),
    f32(...loss.map((value) => value - 1)),
  ]);
  const metric = log(loss.map((value, i) => `${17e11 + i} ${value} ${i}`).join('\n'), 'metrics/val_loss');
  expect(metric.evaluations).toMatchObject({ step: f32(0, 1, 2, 3), testLoss: f32(...loss) });
});

test('TensorBoard: downloads as CSV and JSON, what they are by their names', () => {
  const csv = 'Wall time,Step,Value\n1.5e9,10,2.5\n1.6e9,20,2\n';
  const json = '[[1500000000.5, 10, 2.5], [1600000000.5, 20, 2]]';
  for (const text of [csv, json]) {
    expect(log(text, 'run-a-tag-train_loss (1).csv').steps).toMatchObject({
      step: f32(10, 20),
      batchLoss: f32(2.5, 2),
    });
    expect(log(text, 'run-validation-tag-epoch_loss.json').evaluations.testLoss).toEqual(f32(2.5, 2));
    expect(readLog(text, 'download.csv')).toMatchObject({ ok: false, ask: true });
  }
});
