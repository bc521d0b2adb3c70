import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../training/config';
import { RunData } from '../run-data';
import { f32, lines, log } from './testing/logs';

describe('a log per step', () => {
  it('has every column under its own name or another', () => {
    const { steps, evaluations, rows, stepsPerEpoch, name } = log(
      'Global Step,epoch,train_loss_step,LR,momentum,Grad-Norm,step.norm,Loss/train,trainAccuracy,val_loss,val_acc\n' +
        '1,1,2.5,0.1,0.9,3,0.3,,,,\n2,1,2.25,0.1,0.9,2,0.2,2,0.5,2.5,0.25\n3,2,2,0.01,0.9,1,0.1,,,,\n',
      'logs/my.run.csv',
    );
    expect([name, rows, stepsPerEpoch]).toEqual(['my.run', 3, 2]);
    expect(steps).toMatchObject({
      step: f32(1, 2, 3),
      batchLoss: f32(2.5, 2.25, 2),
      learningRate: f32(0.1, 0.1, 0.01),
      momentum: f32(0.9, 0.9, 0.9),
      gradientNorm: f32(3, 2, 1),
      stepNorm: f32(0.3, 0.2, 0.1),
      slope: f32(NaN, NaN, NaN),
    });
    expect(evaluations).toEqual({
      step: f32(2),
      trainLoss: f32(2),
      trainAccuracy: f32(0.5),
      testLoss: f32(2.5),
      testAccuracy: f32(0.25),
    });
  });

  it('is the same in every way to write it', () => {
    const rows = [
      ['step', 'note', 'loss', 'val_loss'],
      [1, 'a, b', 2.5, 3.5],
      [2, 'say "hi"\r\nthere', 1.5, ''],
      [4, '', 1e-3, 2.25],
    ];
    const quoted = (separator: string, comma = false, end = '\n') =>
      rows
        .map((row) =>
          row.map((cell) => (typeof cell === 'number' && comma ? `${cell}`.replace('.', ',') : cell)),
        )
        .map((row) => row.map((cell) => `"${`${cell}`.replaceAll('"', '""')}"`).join(separator))
        .join(end);
    const [names, ...values] = rows;
    const objects = values.map((row) => Object.fromEntries(row.map((cell, i) => [names[i], cell])));
    const columns = Object.fromEntries(names.map((name, i) => [name, values.map((row) => row[i])]));
    const expected = log(quoted(','));
    expect(expected.steps.batchLoss).toEqual(f32(2.5, 1.5, 1e-3));
    expect(expected.evaluations.step).toEqual(f32(1, 4));
    for (const text of [
      `\uFEFF${quoted(',', false, '\r\n')}\r\n`,
      quoted('\t'),
      quoted(';'),
      quoted(';', true),
      quoted('\t', true),
      objects.map((each) => JSON.stringify(each)).join('\n\n'),
      JSON.stringify(objects),
      JSON.stringify(objects, null, 2),
      JSON.stringify(columns),
      JSON.stringify({ history: columns, params: { epochs: 3 } }),
      JSON.stringify({ best: 1, log_history: objects }),
    ]) {
      expect(log(text)).toEqual(expected);
    }
  });

  it('in long form is the same', () => {
    const wide = log('step,loss,val_loss\n1,3,\n2,2,2.5\n');
    const long = log('wall time,tag,step,value\n0,loss,1,3\n0,loss,2,2\n1,val_loss,2,2.5\n1,lego,2,x\n');
    expect(long.steps).toEqual(wide.steps);
    expect(long.evaluations).toEqual(wide.evaluations);
    expect(long.notes.join()).toContain('Not used: “wall time”, “lego”.');
    expect(log('{"metric":"loss","step":1,"value":3}\n{"metric":"loss","step":2,"value":2}').steps).toEqual(
      wide.steps,
    );
    expect(log('Wall time,Step,Value\n9,1,3\n9,2,2\n', 'run-.-tag-Loss_train.csv').steps).toEqual(wide.steps);
  });

  it('is sorted, later rows of a step hold, steps count from 1', () => {
    const { steps, notes } = log('step,loss,lr\n2,20,0.1\n0,1,\n1,10,0.2\n2,21,\n');
    expect(steps).toMatchObject({
      step: f32(1, 2, 3),
      batchLoss: f32(1, 10, 21),
      learningRate: f32(NaN, 0.2, 0.1),
    });
    expect(notes).toEqual([
      'Rows were not in the order of steps; they are sorted.',
      '1 step comes more than once with different numbers; the last ones hold.',
      'The log does not say how long an epoch is; it is taken as 1 step.',
      'The log counts steps from 0; here the first step is step 1.',
    ]);
  });

  it('keeps its learning rate where that is written in rows of its own', () => {
    const { steps } = log('step,lr-SGD,train_loss\n1,0.4,\n1,,2\n2,0.4,\n2,,1.5\n3,0.1,\n4,,1\n5,,0.5\n');
    expect(steps.learningRate).toEqual(f32(0.4, 0.4, 0.1, 0.1));
  });

  it('that begins anew with each epoch is numbered through', () => {
    const rows = [0, 1, 2].flatMap((epoch) =>
      [0, 1, 2, 3].map((batch) => [epoch, batch, epoch * 4 + batch + 0.5]),
    );
    const { steps, stepsPerEpoch } = log(lines([['epoch', 'batch', 'loss'], ...rows]));
    expect(stepsPerEpoch).toBe(4);
    expect([...steps.step]).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
    expect([...steps.batchLoss]).toEqual(Array.from({ length: 12 }, (_, i) => i + 0.5));
  });

  it('without steps has its rows numbered', () => {
    expect(log('loss\n3\n2\n1\n').steps.step).toEqual(f32(1, 2, 3));
  });

  it.each([
    ['NaN', 'nan'],
    ['inf', '-Infinity'],
  ])('that ends in %s diverged', (a, b) => {
    const { steps, notes } = log(`step,loss\n1,2\n2,3\n3,${a}\n4,${b}\n`);
    expect(steps.batchLoss).toEqual(f32(2, 3, NaN, NaN));
    expect(notes).toContain('The loss diverged at step 3.');
    const data = new RunData(defaultConfig, 1);
    data.append({ steps });
    data.settle();
    expect(data.regime.segments.at(-1)?.regime).toBe('diverged');
  });

  it('that goes on after a NaN did not diverge', () => {
    const { steps, notes } = log('{"step":1,"loss":2}\n{"step":2,"loss":NaN}\n{"step":3,"loss":1}\n');
    expect(steps.step).toEqual(f32(1, 3));
    expect(notes.join()).toContain('1 row left out whose loss is not a finite number');
    expect(notes.join()).not.toContain('diverged at');
  });
});

