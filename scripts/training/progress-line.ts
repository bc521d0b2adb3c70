/** Says how far many runs are and how long they still take: at once on a terminal, every so often elsewhere. */
import type { TrainProgress } from './job';

const quietMs = 10_000;

export function createProgressLine(): (progress: TrainProgress, what?: string) => void {
  let told = Number.NEGATIVE_INFINITY;
  return ({ done, total, cached, secondsLeft }, what = '') => {
    const over = done === total;
    const line = [
      `${done} of ${total} runs`,
      cached > 0 && `${cached} of them from before`,
      !over && secondsLeft !== undefined && `about ${duration(secondsLeft)} left`,
      what,
    ]
      .filter(Boolean)
      .join(' · ');
    if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${line}${over ? '\n' : ''}`);
    else if (over || performance.now() - told > quietMs) {
      told = performance.now();
      console.log(line);
    }
  };
}

/** 45 s, 12 min, 1 h 05 min. */
export function duration(seconds: number): string {
  if (seconds < 99.5) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
