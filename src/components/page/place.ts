/** Which part of the site is shown: the fragment of the address says it, so that links and Back work anywhere. */
import { useEffect, useRef, useSyncExternalStore } from 'react';

/** In the order of the navigation. A part may go on after a slash: `#lessons/bounce/2`. */
export const places = {
  home: { hash: '', label: 'Start' },
  explore: { hash: '#explore', label: 'Explore' },
  lessons: { hash: '#lessons', label: 'Lessons' },
  phases: { hash: '#phase-diagram', label: 'Phase diagram' },
  evidence: { hash: '#evidence', label: 'Evidence' },
  about: { hash: '#about', label: 'About' },
} as const;
export type Place = keyof typeof places;
export const placeNames = Object.keys(places) as Place[];

/** A fragment without the marks and signs that a mail, a chat or a sentence put behind or into it. */
export function plainHash(hash: string): string {
  let text = hash;
  try {
    text = decodeURIComponent(hash);
  } catch {
    // A percent sign of somebody else.
  }
  return text
    .replace(/[?&].*$|[\s\p{Cf}]/gsu, '')
    .replace(/[^\p{L}\p{N}]+$/u, '')
    .toLowerCase();
}

/** Any other fragment is one of the page with runs, such as a link that skips to its figures. */
export function placeOf(hash: string): Place {
  const [head] = plainHash(hash).split('/');
  if (head === '') return 'home';
  return placeNames.find((name) => places[name].hash === head) ?? 'explore';
}

/** What follows the part of the site in a fragment: `#lessons/bounce/2` gives `['bounce', '2']`. */
export function restOf(hash: string): string[] {
  return plainHash(hash).split('/').slice(1).filter(Boolean);
}

/** The fragment, as it changes. */
export function useHash(): string {
  return useSyncExternalStore(
    (onChange) => {
      addEventListener('hashchange', onChange);
      return () => removeEventListener('hashchange', onChange);
    },
    () => location.hash,
  );
}

/** Title of the document, and the top of the page whenever another part of the site comes into view. */
export function useArrival(place: Place): void {
  const before = useRef(place);
  useEffect(() => {
    document.title = place === 'home' ? 'Two Regimes' : `${places[place].label} · Two Regimes`;
    if (before.current !== place) scrollTo(0, 0);
    before.current = place;
  }, [place]);
}

export function goTo(place: Place): void {
  if (placeOf(location.hash) === place) return;
  location.hash = places[place].hash;
}
