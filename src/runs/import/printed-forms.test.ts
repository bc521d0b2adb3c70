/** Ways to write numbers, places and sets into printed lines: the right values, not only that it opens. */
import { describe, expect, it, test } from 'vitest';
import { readLog } from './read-log';
import { f32, log } from './testing/logs';

const loss = [2.5, 2.25, 2.125, 2];
const printed = (line: (value: number, i: number) => string) => loss.map(line).join('\n');

describe('a loss per step', () => {
  it.each([
    ['arrays of JAX', (v: number, i: number) => `Step ${i + 1}, Loss: Array(${v}, dtype=float32)`],
    ['numbers of NumPy', (v: number, i: number) => `{'step': ${i + 1}, 'loss': np.float32(${v})}`],
    [
      'tensors of PyTorch',
      (v: number, i: number) =>
        `step ${i + 1} loss tensor(${v}, device='cuda:0', grad_fn=<NllLossBackward0>)`,
    ],
    ['numbers of Julia', (v: number, i: number) => `Step ${i + 1}: loss = ${(v / 100).toFixed(5)}f2`],
    ['decimal commas', (v: number, i: number) => `step ${i + 1}: loss ${v.toFixed(4).replace('.', ',')}`],
    [
      'decimal commas below a version',
      (v: number, i: number) =>
        `${i === 0 ? 'ML.NET 3.0.1, torch 2.1\n' : ''}step ${i + 1}: loss ${`${v}`.replace('.', ',')}`,
    ],
    ['a date of England', (v: number, i: number) => `25/11/2026 12:00:0${i} - step ${i + 1} loss ${v}`],
    ['a short date', (v: number, i: number) => `26/11/30 12:00:0${i} step ${i + 1} loss ${v}`],
    ['a day and a month', (v: number, i: number) => `[10/05 12:00:0${i}] INFO: step ${i + 1} loss: ${v}`],
    ['the name of a logger', (v: number, i: number) => `INFO:__main__:step ${i + 1} loss ${v}`],
    [
      'what a batch costs',
      (v: number, i: number) => `step: ${i + 1}, batch loss: ${v}, avg_batch_cost: 0.5 s`,
    ],
    ['a step in brackets', (v: number, i: number) => `[${i + 1}]\tcost:${v}`],
    ['no thousands in brackets', (v: number, i: number) => `[rank0] step ${i + 1} loss=${v}`],
    ['a number of a process in brackets', (v: number, i: number) => `[3] step ${i + 1} loss=${v}`],
  ])('%s', (_, line) => {
    const { steps } = log(printed(line), 'out.log');
    expect(steps).toMatchObject({ step: f32(1, 2, 3, 4), batchLoss: f32(...loss) });
  });

  it('minus signs of print', () => {
    const { steps } = log(
      printed((v, i) => `step ${i + 1}: loss \u2212${v} lr ${i + 1}e\u20124`),
      'out.log',
    );
    expect(steps).toMatchObject({
      batchLoss: f32(...loss.map((v) => -v)),
      learningRate: f32(1e-4, 2e-4, 3e-4, 4e-4),
    });
  });

  it.each(['\u00A0', '\u202F', '_', "'"])('thousands parted by %j', (mark) => {
    const { steps } = log(
      printed((v, i) => `step ${i + 9}${mark}000 loss ${v}`),
      'out.log',
    );
    expect(steps).toMatchObject({ step: f32(9000, 10_000, 11_000, 12_000), batchLoss: f32(...loss) });
  });

  it('a bar tells how far it is, not which epoch', () => {
    const { evaluations } = log(
      printed(
        (v, i) =>
          `Epoch ${i + 1}\nTraining: 100%|███| 10/10 [00:01<00:00, 9.5it/s]\nTrain loss: ${v}\nVal loss: ${v + 1}`,
      ),
      'out.log',
    );
    expect(evaluations).toMatchObject({ trainLoss: f32(...loss), testLoss: f32(...loss.map((v) => v + 1)) });
  });

  it.each(['dev', 'Validate', 'Validating', 'holdout'])('a set that is called %s is a test', (name) => {
    const { evaluations } = log(
      printed((v, i) => `epoch ${i + 1} train loss ${v}\n${name}: epoch ${i + 1} loss ${v + 1}`),
      'out.log',
    );
    expect(evaluations).toMatchObject({ trainLoss: f32(...loss), testLoss: f32(...loss.map((v) => v + 1)) });
  });

  it('commas that may part thousands or fractions are said', () => {
    const { steps, notes } = log(
      printed((v, i) => `step ${i + 1}: loss ${v.toFixed(3).replace('.', ',')}`),
      'out.log',
    );
    expect(steps.batchLoss).toEqual(f32(...loss.map((v) => 1000 * v)));
    expect(notes).toContain('The comma in “2,500” is taken to part thousands.');
  });

  it('thousands of steps, written short', () => {
    const { steps } = log(
      printed((v, i) => `step ${i + 1}k: loss ${v}`),
      'out.log',
    );
    expect(steps.step).toEqual(f32(1000, 2000, 3000, 4000));
  });

  it('the tables of Stable-Baselines3', () => {
    const table = (v: number, i: number) => `----------------------------
| rollout/         |       |
|    ep_rew_mean   | 1e+02 |
| time/            |       |
|    iterations    | ${i + 1}     |
|    total_timesteps | ${2048 * (i + 1)} |
| train/           |       |
|    learning_rate | 0.5   |
|    loss          | ${v}  |
----------------------------`;
    expect(log(printed(table), 'out.log').steps).toMatchObject({
      step: f32(2048, 4096, 6144, 8192),
      batchLoss: f32(...loss),
      learningRate: f32(0.5, 0.5, 0.5, 0.5),
    });
  });
});

