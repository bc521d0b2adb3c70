/** What is refused as a log, and in which words. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLog } from './read-log';
import { fault, log } from './testing/logs';

describe('what is no log', () => {
  it.each([
    ['', 'The file is empty.'],
    [' \n\r\n', 'The file is empty.'],
    ['\uFEFF', 'The file is empty.'],
    [
      'PK\u0003\u0004\0\0step,loss',
      'The file is not text; a training log is a table, JSON or what a program printed.',
    ],
    ['step,loss\n', 'The log names its columns and has no rows.'],
    ['step,loss\n1,\n2,nan\n', 'There is no number in “loss”.'],
    ['1,2\n3,4\n', 'Line 1 holds numbers; a log begins with the names of its columns, such as step,loss.'],
    [
      'step,wings\n1,2\n',
      'No column with a loss. There are “step”, “wings”; a loss is called loss, batch_loss, train_loss or val_loss.',
    ],
    ['step,loss\n1,2\n2,many\n', 'Line 3, column “loss”: “many” is not a number.'],
    ['step,loss\n1,"a\nb"\n', 'Line 2, column “loss”: “a b” is not a number.'],
    ['x,loss\n"a\nb",1\n2,0x10\n', 'Line 4, column “loss”: “0x10” is not a number.'],
    [
      'step;loss\n1;1.5\n2;1,5\n',
      'Line 3, column “loss”: “1,5” has a decimal “,”, but other numbers have a decimal “.”.',
    ],
    ['step,loss\n1.5,2\n', 'Line 2, column “step”: a step is a whole number from 0, not 1.5.'],
    ['step,loss\n-1,2\n', 'Line 2, column “step”: a step is a whole number from 0, not -1.'],
    [
      'step,loss\n9007199254740992,2\n',
      'Line 2, column “step”: steps go up to 9,007,199,254,740,991, not 9007199254740992.',
    ],
    ['step,epoch,loss\n1,-1,2\n', 'Line 2, column “epoch”: an epoch is a number from 0, not -1.'],
    ['step,loss\n1,2,3\n', 'Line 2 has 3 values; the header names 2.'],
    ['step,loss\n1\n2,3\n', 'Line 2 has 1 value; the header names 2.'],
    ['step,loss\n1,"2\n', 'Line 2: a quote is opened and not closed.'],
    [
      `step,loss\n1,2\n${'3'.repeat(2 ** 20 + 1)}`,
      'Line 3 has more than 1 MB of text; lines of a table are shorter.',
    ],
    [
      `{"step":1}\n{"loss":"${'3'.repeat(2 ** 20)}"}`,
      'Line 2 has more than 1 MB of text; lines of a log are shorter.',
    ],
    ['{"step":1,"loss":2}\n{"step":2\n{"step":3}', 'Line 2: “{"step":2” is not a JSON object.'],
    ['{"step":1,"loss":true}', 'Entry 1, column “loss”: true is not a number.'],
    ['[{"step":1,"loss":[1]}]', 'Entry 1, column “loss”: a list is not a number.'],
    ['[[],2]', 'Entry 1 of the list is not an object with named values.'],
    [
      '{"loss":[1,2],"val_loss":[1]}',
      '“loss” has 2 values, “val_loss” has 1 value: lists of one log have the same length.',
    ],
    [
      '[]',
      'No column with a loss. The file names no columns; a loss is called loss, batch_loss, train_loss or val_loss.',
    ],
  ])('is refused in words, case %$', (text, message) => expect(fault(text)).toBe(message));

  it('has too many rows', () => {
    expect(fault(`loss\n${'1\n'.repeat(1_000_001)}`)).toBe('The log has more than 1,000,000 rows.');
    expect(log(`loss\n${'1\n'.repeat(1_000_000)}`).rows).toBe(1_000_000);
  });

  it('is not nested without end', () => {
    expect(fault(`${'['.repeat(1e5)}`)).toMatch(/^The file is not valid JSON/);
    expect(fault(`{"loss":${'['.repeat(1e5)}${']'.repeat(1e5)}}`)).toMatch(/is not a number|not valid JSON/);
  });

  it('never makes reading throw', () => {
    const cell = fc.oneof(
      fc.constantFrom(
        'step',
        'loss',
        'epoch',
        'val_loss',
        'acc',
        'kappa',
        'tag',
        'value',
        'NaN',
        '',
        '"',
        '""',
        '1e999',
        '1,5',
        '{',
        '[',
        '__proto__',
      ),
      fc.double().map(String),
      fc.integer({ min: 0, max: 5 }).map(String),
      fc.string({ unit: 'binary', maxLength: 5 }),
    );
    const separator = fc.constantFrom(',', ';', '\t', '\n', '\r\n');
    const table = fc
      .array(fc.tuple(cell, separator), { maxLength: 40 })
      .map((cells) => cells.flat().join(''));
    const sound = fc
      .tuple(
        table,
        fc.constantFrom('step,loss\n', 'epoch;loss;kappa\n', 'tag,step,value\n', '{"loss":1}\n', ''),
      )
      .map(([text, start]) => start + text);
    const json = fc
      .array(
        fc.dictionary(fc.oneof(cell, fc.string()), fc.oneof(fc.anything(), fc.integer()), { maxKeys: 5 }),
      )
      .map((rows) => JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? 1 : value)) ?? '');
    let read = 0;
    fc.assert(
      fc.property(fc.oneof(sound, json), fc.string(), (text, name) => {
        const result = readLog(text, name);
        if (!result.ok) return result.message.length > 0 && result.message.length < 600;
        read++;
        const { steps, evaluations } = result.logs[0];
        for (const table of [steps, evaluations]) {
          const lengths = new Set(Object.values(table).map((column) => column.length));
          expect(lengths.size).toBe(1);
          for (let i = 1; i < table.step.length; i++)
            expect(table.step[i]).toBeGreaterThan(table.step[i - 1]);
        }
        return true;
      }),
      { numRuns: 5000, seed: 1 },
    );
    expect(read).toBeGreaterThan(100);
  });
});
