/** Which set and which run the numbers of a log are of. */
import { expect, test } from 'vitest';
import { readLog } from './read-log';
import { f32, log } from './testing/logs';

const all = (text: string, name = 'run.csv') => {
  const result = readLog(text, name);
  if (!result.ok) throw new Error(result.message);
  return result;
};

test('a column of phases says whose the numbers are', () => {
  const { evaluations } = log(
    'epoch,phase,loss,acc\n1,train,2.5,0.25\n1,val,2.75,0.5\n2,train,2,0.5\n2,val,2.5,0.75\n',
  );
  expect(evaluations).toEqual({
    step: f32(1, 2),
    trainLoss: f32(2.5, 2),
    testLoss: f32(2.75, 2.5),
    trainAccuracy: f32(0.25, 0.5),
    testAccuracy: f32(0.5, 0.75),
  });
});

test('a program that was started again wrote a second run', () => {
  const { logs, notes } = all('step,loss\n1,3\n2,2.5\n3,2\n1,2.75\n2,2.25\n');
  expect(logs.map(({ steps }) => [...steps.batchLoss])).toEqual([
    [3, 2.5, 2],
    [2.75, 2.25],
  ]);
  expect(notes.join()).toContain('begin anew at line 5');
});

test('JSON lines: bare Infinity at the end is divergence; a cut last line is left out and said', () => {
  const infinite = log('{"step":1,"loss":2.5}\n{"step":2,"loss":NaN}\n{"step":3,"loss":-Infinity}');
  expect(infinite.steps.batchLoss).toEqual(f32(2.5, NaN, NaN));
  const cut = all('{"step":1,"loss":2.5}\n{"step":2,"loss":"Infinity"}\n{"step":3,"loss":2}\n{"step":4,"lo');
  expect(cut.logs[0].steps).toMatchObject({ step: f32(1, 3), batchLoss: f32(2.5, 2) });
  expect(cut.notes.join(' ')).toContain('Line 4, the last one, is cut short and left out.');
});

test('objects within rows are opened', () => {
  const { steps, evaluations } = log(
    '{"step":1,"train":{"loss":2.5},"val":{"loss":3,"acc":0.5}}\n{"step":2,"train":{"loss":2}}\n{"step":3,"train":{"loss":1.5}}',
  );
  expect(steps.batchLoss).toEqual(f32(2.5, 2, 1.5));
  expect(evaluations).toMatchObject({ step: f32(1), testLoss: f32(3), testAccuracy: f32(0.5) });
});

test('columns `train - loss` and `val - loss` are losses of one run', () => {
  const { logs } = all('epoch,train - loss,val - loss\n1,2.3,2.5\n2,2.25,2.25\n3,2.125,2\n');
  expect(logs).toHaveLength(1);
  expect(logs[0].evaluations.testLoss.filter((value) => !Number.isNaN(value))).toEqual(f32(2.5, 2.25, 2));
});

test.each([
  'run,tag,step,value\ntrain,epoch_loss,0,2.5\ntrain,epoch_loss,1,2\nvalidation,epoch_loss,0,3\nvalidation,epoch_loss,1,2.25\n',
  'run,step,epoch_loss\ntrain,0,2.5\ntrain,1,2\nvalidation,0,3\nvalidation,1,2.25\n',
])('TensorBoard: the runs `train` and `validation` are two sets of one run', (text) => {
  const { logs } = all(text);
  expect(logs).toHaveLength(1);
  expect(logs[0].evaluations.testLoss.filter((value) => !Number.isNaN(value))).toEqual(f32(3, 2.25));
});

test('losses of several validation sets are asked about, not added up in silence', () => {
  const result = readLog('step,loss,val_a_loss,val_b_loss\n1,2.5,1,2\n2,2,1,1.5\n', 'run.csv');
  expect(result).toMatchObject({ ok: false, ask: true, message: expect.stringContaining('val_a_loss') });
});

test('a setting that several runs differ in tells them apart, whatever it is called', () => {
  const mixed = all(
    'optimizer,step,loss\nsgd,1,3\nadam,1,2.75\nsgd,2,2.5\nadam,2,2.25\nsgd,3,2\nadam,3,1.75\n',
  );
  expect(mixed.logs.map(({ steps }) => [...steps.batchLoss])).toEqual([
    [3, 2.5, 2],
    [2.75, 2.25, 1.75],
  ]);
  expect(mixed.notes).toContain('“optimizer” tells runs apart: there is one for each of its values.');
  const blocks = all('width,epoch,train_loss\n8,1,3\n8,2,2.5\n16,1,2.75\n16,2,2.25\n');
  expect(blocks.logs.map(({ evaluations }) => [...evaluations.trainLoss])).toEqual([
    [3, 2.5],
    [2.75, 2.25],
  ]);
});

test('sets are no runs, whatever their column is called', () => {
  const { logs } = all('type,epoch,loss\ntrain,1,3\nval,1,3.25\ntrain,2,2.5\nval,2,2.75\n');
  expect(logs).toHaveLength(1);
});

test('what is blank in some rows, differs in each or differs within a run tells none apart', () => {
  for (const text of [
    // Values beside the training rows only.
    'epoch,note,train_loss,val_loss\n1,a,3,\n1,,,3.25\n2,a,2.5,\n2,,,2.75\n',
    // A time.
    'epoch,clock,train_loss,val_loss\n1,10,3,\n1,11,,3.25\n2,12,2.5,\n2,13,,2.75\n',
    'epoch,level,train_loss,val_loss\n1,5,3,\n1,5,,3.25\n2,6,2.5,\n2,6,,2.75\n',
  ]) {
    const { logs } = all(text);
    expect(logs).toHaveLength(1);
    expect([...logs[0].evaluations.testLoss]).toEqual([3.25, 2.75]);
  }
});
