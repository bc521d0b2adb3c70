/** Name, parts of the site, theme, and the sheet of keys. */
import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { isTyped, keysAreOn } from './keys';
import { lazyPart } from './lazy-part';
import styles from './page.module.css';
import type { PageStore } from './page-options';
import { type Place, placeNames, places } from './place';
import { applyTheme, storedTheme, themes } from './theme';

const KeySheet = lazyPart('the list of keys', () => import('./KeySheet'), { as: 'dialog' });

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
  const [sheet, setSheet] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (
        event.key === '?' &&
        keysAreOn() &&
        !isTyped(event.target) &&
        !document.querySelector('dialog[open]')
      )
        setSheet(true);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
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
        <button type="button" onClick={() => setSheet(true)} aria-label="Keyboard shortcuts">
          ?
        </button>
      </div>
      {sheet && <KeySheet onClose={() => setSheet(false)} />}
    </header>
  );
}
