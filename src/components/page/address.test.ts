import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAddressWriter } from './address';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a single change is written at once', () => {
  const written: string[] = [];
  const { write } = createAddressWriter((address) => written.push(address));
  write('seed=2');
  expect(written).toEqual(['?seed=2']);
  vi.advanceTimersByTime(5000);
  expect(written).toEqual(['?seed=2']);
  write('seed=3');
  expect(written).toEqual(['?seed=2', '?seed=3']);
});

test('of a flood few are written, the last among them', () => {
  const written: string[] = [];
  const { write } = createAddressWriter((address) => written.push(address));
  // A slider dragged for half a minute, 60 times a second.
  for (let i = 0; i < 1800; i++) {
    write(`seed=${i}`);
    vi.advanceTimersByTime(1000 / 60);
  }
  vi.advanceTimersByTime(1000);
  expect(written.at(-1)).toBe('?seed=1799');
  expect(written.length).toBeLessThan(100);
});

test('a browser that refuses stops nothing', () => {
  let refusing = true;
  const written: string[] = [];
  const { write } = createAddressWriter((address) => {
    if (refusing) throw new DOMException('Attempt to use history.replaceState() too often', 'SecurityError');
    written.push(address);
  });
  expect(() => write('seed=2')).not.toThrow();
  expect(() => {
    write('seed=3');
    vi.advanceTimersByTime(1000);
  }).not.toThrow();
  refusing = false;
  write('seed=4');
  expect(written).toEqual(['?seed=4']);
});
