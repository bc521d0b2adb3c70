/**
 * What went wrong or changed by itself, in words, with one way out. They lie at the lower edge of what is seen, wherever
 * one has scrolled to, and take their own room at the end of the page.
 */
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { Lab } from '../../runs/lab-store';
import styles from './status.module.css';

export function Notices({ lab }: { lab: Lab }) {
  const notices = useStore(lab, (state) => state.notices);
  const { dismiss } = lab.getState();
  const region = useRef<HTMLDivElement>(null);
  const newest = notices.at(-1);
  useEffect(() => {
    // What was pressed has gone with what it deleted: the way back is where the keyboard goes on.
    if (newest?.lasting && document.activeElement === document.body)
      region.current
        ?.querySelector<HTMLElement>(':scope > :last-child button')
        ?.focus({ preventScroll: true });
  }, [newest]);
  return (
    <div role="alert" className={styles.notices} ref={region}>
      {notices.map((notice) => (
        <div key={notice.text} className={styles.notice} data-tone={notice.tone}>
          <p>{notice.text}</p>
          {notice.action && (
            <button
              type="button"
              onClick={() => {
                // A dialog may be closed again without a choice; the focus then comes back here.
                if (!notice.action?.opens) dismiss(notice);
                notice.action?.perform();
              }}
            >
              {notice.action.label}
            </button>
          )}
          <button type="button" aria-label="Dismiss this message" onClick={() => dismiss(notice)}>
            ×
          </button>
        </div>
      ))}
    </div>
  );
}
