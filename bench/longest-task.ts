/** How long the main thread of a page was busy on end: by the clock, and in processor time. */
import type { Browser, Page } from '@playwright/test';

export interface Longest {
  /** ms from begin to end, by the browser's own measure of long tasks; 0 where none reached the 50 ms that count. */
  clock: number;
  /** ms of its thread's processor time: without what it waited for a core that other threads and programs had. */
  processor: number;
}

interface TraceEvent {
  ph: string;
  name: string;
  pid: number;
  tid: number;
  /** Microseconds of processor time. */
  tdur?: number;
  args?: { name?: string };
}

export class TaskWatch {
  private constructor(
    private readonly browser: Browser,
    private readonly page: Page,
  ) {}

  static async start(browser: Browser, page: Page): Promise<TaskWatch> {
    await browser.startTracing(page, { categories: ['toplevel'] });
    await page.evaluate(() => {
      const seen = window as never as { tasks: number[] };
      seen.tasks = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) seen.tasks.push(entry.duration);
      }).observe({ type: 'longtask' });
    });
    return new TaskWatch(browser, page);
  }

  async stop(): Promise<Longest> {
    const clock = await this.page.evaluate(() =>
      Math.max(0, ...(window as never as { tasks: number[] }).tasks),
    );
    const { traceEvents } = JSON.parse((await this.browser.stopTracing()).toString());
    return { clock, processor: longestOf(traceEvents as TraceEvent[]) };
  }
}

/** Of the busiest main thread of a page in the trace. */
function longestOf(events: readonly TraceEvent[]): number {
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const main = new Set(
    events.filter(({ ph, args }) => ph === 'M' && args?.name === 'CrRendererMain').map(threadOf),
  );
  const times = new Map<string, number[]>();
  for (const event of events) {
    if (!/RunTask$/.test(event.name) || event.tdur === undefined || !main.has(threadOf(event))) continue;
    const own = times.get(threadOf(event)) ?? [];
    own.push(event.tdur / 1000);
    times.set(threadOf(event), own);
  }
  const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0);
  const busiest = [...times.values()].sort((a, b) => sum(b) - sum(a))[0];
  if (!busiest) throw new Error('The trace holds no task of a page.');
  return busiest.reduce((most, each) => Math.max(most, each), 0);
}
