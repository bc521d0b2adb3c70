/** Name, one sentence, theme, and the sheet of keys. */
import { useEffect, useRef, useState } from 'react';
import { figureKeys, keys, keysAreOn, turnKeys } from './keys';
import styles from './page.module.css';
import { applyTheme, storedTheme, themes } from './theme';

export function Header() {
  const [theme, setTheme] = useState(storedTheme);
  const sheet = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.closest('input, select, textarea');
      if (event.key === '?' && keysAreOn() && !typing) sheet.current?.showModal();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  const next = themes[(themes.indexOf(theme) + 1) % themes.length];
  const choose = () => {
    applyTheme(next);
    setTheme(next);
  };
  return (
    <header className={styles.header}>
      <h1>Two Regimes</h1>
      <p>Train a small network here and watch its steps: too large to settle first, then small enough to.</p>
      <div className={styles.buttons}>
        <button type="button" onClick={choose} aria-label={`Theme: ${theme}. Change to ${next}`}>
          Theme: {theme}
        </button>
        <button type="button" onClick={() => sheet.current?.showModal()} aria-label="Keyboard shortcuts">
          ?
        </button>
      </div>
      <dialog ref={sheet} className={styles.sheet} aria-labelledby="keys-title">
        <h2 id="keys-title">Keys</h2>
        <dl>
          {[...keys.map(({ key, meaning }) => [key, meaning] as const), ...figureKeys].map(
            ([key, meaning]) => (
              <div key={key} style={{ display: 'contents' }}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{meaning}</dd>
              </div>
            ),
          )}
        </dl>
        <label>
          <input
            type="checkbox"
            defaultChecked={keysAreOn()}
            onChange={(event) => turnKeys(event.target.checked)}
          />
          t, s, d and R work anywhere on the page
        </label>
        <form method="dialog">
          <button type="submit">Close</button>
        </form>
      </dialog>
    </header>
  );
}
