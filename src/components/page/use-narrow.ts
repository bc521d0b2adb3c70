/** Whether the page is one column wide: what is read and what is shown lie below each other then, as in the style sheet. */
import { useSyncExternalStore } from 'react';

const query = matchMedia('(max-width: 900px)');

function subscribe(listener: () => void): () => void {
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}
