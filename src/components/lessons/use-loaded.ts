/** Something that is loaded when it is first shown; a failure is told, and can be tried again. */
import { useCallback, useEffect, useState } from 'react';

export type Loaded<T> =
  | { state: 'loading' }
  | { state: 'there'; value: T }
  | { state: 'failed'; error: Error };

/** `load` must be the same function as long as the same thing is meant. */
export function useLoaded<T>(load: () => Promise<T>): [Loaded<T>, () => void] {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' });
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try loads anew
  useEffect(() => {
    let wanted = true;
    setLoaded({ state: 'loading' });
    load().then(
      (value) => wanted && setLoaded({ state: 'there', value }),
      (error: Error) => wanted && setLoaded({ state: 'failed', error }),
    );
    return () => {
      wanted = false;
    };
  }, [load, tries]);
  return [loaded, useCallback(() => setTries((n) => n + 1), [])];
}
