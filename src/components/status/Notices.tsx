/** What went wrong or changed by itself, in words, with one way out. */
import { useStore } from 'zustand';
import type { Lab } from '../../runs/lab-store';
import styles from './status.module.css';

export function Notices({ lab }: { lab: Lab }) {
  const notices = useStore(lab, (state) => state.notices);
  const { dismiss } = lab.getState();
  return (
    <div role="alert" className={styles.notices}>
      {notices.map((notice) => (
        <div key={notice.text} className={styles.notice} data-tone={notice.tone}>
          <p>{notice.text}</p>
          {notice.action && (
            <button
              type="button"
              onClick={() => {
                dismiss(notice);
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
