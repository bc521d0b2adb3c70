import { useEffect } from 'react';
import type { Lab } from '../../runs/lab-store';
import { isTyped, keysAreOn, pressKey } from './keys';

/**
 * Listens for the page's keys, except while something is typed or a dialog is open. Those that do something with runs
 * count where runs are shown.
 */
export function useKeys(lab: Lab, runsShown: boolean): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target, ctrlKey, metaKey, altKey, repeat } = event;
      if (
        !keysAreOn() ||
        repeat ||
        isTyped(target) ||
        ctrlKey ||
        metaKey ||
        altKey ||
        document.querySelector('dialog[open]')
      )
        return;
      pressKey(event.key, runsShown ? lab.getState() : undefined);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [lab, runsShown]);
}
