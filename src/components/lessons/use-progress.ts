/** Progress in the lessons, kept where the browser allows, and the same in every part of the page. */
import { useSyncExternalStore } from 'react';
import { answered, noProgress, type Progress, reached, readProgress } from '../../lessons/progress';
import { store, stored } from '../page/stored';

const key = 'two-regimes-lessons';
const listeners = new Set<() => void>();
let text: string | null = null;
let progress: Progress = noProgress;

/** As it is kept, or as it was told here last where nothing can be kept. Another tab may have written it. */
function latest(): Progress {
  const kept = stored(key);
  if (kept !== null && kept !== text) {
    text = kept;
    progress = readProgress(kept);
  }
  return progress;
}

function keep(next: Progress): void {
  const written = JSON.stringify(next);
  if (written === text) return;
  progress = next;
  text = written;
  store(key, written);
  for (const listener of listeners) listener();
}

export function useProgress(): Progress {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    addEventListener('storage', listener);
    return () => {
      listeners.delete(listener);
      removeEventListener('storage', listener);
    };
  }, latest);
}

export function keepStep(lesson: string, step: number, steps: number): void {
  keep(reached(latest(), lesson, step, steps));
}

export function keepAnswer(lesson: string, question: string, option: string | undefined): void {
  keep(answered(latest(), lesson, question, option));
}
