import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { NoAnswer, within } from './within';

const never = new Promise<never>(() => {});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** What a promise has come to so far. */
function watch(promise: Promise<unknown>): { state: unknown } {
  const seen: { state: unknown } = { state: 'waiting' };
  promise.then(
    (value) => {
      seen.state = value;
    },
    (error) => {
      seen.state = error;
    },
  );
  return seen;
}

/** The clock jumps, and no timer of the time between fires: the machine slept, or the page was frozen. */
function sleep(ms: number): void {
  const [fallingAsleep, slept] = [Date.now(), performance.now() + ms];
  vi.spyOn(performance, 'now').mockImplementation(() => slept + Date.now() - fallingAsleep);
}

describe('within', () => {
  test('passes on what comes, and leaves no timer behind', async () => {
    expect(await within(5, Promise.resolve('here'), 'It')).toBe('here');
    await expect(within(5, Promise.reject(new Error('refused')), 'It')).rejects.toThrow('refused');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('names what did not answer, and how long was waited', async () => {
    const seen = watch(within(20, never, 'The graphics adapter'));
    await vi.advanceTimersByTimeAsync(19_999);
    expect(seen.state).toBe('waiting');
    await vi.advanceTimersByTimeAsync(1);
    expect(seen.state).toBeInstanceOf(NoAnswer);
    expect((seen.state as Error).message).toBe('The graphics adapter did not answer within 20 s.');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('an answer that comes too late changes nothing, refused or not', async () => {
    for (const settle of [Promise.resolve.bind(Promise), Promise.reject.bind(Promise)] as const) {
      const late = new Promise((resolve) => setTimeout(resolve, 3000)).then(() => settle('late'));
      const seen = watch(within(2, late, 'It'));
      await vi.advanceTimersByTimeAsync(5000);
      expect(seen.state).toBeInstanceOf(NoAnswer);
    }
  });

  test('a machine that sleeps for a night loses no second but one', async () => {
    const seen = watch(within(10, never, 'It'));
    await vi.advanceTimersByTimeAsync(4000);
    sleep(8 * 3600_000);
    await vi.advanceTimersByTimeAsync(5000);
    expect(seen.state).toBe('waiting');
    await vi.advanceTimersByTimeAsync(1000);
    expect(seen.state).toBeInstanceOf(NoAnswer);
  });

  test('frozen just before the limit: an answer that waited is heard first', async () => {
    let answer = (_: string) => {};
    const asked = new Promise<string>((resolve) => {
      answer = resolve;
    });
    const seen = watch(within(10, asked, 'It'));
    await vi.advanceTimersByTimeAsync(9500);
    sleep(3600_000);
    // The timer fires first.
    await vi.advanceTimersByTimeAsync(1000);
    expect(seen.state).toBe('waiting');
    answer('here');
    await vi.advanceTimersByTimeAsync(0);
    expect(seen.state).toBe('here');
  });

  test('frozen just before the limit, and no answer came: the limit holds soon after', async () => {
    const seen = watch(within(10, never, 'It'));
    await vi.advanceTimersByTimeAsync(9500);
    sleep(3600_000);
    await vi.advanceTimersByTimeAsync(3000);
    expect(seen.state).toBeInstanceOf(NoAnswer);
  });

  test('timers that tick once a minute, as in a hidden page: the limit holds, later', async () => {
    const seen = watch(within(3, never, 'It'));
    for (let minute = 0; minute < 3; minute++) {
      sleep(59_000);
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(seen.state).toBe('waiting');
    sleep(59_000);
    await vi.advanceTimersByTimeAsync(1000);
    expect(seen.state).toBeInstanceOf(NoAnswer);
  });
});
