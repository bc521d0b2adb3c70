/** What goes on, in one line that may change often; the status region that screen readers follow changes less. */
import { useEffect, useRef, useState } from 'react';
import styles from './status.module.css';

const announceMs = 1000;

export function Status({ text }: { text: string }) {
  const [announced, setAnnounced] = useState(text);
  const latest = useRef(text);
  latest.current = text;
  useEffect(() => {
    const timer = setInterval(() => setAnnounced(latest.current), announceMs);
    return () => clearInterval(timer);
  }, []);
  return (
    <>
      <p className={styles.status} aria-hidden="true">
        {text}
      </p>
      <p className="visually-hidden" role="status">
        {announced}
      </p>
    </>
  );
}
