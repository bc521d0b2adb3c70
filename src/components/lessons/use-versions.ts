/** A number that grows while any of these runs has new numbers, twice a second at most. */
import { useEffect, useState } from 'react';
import type { RunData } from '../../runs/run-data';

const refreshMs = 500;

export function useVersions(runs: readonly RunData[]): number {
  const [version, setVersion] = useState(0);
  const [known] = useState(() => new Known());
  const same = known.replace(runs);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        setVersion((n) => n + 1);
      }, refreshMs);
    };
    const leave = same.map((data) => data.subscribe(refresh));
    return () => {
      clearTimeout(timer);
      for (const each of leave) each();
    };
  }, [same]);
  return version;
}

/** The same array as long as the same runs are in it. */
class Known {
  private runs: readonly RunData[] = [];

  replace(runs: readonly RunData[]): readonly RunData[] {
    const same = runs.length === this.runs.length && runs.every((each, i) => each === this.runs[i]);
    if (!same) this.runs = runs;
    return this.runs;
  }
}
