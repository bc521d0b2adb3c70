/** Asks for something every now and then while an element can be seen. */
import { type RefObject, useEffect, useRef } from 'react';

const everyMs = 700;

export function useWatching(element: RefObject<HTMLElement | null>, on: boolean, ask: () => void): void {
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    if (!on || !element.current) return;
    let seen = false;
    const observer = new IntersectionObserver(([entry]) => {
      seen = entry.isIntersecting;
    });
    observer.observe(element.current);
    const timer = setInterval(() => {
      if (seen && !document.hidden) latest.current();
    }, everyMs);
    return () => {
      observer.disconnect();
      clearInterval(timer);
    };
  }, [element, on]);
}
