/** Name, parts of the site, theme, and the sheet of keys. */
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { figureKeys, isTyped, keys, keysAreOn, turnKeys } from './keys';
import styles from './page.module.css';
import type { PageStore } from './page-options';
import { type Place, placeNames, places } from './place';
import { applyTheme, storedTheme, themes } from './theme';

interface Props {
  page: PageStore;
  place: Place;
  /** Buttons for what can be done with runs. */
  children?: ReactNode;
}

/** On a phone links and buttons are rows that scroll; a browser leaves what is seen in part as it is. */
const reveal = (element: Element | null) => element?.scrollIntoView({ block: 'nearest', inline: 'center' });

export function Header({ page, place, children }: Props) {
  const [theme, setTheme] = useState(storedTheme);
  const sheet = useRef<HTMLDialogElement>(null);
  /** From its title on: by itself the focus goes to the first control, which is at its end. */
  const show = useCallback(() => {
    sheet.current?.showModal();
    sheet.current?.focus();
    sheet.current?.scrollTo(0, 0);
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === '?' && keysAreOn() && !isTyped(event.target)) show();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [show]);
  const present = useStore(page, (state) => state.present);
  const next = themes[(themes.indexOf(theme) + 1) % themes.length];
  const choose = () => {
    applyTheme(next);
    setTheme(next);
  };
  return (
    // A row that moved between press and release would lose the click.
    // biome-ignore lint/a11y/noStaticElementInteractions: what is focused by keyboard is seen, and nothing else happens
    <header
      className={styles.header}
      onFocus={({ target }) => target.matches(':focus-visible') && reveal(target)}
    >
      <h1>Two Regimes</h1>
      <nav className={styles.nav} aria-label="Parts of the site">
        {placeNames.map((name) => (
          <a
            key={name}
            ref={name === place ? reveal : null}
            href={places[name].hash || '#'}
            aria-current={name === place ? 'page' : undefined}
          >
            {places[name].label}
          </a>
        ))}
      </nav>
      <div className={styles.buttons}>
        {children}
        <button
          type="button"
          data-key="p"
          aria-pressed={present}
          title="Larger text and lines, for a lecture hall"
          onClick={() => page.setState({ present: !present })}
        >
          Presenter
        </button>
        <button type="button" data-key="m" onClick={choose} aria-label={`Theme: ${theme}. Change to ${next}`}>
          Theme: {theme}
        </button>
        <button type="button" onClick={show} aria-label="Keyboard shortcuts">
          ?
        </button>
      </div>
      <dialog ref={sheet} tabIndex={-1} className={styles.sheet} aria-labelledby="keys-title">
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
          Single keys work anywhere on the page
        </label>
        <form method="dialog">
          <button type="submit">Close</button>
        </form>
      </dialog>
    </header>
  );
}