describe('epochs', () => {
  const perStep = (epoch: (step: number) => number | string, steps = 500, every = 1) =>
    lines([
      ['step', 'epoch', 'loss'],
      ...Array.from({ length: steps / every }, (_, i) => (i + 1) * every).map((step) => [
        step,
        epoch(step),
        1,
      ]),
    ]);

  it.each([
    ['whole, from 0', perStep((step) => Math.floor((step - 1) / 125))],
    ['whole, from 1', perStep((step) => Math.ceil(step / 125))],
    [
      'whole, with the step before training',
      `step,epoch,loss\n0,0,\n${perStep((s) => Math.ceil(s / 125)).slice(16)}`,
    ],
    ['fractions', perStep((step) => step / 125)],
    ['rounded fractions of few steps', perStep((step) => (step / 125).toFixed(2), 5000, 100)],
    ['unfinished', perStep((step) => Math.ceil(step / 125), 130)],
  ])('are measured in steps: %s', (_, text) => expect(log(text).stepsPerEpoch).toBe(125));

  it('are the steps between evaluations where the log has none', () => {
    const rows = Array.from({ length: 100 }, (_, i) => [i + 1, 1, (i + 1) % 20 === 0 ? 2 : '']);
    const { stepsPerEpoch, notes } = log(lines([['step', 'loss', 'val_loss'], ...rows]));
    expect(stepsPerEpoch).toBe(20);
    expect(notes.join()).toContain('taken as 20 steps, the distance of evaluations');
  });

  it.each([
    '{"loss":[3,2],"val_loss":[3.5,2.5],"accuracy":[0.5,0.75]}',
    'epoch,loss,val_loss,acc\n0,3,3.5,50\n1,2,2.5,75',
  ])('one row each: %s', (text) => {
    const { steps, evaluations, stepsPerEpoch, notes } = log(text);
    expect(stepsPerEpoch).toBe(1);
    expect(steps).toMatchObject({ step: f32(1, 2), batchLoss: f32(3, 2) });
    expect(evaluations).toMatchObject({
      step: f32(1, 2),
      trainLoss: f32(3, 2),
      trainAccuracy: f32(0.5, 0.75),
      testLoss: f32(3.5, 2.5),
    });
    expect(notes.join()).toContain('counts as one step');
  });
});

