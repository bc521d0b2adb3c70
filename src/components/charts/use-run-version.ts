/** A number that grows when a run has new numbers, a few times a second at most: for views made by React. */
import { startTransition, useEffect, useState } from 'react';
import type { RunData } from '../../runs/run-data';

const refreshMs = 250;

export function useRunVersion(data: RunData | undefined): number {
  const [version, setVersion] = useState(0);
  useEffect(() => {
    if (!data) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer = undefined;
      // What hangs on it may be drawn in pieces.
      startTransition(() => setVersion((n) => n + 1));
    };
    refresh();
    const leave = data.subscribe(() => {
      timer ??= setTimeout(refresh, refreshMs);
    });
    return () => {
      leave();
      clearTimeout(timer);
    };
  }, [data]);
  return version;
}
