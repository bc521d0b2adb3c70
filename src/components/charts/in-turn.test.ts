import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inTurn } from './in-turn';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('each is drawn about once a second, never two at once, and none after it is gone', () => {
  const drawn: [number, string][] = [];
  const began = Date.now();
  const stops = ['a', 'b', 'c', 'd'].map((name) => inTurn(() => drawn.push([Date.now() - began, name])));
  vi.advanceTimersByTime(10_000);
  for (const name of ['a', 'b', 'c', 'd']) {
    const times = drawn.filter(([, each]) => each === name).length;
    expect(times).toBeGreaterThanOrEqual(9);
    expect(times).toBeLessThanOrEqual(11);
  }
  expect(new Set(drawn.map(([time]) => time)).size).toBe(drawn.length);
  const before = drawn.length;
  for (const stop of stops) stop();
  vi.advanceTimersByTime(5000);
  expect(drawn.length).toBe(before);
  // A later one starts the turns again.
  const stop = inTurn(() => drawn.push([0, 'e']));
  vi.advanceTimersByTime(1000);
  expect(drawn.at(-1)?.[1]).toBe('e');
  stop();
});