describe('whose loss it is', () => {
  const many = (columns: string[], row: (step: number) => unknown[]) =>
    lines([['step', ...columns], ...Array.from({ length: 40 }, (_, i) => [i + 1, ...row(i + 1)])]);
  const sparse = (step: number) => (step % 10 === 0 ? step : '');

  it('a dense train_loss is the batch loss', () => {
    const { steps, evaluations, notes } = log(
      many(['train_loss', 'val_loss'], (step) => [step, sparse(step)]),
    );
    expect(steps.batchLoss).toHaveLength(40);
    expect(evaluations.trainLoss).toEqual(f32(NaN, NaN, NaN, NaN));
    expect(notes.join()).toContain('“train_loss” is given at most steps');
  });

  it('a sparse one is the loss of the training set', () => {
    const both = log(many(['loss', 'train_loss'], (step) => [1, sparse(step)]));
    expect(both.steps.batchLoss).toHaveLength(40);
    expect(both.evaluations.trainLoss).toEqual(f32(10, 20, 30, 40));
    const alone = log(many(['lr', 'train_loss'], (step) => [1 / step, sparse(step)]));
    expect(alone.evaluations.trainLoss).toEqual(f32(10, 20, 30, 40));
    expect(alone.steps).toMatchObject({
      step: f32(10, 20, 30, 40),
      learningRate: f32(0.1, 1 / 20, 1 / 30, 1 / 40),
    });
    expect(alone.notes.join()).toContain('the training loss is drawn for it too');
  });

  it('one beside a test at every row too', () => {
    const { evaluations, steps } = log(many(['train_loss', 'test_loss'], (step) => [step, step]));
    expect(evaluations.trainLoss).toHaveLength(40);
    expect(steps.batchLoss).toEqual(evaluations.trainLoss);
  });

  it('the log of Hugging Face: loss, tests and a last mean', () => {
    const { steps, evaluations } = log(
      '{"loss":2,"learning_rate":0.1,"epoch":0.5,"step":50}\n{"loss":1,"epoch":1,"step":100}\n' +
        '{"eval_loss":1.5,"eval_accuracy":0.6,"epoch":1,"step":100}\n{"train_loss":1.25,"epoch":1,"step":100}',
    );
    expect(steps).toMatchObject({ step: f32(50, 100), batchLoss: f32(2, 1), learningRate: f32(0.1, 0.1) });
    expect(evaluations).toMatchObject({
      step: f32(100),
      trainLoss: f32(1.25),
      testLoss: f32(1.5),
      testAccuracy: f32(0.6),
    });
  });

  it('a log with tests only has no steps', () => {
    const { steps, evaluations } = log('step,val_loss\n10,1\n20,0.5\n');
    expect(steps.step).toHaveLength(0);
    expect(evaluations.testLoss).toEqual(f32(1, 0.5));
  });
});

describe('accuracies', () => {
  it('in percent are divided by 100, each column for itself', () => {
    const { evaluations, notes } = log('step,loss,acc,val_acc\n1,1,50,0.5\n2,1,100,1\n');
    expect(evaluations).toMatchObject({ trainAccuracy: f32(0.5, 1), testAccuracy: f32(0.5, 1) });
    expect(notes).toContain('The training accuracy is in percent and divided by 100.');
    expect(notes.join()).not.toContain('test accuracy');
  });

  it('with a percent sign or rounding above 1 are understood, others left out', () => {
    expect(log('step,loss,acc\n1,1,50%\n').evaluations.trainAccuracy).toEqual(f32(0.5));
    expect(log('step,loss,acc\n1,1,1.0000001\n').evaluations.trainAccuracy).toEqual(f32(1));
    const { evaluations, notes } = log('step,loss,acc,val_acc\n1,1,-3,0.5\n2,1,0.5,0.5\n');
    expect(evaluations.trainAccuracy).toEqual(f32(NaN, 0.5));
    expect(notes.join()).toContain('1 row whose training accuracy is not from 0 to 100 %');
  });
});

describe('kappa', () => {
  it('reaches the detector as it was written', () => {
    const kappas = Array.from({ length: 300 }, (_, i) => (i % 3 === 0 ? '' : 1.2 + Math.sin(i) / 3));
    const rows = kappas.map((kappa, i) => [i + 1, Math.ceil((i + 1) / 50), 2 - i / 300, 0.1, 0, kappa]);
    const { steps, evaluations, measured, stepsPerEpoch } = log(
      lines([['step', 'epoch', 'loss', 'lr', 'momentum', 'kappa'], ...rows]),
    );
    const data = new RunData(defaultConfig, stepsPerEpoch);
    data.append({ steps, evaluations });
    data.settle();
    expect([...data.regime.kappas.get('step')]).toEqual(measured?.step);
    expect(measured?.value).toEqual(kappas.filter((each) => each !== ''));
    for (const [i, kappa] of data.regime.kappas.get('kappa').entries()) {
      expect(Math.fround(kappa)).toBe(Math.fround(measured?.value[i] ?? NaN));
    }
    expect(data.regime.segments.at(-1)).toMatchObject({ regime: 'large-step', subtype: '' });
  });

  it('at steps without a loss is told, not judged', () => {
    const { steps, measured, notes } = log('step,loss,kappa\n1,1,\n2,,1.5\n3,1,0.5\n');
    expect(steps.step).toEqual(f32(1, 3));
    expect(measured).toEqual({ step: [2, 3], value: [1.5, 0.5] });
    expect(notes).toContain('Values of kappa at steps without a loss are not drawn.');
    expect(log('step,loss\n1,1\n').measured).toBeUndefined();
  });
});
