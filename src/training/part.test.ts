import { expect, test } from 'vitest';
import { boolean, number } from './field';
import { registry } from './part';
import { schedule } from './schedules/schedule';

const shared = number({ label: 'A', short: 'a', hint: 'A.', min: 0, max: 1, default: 0.5 });
const first = schedule({
  name: 'first',
  label: 'The first',
  fields: { a: shared },
  ratesAt: (_epoch, { learningRate, a }) => ({ learningRate: a * learningRate, momentum: 0 }),
});
const second = schedule({
  name: 'second',
  label: 'The second',
  fields: { a: shared, b: boolean({ label: 'B', short: 'b', hint: 'B.', default: false }) },
  rules: ({ a, b }) => (b && a > 0.5 ? [{ field: 'a', allowed: '0 to 0.5 with B' }] : []),
  ratesAt: (_epoch, { learningRate, b }) => ({ learningRate: b ? 0 : learningRate, momentum: 0 }),
});
const toys = registry(first, second);

test('names, labels and fields follow from the list', () => {
  expect(toys.names).toEqual(['first', 'second']);
  expect(toys.options).toEqual({ first: 'The first', second: 'The second' });
  expect(Object.keys(toys.fields)).toEqual(['a', 'b']);
  expect(toys.fields.b.kind).toBe('boolean');
});

test('a field knows the parts that have it', () => {
  expect(toys.owners('a')).toEqual(['first', 'second']);
  expect(toys.owners('b')).toEqual(['second']);
  expect(toys.owners('c')).toBeUndefined();
});

test('a part is found by its name, with its own functions', () => {
  const config = { learningRate: 0.4, momentum: 0, epochs: 3, a: 0.75 };
  expect(toys.of('first').ratesAt(0, config)).toEqual({ learningRate: 0.75 * 0.4, momentum: 0 });
  expect(toys.of('second').ratesAt(0, { ...config, b: true })).toEqual({ learningRate: 0, momentum: 0 });
  expect(toys.of('second').rules?.({ ...config, b: true })).toEqual([
    { field: 'a', allowed: '0 to 0.5 with B' },
  ]);
  expect(toys.of('second').rules?.({ ...config, b: false })).toEqual([]);
});
