/**
 * A clock that goes by turns of the event loop instead of by the machine's speed. Time stands still unless a test waits;
 * each turn that a test waits is `msPerTurn` for every timer and every reading of the clock, on a fast machine and on a
 * slow one alike.
 */
import { vi } from 'vitest';

/** Milliseconds of the clock that one turn of the event loop takes. */
const msPerTurn = 5;

/** Replaces timers and the performance clock until the test file ends. Call it after engines have started. */
export function startTurnClock(): void {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
  });
}

async function turn(): Promise<void> {
  vi.advanceTimersByTime(msPerTurn);
  await new Promise((resolve) => setImmediate(resolve));
}

/** Lets this many milliseconds of the clock pass. */
export async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += msPerTurn) await turn();
}

/**
 * Waits until the condition holds. Throws when it does not hold after `limitMs` milliseconds of the clock, with `what`
 * was awaited.
 */
export async function until(
  done: () => boolean | Promise<boolean>,
  what = `what is awaited (${done.toString().slice(0, 200)})`,
  limitMs = 600_000,
): Promise<void> {
  for (let passed = 0; !(await done()); passed += msPerTurn) {
    if (passed >= limitMs) throw new Error(`Not within ${limitMs / 1000} s of the clock: ${what}.`);
    await turn();
  }
}
