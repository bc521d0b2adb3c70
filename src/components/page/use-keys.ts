import { useEffect } from 'react';
import type { Lab } from '../../runs/lab-store';
import { keysAreOn, pressKey } from './keys';

/** Listens for the page's keys, except while something is typed or a dialog is open. */
export function useKeys(lab: Lab): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target, ctrlKey, metaKey, altKey, repeat } = event;
      const typing =
        target instanceof Element && target.closest('input:not([type=range]), select, textarea, dialog');
      if (
        !keysAreOn() ||
        repeat ||
        typing ||
        ctrlKey ||
        metaKey ||
        altKey ||
        document.querySelector('dialog[open]')
      )
        return;
      pressKey(event.key, lab.getState());
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [lab]);
}
