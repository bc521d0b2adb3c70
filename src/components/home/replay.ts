/** Time of the replay: from the first epoch to the last, a rest, and again. */
import { useEffect, useRef, useState } from 'react';

/** From the first step to the last, and the rest before it begins anew. */
const runMs = 14_000;
const restMs = 5_000;

/** Share of the run that is shown, 0 to 1, so many milliseconds after its start. */
export const shareAt = (ms: number) => Math.min(1, (ms % (runMs + restMs)) / runMs);

export const wantsStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Calls `draw` with the share while it plays; still, and with the whole run, for who wants no motion. */
export function useReplay(draw: (share: number) => void): { playing: boolean; toggle(): void } {
  const [playing, setPlaying] = useState(() => !wantsStill());
  /** Milliseconds since the start; a still picture begins at its end, so that playing it begins anew. */
  const at = useRef(playing ? 0 : runMs);
  const drawn = useRef(draw);
  drawn.current = draw;
  useEffect(() => {
    if (!playing) return;
    let before = performance.now();
    let frame = requestAnimationFrame(function next(now) {
      at.current += now - before;
      before = now;
      drawn.current(shareAt(at.current));
      frame = requestAnimationFrame(next);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing]);
  // Also after a new width.
  useEffect(() => draw(shareAt(at.current)));
  const toggle = () => {
    if (!playing && shareAt(at.current) === 1) at.current = 0;
    setPlaying(!playing);
  };
  return { playing, toggle };
}
