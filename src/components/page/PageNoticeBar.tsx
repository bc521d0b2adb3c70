/** What the page says of itself, wherever one is: a new version, a part that is missing. */
import { useStore } from 'zustand';
import styles from './lost.module.css';
import { pageNotice, say } from './reload';

export function PageNoticeBar() {
  const notice = useStore(pageNotice, (state) => state.notice);
  return (
    <div role="status" aria-label="This page" className={styles.notice}>
      {notice && (
        <div>
          <p>{notice.text}</p>
          <button type="button" onClick={notice.reload}>
            Reload
          </button>
          <button type="button" aria-label="Dismiss this message" onClick={() => say(undefined)}>
            ×
          </button>
        </div>
      )}
    </div>
  );
}
