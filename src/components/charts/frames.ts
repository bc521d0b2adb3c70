/**
 * Drawing, spread over animation frames: in each frame figures are drawn until the budget is spent, the others
 * follow in the next. However many figures are shown, no frame takes much longer than the slowest of them.
 */

const budgetMs = 6;

const waiting = new Set<() => void>();
let requested = false;

/** Runs a task in one of the next frames, once, however often it was asked for. */
export function inFrame(task: () => void): void {
  waiting.add(task);
  request();
}

export function cancelFrame(task: () => void): void {
  waiting.delete(task);
}

function run(): void {
  requested = false;
  const began = performance.now();
  for (const task of waiting) {
    waiting.delete(task);
    task();
    if (performance.now() - began > budgetMs) break;
  }
  if (waiting.size > 0) request();
}

function request(): void {
  if (!requested) requestAnimationFrame(run);
  requested = true;
}
