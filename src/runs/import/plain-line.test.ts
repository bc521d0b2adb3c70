import { expect, test } from 'vitest';
import { looksPrinted, plainLine } from './plain-line';
import { readLog } from './read-log';

test('a row of a drawn table is a name and its number', () => {
  expect(plainLine('|    ep_rew_mean   | 1e+02  |', '.')).toBe('ep_rew_mean: 1e+02');
  expect(plainLine('│ test_loss │ -0.5 │', '.')).toBe('test_loss: -0.5');
  for (const line of ['| time/ | a |', '| 1 | 2 |', '| a | 1 | 2 |', 'a | b | 3']) {
    expect(plainLine(line, '.')).toBe(line);
  }
});

test('words of printed lines are no names of columns', () => {
  for (const cells of [
    ['step', '=', '3'],
    ['3:', '0.5'],
    ['loss:0.5', 'x'],
    ["{'loss':", "'2.5'"],
    ['lr = 0.1'],
  ]) {
    expect(looksPrinted(cells), cells.join(' ')).toBe(true);
  }
  for (const cells of [
    ['step', 'loss'],
    ['1', '1:0.5'],
    ['2024-01-01T10:00:00', '5'],
    ['loss: train', 'x y'],
  ]) {
    expect(looksPrinted(cells), cells.join(' ')).toBe(false);
  }
});

/** A pattern that begins anew at every character of such a line would take minutes, and the test its limit. */
test.each([
  ['many quotes', 'format"'.repeat(100_000)],
  ['many blanks in a row of a table', `| ${'a '.repeat(900)}\n`.repeat(3000)],
  ['many brackets', `${'loss Array('.repeat(180)}\n`.repeat(3000)],
  ['a long rule', `${'-'.repeat(1_000_000)}x\n1,2\n`],
])('%s are refused as any text is', (_, text) => {
  expect(readLog(text, 'a.txt').ok).toBe(false);
});
