import { expect, test } from 'vitest';
import { type Kept, parseKept, withChoice } from './remembered-columns';

test('choices come back; a newer one for the same shape takes the place of the older', () => {
  let kept: Kept = withChoice([], 'a', { wings: 'batchLoss' });
  kept = withChoice(kept, 'b', { x: 'none' });
  kept = withChoice(kept, 'a', { wings: 'testLoss' });
  expect(parseKept(JSON.stringify(kept))).toEqual([
    ['b', { x: 'none' }],
    ['a', { wings: 'testLoss' }],
  ]);
  expect(withChoice(kept, 'b', undefined)).toEqual([['a', { wings: 'testLoss' }]]);
});

test('what is kept is bounded, the oldest go first', () => {
  let kept: Kept = [];
  for (let i = 0; i < 100; i++) kept = withChoice(kept, `${i}`, { [`column ${i}`]: 'step' });
  expect(kept.length).toBeLessThanOrEqual(40);
  expect(kept.at(-1)?.[0]).toBe('99');
  const wide = Object.fromEntries(
    Array.from({ length: 3000 }, (_, i) => [`${'x'.repeat(20)}${i}`, 'none'] as const),
  );
  const text = JSON.stringify(withChoice(kept, 'wide', wide));
  expect(text.length).toBeLessThanOrEqual(100_000);
});

test.each([
  [null],
  ['{'],
  ['{}'],
  ['[["a",{"x":"nonsense"}]]'],
  ['[["a"]]'],
  ['[[1,{}]]'],
  [`["${'x'.repeat(200_000)}"]`],
])('damaged: nothing is remembered', (text) => expect(parseKept(text)).toEqual([]));
