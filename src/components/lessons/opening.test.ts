import { expect, test } from 'vitest';
import { stepNumber } from './opening';

test('a link names a step, or none', () => {
  expect(stepNumber(undefined, 5)).toEqual({ number: 1, wrong: '' });
  expect(stepNumber('1', 5)).toEqual({ number: 1, wrong: '' });
  expect(stepNumber('5', 5)).toEqual({ number: 5, wrong: '' });
});

test.each(['0', '6', '-1', '1.5', '01', '1e0', ' 2', 'two', '99999999999', '<b>'])(
  'there is no step %s of five: the first one is shown, and it is said',
  (asked) => {
    expect(stepNumber(asked, 5)).toEqual({ number: 1, wrong: expect.stringContaining(`“${asked}”`) });
  },
);
