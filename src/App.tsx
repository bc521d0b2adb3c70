/** The page: its header, its dialogs, and the part of it that is shown. */
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { OpenButton } from './components/exchange/OpenButton';
import { Explore } from './components/explore/Explore';
import { Fallible } from './components/page/Fallible';
import { Header } from './components/page/Header';
import styles from './components/page/page.module.css';
import type { PageStore } from './components/page/page-options';
import { goTo, placeOf, useArrival, useHash } from './components/page/place';
import type { Surroundings } from './components/page/surroundings';
import { useKeys } from './components/page/use-keys';
import type { Lab } from './runs/lab-store';
import { createView } from './runs/view';

const Home = lazy(() => import('./components/home/Home'));
const Lessons = lazy(() => import('./components/lessons/Lessons'));
const Phases = lazy(() => import('./components/phases/Phases'));
const Evidence = lazy(() => import('./components/evidence/Evidence'));
const About = lazy(() => import('./components/about/About'));
const ExportDialog = lazy(() => import('./components/exchange/ExportDialog'));
const OwnDataDialog = lazy(() => import('./components/own-data/OwnDataDialog'));
const ShareDialog = lazy(() => import('./components/share/ShareDialog'));

interface Props {
  lab: Lab;
  page: PageStore;
  around: Surroundings;
}

export function App({ lab, page, around }: Props) {
  const hash = useHash();
  const place = placeOf(hash);
  useArrival(place);
  useKeys(lab, place === 'explore');
  const view = useMemo(createView, []);
  const embed = useStore(page, (state) => state.embed);
  const [dialog, setDialog] = useState<'share' | 'export'>();
  /** Files for the dialog of own data; empty: it asks for them. */
  const [dataFiles, setDataFiles] = useState<readonly File[]>();
  const current = useStore(lab, (state) => state.current);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a step of one run is not one of another
  useEffect(() => view.setState({ picked: undefined, cursor: undefined }), [view, current]);
  const before = useRef(place);
  useEffect(() => {
    // What led here may be gone, and the focus with it.
    if (before.current !== place && document.activeElement === document.body)
      document.querySelector('main')?.focus();
    before.current = place;
  }, [place]);
  return (
    <>
      {place === 'explore' && (
        <a className="visually-hidden" href="#figures">
          Skip to the figures
        </a>
      )}
      {embed ? (
        <header className="visually-hidden">
          <h1>Two Regimes</h1>
        </header>
      ) : (
        <Header page={page} place={place}>
          <OpenButton
            lab={lab}
            onData={(files) => {
              goTo('explore');
              setDataFiles(files);
            }}
            onRuns={() => goTo('explore')}
          />
          {place === 'explore' && (
            <>
              <button type="button" data-key="e" onClick={() => setDialog('export')}>
                Export
              </button>
              <button type="button" data-key="h" onClick={() => setDialog('share')}>
                Share
              </button>
            </>
          )}
        </Header>
      )}
      <Suspense>
        {dialog === 'share' && <ShareDialog lab={lab} onClose={() => setDialog(undefined)} />}
        {dataFiles && (
          <OwnDataDialog
            files={dataFiles}
            onUse={(data) => lab.getState().useOwnData(data)}
            onClose={() => setDataFiles(undefined)}
          />
        )}
        {dialog === 'export' && <ExportDialog lab={lab} view={view} onClose={() => setDialog(undefined)} />}
      </Suspense>
      {place === 'explore' ? (
        <Explore {...{ lab, view, page }} onOwnData={() => setDataFiles([])} />
      ) : (
        <Fallible at={hash} className={styles.layout}>
          <Suspense fallback={<main className={styles.layout}>Loading…</main>}>
            {place === 'home' && <Home />}
            {place === 'lessons' && <Lessons {...{ lab, around, embed }} />}
            {place === 'phases' && <Phases {...{ lab, around }} />}
            {place === 'evidence' && <Evidence />}
            {place === 'about' && <About />}
          </Suspense>
        </Fallible>
      )}
      <footer className={styles.footer}>
        {embed ? (
          <a href={location.pathname + location.hash} target="_blank" rel="noopener">
            Two Regimes, the whole page
          </a>
        ) : (
          'After Leclerc & Madry, “The Two Regimes of Deep Network Training” (2020). We could read its abstract and part of its introduction; the claims are re-tested here on small networks.'
        )}
      </footer>
    </>
  );
}
