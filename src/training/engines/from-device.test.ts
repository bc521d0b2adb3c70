import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NoAnswer } from '../within';
import { compiled, expectNewWork, fromDevice } from './from-device';

const never = () => new Promise<never>(() => {});
const after = (seconds: number) =>
  new Promise<string>((resolve) => setTimeout(resolve, 1000 * seconds, 'numbers'));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Seconds after which a readback that never comes is given up. */
async function limitOf(kind: string, parts = 1): Promise<number> {
  let over = false;
  fromDevice(kind, never(), parts).catch((error) => {
    expect(error).toBeInstanceOf(NoAnswer);
    over = true;
  });
  let seconds = 0;
  for (; !over && seconds < 1000; seconds++) await vi.advanceTimersByTimeAsync(1000);
  return seconds;
}

async function take(kind: string, seconds: number, parts = 1): Promise<void> {
  const read = fromDevice(kind, after(seconds), parts);
  await vi.advanceTimersByTimeAsync(1000 * seconds);
  expect(await read).toBe('numbers');
}

test('the first work of a kind compiles: a minute, three on a processor', async () => {
  expectNewWork(false);
  expect(await limitOf('steps')).toBe(60);
  expectNewWork(true);
  expect(await limitOf('steps')).toBe(180);
});

test('work of a known kind has twenty times what it took, and 20 s at least', async () => {
  expectNewWork(false);
  await take('steps', 0.1);
  expect(await limitOf('steps')).toBe(20);
  await take('steps', 3);
  expect(await limitOf('steps')).toBe(60);
  // Other kinds are not known by that, nor is another network.
  expect(await limitOf('evaluation')).toBe(60);
  await take('steps', 45);
  expect(await limitOf('steps')).toBe(600);
  expectNewWork(true);
  expect(await limitOf('steps')).toBe(180);
});

test('a compiler that never answers', async () => {
  const failed = expect(compiled(never())).rejects.toThrow('compiler did not answer within 120 s.');
  await vi.advanceTimersByTimeAsync(120_000);
  await failed;
});

test('many parts have as many times what one took', async () => {
  expectNewWork(false);
  await take('steps', 0.5, 10);
  expect(await limitOf('steps', 10)).toBe(20);
  expect(await limitOf('steps', 100)).toBe(100);
  expect(await limitOf('steps', 500)).toBe(500);
});
