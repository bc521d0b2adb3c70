/**
 * Clocks and timers that run CLOCK_SCALE times as fast as those of the machine, for `npm run test:clock`: what passes
 * at 4 and at 1/4 depends on the speed of no machine. Loaded by Vitest before each test file.
 */
const scale = Number(process.env.CLOCK_SCALE ?? 1);
if (!(scale > 0)) throw new Error(`CLOCK_SCALE is ${process.env.CLOCK_SCALE}; it takes a number above 0.`);

if (scale !== 1) {
  const { setTimeout: startTimer, setInterval: startInterval } = globalThis;
  const began = { date: Date.now(), clock: performance.now() };
  const date = Date.now.bind(Date);
  const clock = performance.now.bind(performance);
  Date.now = () => Math.round(began.date + (date() - began.date) * scale);
  performance.now = () => began.clock + (clock() - began.clock) * scale;
  // Vitest's own limits go by the timers it took before this file was loaded.
  globalThis.setTimeout = Object.assign(
    (act: () => void, ms = 0, ...args: []) => startTimer(act, ms / scale, ...args),
    startTimer,
  ) as typeof setTimeout;
  globalThis.setInterval = Object.assign(
    (act: () => void, ms = 0, ...args: []) => startInterval(act, ms / scale, ...args),
    startInterval,
  ) as typeof setInterval;
}
