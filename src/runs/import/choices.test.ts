/** What a person says of the columns of a log is what is read. */
import { describe, expect, it } from 'vitest';
import { readLog } from './read-log';
import { f32 } from './testing/logs';

const text = 'k,a,b,c\n1,2.5,3,0.1\n2,2,2.5,0.1\n3,1.5,2,0.01\n';

describe('columns that nobody knows', () => {
  const asked = readLog(text, 'x.csv');
  it('are asked about, with their first cells', () => {
    expect(asked).toMatchObject({
      ok: false,
      ask: true,
      message: expect.stringContaining('No column with a loss'),
    });
    if (asked.ok) throw new Error('was read');
    expect(asked.shape?.columns.map(({ name, first }) => [name, first.join(' ')])).toEqual([
      ['k', '1 2 3'],
      ['a', '2.5 2 1.5'],
      ['b', '3 2.5 2'],
      ['c', '0.1 0.1 0.01'],
    ]);
    expect(asked.shape?.columns.slice(0, 2).map(({ role }) => role)).toEqual(['step', 'batchLoss']);
  });

  it('are what a person says, several losses their sum', () => {
    const result = readLog(text, 'x.csv', { k: 'epoch', a: 'trainLoss', b: 'trainLoss', c: 'learningRate' });
    expect(result).toMatchObject({ ok: true });
    if (!result.ok) return;
    expect(result.logs[0].evaluations).toMatchObject({ step: f32(1, 2, 3), trainLoss: f32(5.5, 4.5, 3.5) });
    expect(result.logs[0].steps.learningRate).toEqual(f32(0.1, 0.1, 0.01));
    expect(result.shape.key).toBe(asked.ok ? '' : asked.shape?.key);
  });

  it('are remembered by the shape of the file', () => {
    const key = asked.ok ? '' : (asked.shape?.key ?? '');
    const result = readLog(text, 'y.csv', undefined, { [key]: { a: 'testLoss', k: 'step' } });
    expect(result).toMatchObject({
      ok: true,
      notes: expect.arrayContaining([expect.stringContaining('as you chose')]),
    });
    if (result.ok) expect(result.logs[0].evaluations.testLoss).toEqual(f32(2.5, 2, 1.5));
    expect(readLog(text.replace('k,', 'kk,'), 'y.csv', undefined, { [key]: { a: 'testLoss' } }).ok).toBe(
      false,
    );
  });

  it.each([
    [{ k: 'step' }, 'No column is a loss; choose the one that holds the training loss or the test loss.'],
    [{ a: 'batchLoss', k: 'step', c: 'step' }, '“k” and “c” are both step; choose one.'],
    [{ k: 'step', a: 'batchLoss', c: 'epoch', b: 'step' }, '“k” and “b” are both step; choose one.'],
    [{ c: 'step', a: 'batchLoss' }, 'Line 2, column “c”: a step is a whole number from 0, not 0.1.'],
  ] as const)('are refused in words: %j', (choice, message) => {
    expect(readLog(text, 'x.csv', choice)).toMatchObject({ ok: false, message, shape: {} });
  });
});

it.each([
  'step,loss,val_loss,lr\n1,2,,0.1\n2,1,3,0.1\n3,1,,0.1\n',
  'step,train_loss,val_loss\n1,2,3\n2,1,2\n',
  'epoch,loss,accuracy,val_loss,val_accuracy\n0,2,0.5,3,0.25\n1,1,0.5,2,0.5\n',
  'run,step,loss\na,1,2\na,2,1\nb,1,3\nb,2,2\n',
  'epoch,train/box_loss,train/cls_loss,val/box_loss\n1,1,2,3\n2,1,1,2\n',
])('what is proposed, chosen unchanged, reads the same: %j', (log) => {
  const guessed = readLog(log, 'x.csv');
  if (!guessed.ok) throw new Error(guessed.message);
  const choice = Object.fromEntries(guessed.shape.columns.map(({ name, role }) => [name, role]));
  const chosen = readLog(log, 'x.csv', choice);
  if (!chosen.ok) throw new Error(chosen.message);
  expect(
    chosen.logs.map(({ name, steps, evaluations, stepsPerEpoch }) => ({
      name,
      steps,
      evaluations,
      stepsPerEpoch,
    })),
  ).toEqual(
    guessed.logs.map(({ name, steps, evaluations, stepsPerEpoch }) => ({
      name,
      steps,
      evaluations,
      stepsPerEpoch,
    })),
  );
  expect(chosen.shape).toEqual(guessed.shape);
});
