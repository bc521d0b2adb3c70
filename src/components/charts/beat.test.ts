import { expect, test } from 'vitest';
import { beatMs, beatOf, untilBeat } from './beat';

test('whoever is due by a beat waits for it, and all for the same one', () => {
  expect(untilBeat(0, 3 * beatMs)).toBe(0);
  expect(untilBeat(0, 3 * beatMs + 1)).toBe(beatMs - 1);
  expect(untilBeat(5 * beatMs - 1, 3 * beatMs)).toBe(2 * beatMs);
  for (const now of [2.1, 2.5, 2.9])
    expect(beatMs * now + untilBeat(0, beatMs * now)).toBeCloseTo(3 * beatMs, 9);
});

test('drawn a little after a beat, one is due again at the next', () => {
  const drawn = 4 * beatMs + 7;
  expect(drawn + untilBeat(beatOf(drawn) + beatMs, drawn)).toBe(5 * beatMs);
});
