/**
 * Work that can wait: done bit by bit while the page has nothing else to do, one piece of work after the other, so
 * that drawing and answering go first however much waits.
 */

/** A bit of work of a millisecond or so; true while more is left. */
export type Bit = () => boolean;

/** Longest time on end; the browser says how much idle time there is, where it can. */
const mostMs = 6;
/** A page that is never idle gets on all the same. */
const patienceMs = 300;

const waiting = new Set<Bit>();
let asked = false;

export function whenIdle(bit: Bit): void {
  waiting.add(bit);
  ask();
}

function ask(): void {
  if (asked) return;
  asked = true;
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: patienceMs });
  else setTimeout(work);
}

function work(deadline?: IdleDeadline): void {
  asked = false;
  const began = performance.now();
  const left = () => {
    const spent = performance.now() - began;
    return spent < mostMs && (!deadline || deadline.didTimeout || deadline.timeRemaining() > 1);
  };
  for (const bit of waiting) {
    do {
      if (!bit()) waiting.delete(bit);
    } while (left() && waiting.has(bit));
    if (!left()) break;
  }
  if (waiting.size > 0) ask();
}