describe('batches within epochs', () => {
  it('the tutorial of PyTorch: epoch and batch in one bracket are no JSON', () => {
    const { steps, stepsPerEpoch } = log(
      printed((v, i) => `[${1 + (i >> 1)}, ${2000 * (1 + (i % 2))}] loss: ${v}`),
      'out.log',
    );
    expect(steps).toMatchObject({ step: f32(2000, 4000, 6000, 8000), batchLoss: f32(...loss) });
    expect(stepsPerEpoch).toBe(4000);
  });

  it('the quickstart of PyTorch: lines below “Test Error:” are of the test', () => {
    const { steps, evaluations } = log(
      [0, 1]
        .map(
          (i) =>
            `Epoch ${i + 1}\n-----------\nloss: ${loss[2 * i]}  [   64/60000]\nloss: ${loss[2 * i + 1]}  [ 6464/60000]\nTest Error: \n Accuracy: ${50 + 25 * i}.0%, Avg loss: ${3 - i} \n`,
        )
        .join('\n'),
      'out.log',
    );
    expect(steps).toMatchObject({ step: f32(64, 6464, 60064, 66464), batchLoss: f32(...loss) });
    expect(evaluations).toMatchObject({ testLoss: f32(3, 2), testAccuracy: f32(0.5, 0.75) });
  });

  it('a bar that says how long a step takes; a second bar of the epoch is of the test, and that is said', () => {
    const bar = (value: number, share: number, at: string) =>
      ` [=====>.....]  Step: 57ms | Tot: 1m3s | Loss: ${value} | Acc: ${share}.000% (25/100) ${at}`;
    const { steps, evaluations, notes } = log(
      [0, 1]
        .map((i) => `Epoch: ${i}\n${bar(loss[i], 25, '391/391')}\n${bar(3 - i, 50, '100/100')}`)
        .join('\n'),
      'out.log',
    );
    expect(steps).toMatchObject({ step: f32(391, 782), batchLoss: f32(2.5, 2.25) });
    expect(evaluations).toMatchObject({
      trainAccuracy: f32(0.25, 0.25),
      testLoss: f32(3, 2),
      testAccuracy: f32(0.5, 0.5),
    });
    expect(notes.join()).toContain('Line 3 counts anew within its epoch');
  });
});

test('Megatron: the validation loss is the value behind it', () => {
  const { evaluations } = log(
    `${printed((v, i) => ` iteration ${10 * (i + 1)}/ 500 | learning rate: 1.0E-05 | lm loss: ${v}E+00 |`)}\n validation loss at iteration 40 | lm loss value: 2.5E+00 | lm loss PPL: 7.3E+00 | \n`,
    'out.log',
  );
  expect(evaluations).toMatchObject({ step: f32(40), testLoss: f32(2.5) });
});

test('LightGBM: sets with an apostrophe', () => {
  const { evaluations } = log(
    printed((v, i) => `[${i + 1}]\ttraining's binary_logloss: ${v}\tvalid_1's binary_logloss: ${v + 1}`),
    'out.log',
  );
  expect(evaluations).toMatchObject({
    step: f32(1, 2, 3, 4),
    trainLoss: f32(...loss),
    testLoss: f32(...loss.map((v) => v + 1)),
  });
});

test.each([
  [
    'XGBoost',
    (v: number, i: number) => `[${i}]\ttrain-rmse:${v}\teval-rmse:${v}`,
    ['train-rmse', 'eval-rmse'],
  ],
  [
    'two networks',
    (v: number, i: number) => `[0/5][${50 * i}/1583]\tLoss_D: ${v}\tLoss_G: 3.2`,
    ['Loss_D', 'Loss_G'],
  ],
])('%s: losses that nobody knows are asked about by their names', (_, line, names) => {
  const result = readLog(printed(line), 'out.log');
  expect(result).toMatchObject({ ok: false, ask: true });
  expect(result.shape?.columns.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
});
