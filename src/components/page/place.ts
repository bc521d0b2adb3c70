/** Which part of the site is shown: the fragment of the address says it, so that links and Back work anywhere. */
import { useSyncExternalStore } from 'react';

export const places = {
  explore: { hash: '', label: 'Explore' },
  phases: { hash: '#phase-diagram', label: 'Phase diagram' },
} as const;
export type Place = keyof typeof places;
export const placeNames = Object.keys(places) as Place[];

/** Any other fragment is one of the page itself, such as a link that skips to the figures. */
export function placeOf(hash: string): Place {
  return placeNames.find((name) => name !== 'explore' && places[name].hash === hash) ?? 'explore';
}

export function usePlace(): Place {
  return useSyncExternalStore(
    (onChange) => {
      addEventListener('hashchange', onChange);
      return () => removeEventListener('hashchange', onChange);
    },
    () => placeOf(location.hash),
  );
}

export function goTo(place: Place): void {
  if (placeOf(location.hash) === place) return;
  location.hash = places[place].hash;
  scrollTo(0, 0);
}
