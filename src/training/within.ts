/**
 * A limit for everything that is awaited: browsers, devices, servers and other threads may never answer. Seconds are
 * counted by a timer rather than read from a clock, so a machine that sleeps and a page that is frozen lose none.
 */

/** What was awaited did not come in time; the message is a sentence that says so. */
export class NoAnswer extends Error {
  override name = 'NoAnswer';
}

const tickMs = 1000;
/** A tick that comes this much later than it was due was held back: nothing could answer meanwhile. */
const heldBackMs = 1000;
/** Ticks that an answer still has, at least, after such a one. */
const graceTicks = 2;

/**
 * Settles as `promise` does, or rejects with NoAnswer after `seconds` without an answer; what comes later is ignored.
 * `what` begins the sentence: "The graphics adapter" did not answer within 20 s.
 */
export function within<T>(seconds: number, promise: PromiseLike<T>, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = countdown(seconds, () =>
      reject(new NoAnswer(`${what} did not answer within ${seconds} s.`)),
    );
    const settled =
      <V>(settle: (value: V) => void) =>
      (value: V) => {
        stop();
        settle(value);
      };
    promise.then(settled(resolve), settled(reject));
  });
}

/**
 * Calls `over` after so many seconds that this thread was awake. Returns what stops it. Where a browser lets timers of
 * hidden pages tick once a minute, the seconds are as long.
 */
export function countdown(seconds: number, over: () => void): () => void {
  let left = Math.max(1, Math.ceil(seconds));
  let graceGiven = false;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    const heldBack = now - last > tickMs + heldBackMs;
    last = now;
    left--;
    // Timers may come before the answers that waited with them.
    if (heldBack && !graceGiven && left < graceTicks) {
      graceGiven = true;
      left = graceTicks;
    }
    if (left > 0) return;
    clearInterval(timer);
    over();
  }, tickMs);
  return () => clearInterval(timer);
}
