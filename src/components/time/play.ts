/** Plays a recorded run: moves the picked step on with the clock, once per animation frame. */
import type { RunData } from '../../runs/run-data';
import type { ViewStore } from '../../runs/view';

export const speeds: readonly { label: string; stepsPerSecond(stepsPerEpoch: number): number }[] = [
  { label: '2 steps/s', stepsPerSecond: () => 2 },
  { label: '1 epoch/s', stepsPerSecond: (stepsPerEpoch) => stepsPerEpoch },
  { label: '5 epochs/s', stepsPerSecond: (stepsPerEpoch) => 5 * stepsPerEpoch },
  { label: '20 epochs/s', stepsPerSecond: (stepsPerEpoch) => 20 * stepsPerEpoch },
];

/** Longest time between two frames that counts: a page that was hidden does not leap. */
const longestMs = 250;

/** Plays from the picked step to the last one, then calls `onEnd`. Returns how to stop. */
export function startPlaying(
  view: ViewStore,
  data: RunData,
  stepsPerSecond: number,
  onEnd: () => void,
): () => void {
  let at = view.getState().picked ?? 0;
  let before = performance.now();
  let frame = requestAnimationFrame(function next(now: number) {
    at += (Math.min(longestMs, now - before) / 1000) * stepsPerSecond;
    before = now;
    const last = data.steps.last('step') ?? 0;
    const picked = Math.min(last, Math.floor(at));
    if (picked !== view.getState().picked) view.setState({ picked });
    if (picked < last) frame = requestAnimationFrame(next);
    else onEnd();
  });
  return () => cancelAnimationFrame(frame);
}
