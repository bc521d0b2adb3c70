/** The page: its header, its dialogs, and the part of it that is shown. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { OpenButton } from './components/exchange/OpenButton';
import { Explore } from './components/explore/Explore';
import { Header } from './components/page/Header';
import { lazyPart } from './components/page/lazy-part';
import { PageNoticeBar } from './components/page/PageNoticeBar';
import styles from './components/page/page.module.css';
import type { PageStore } from './components/page/page-options';
import { goTo, placeOf, useArrival, useHash } from './components/page/place';
import type { Surroundings } from './components/page/surroundings';
import { useKeys } from './components/page/use-keys';
import type { Lab } from './runs/lab-store';
import { createView } from './runs/view';

const place = { as: 'main', waiting: <main className={styles.layout}>Loading…</main> } as const;
const Home = lazyPart('the start page', () => import('./components/home/Home'), place);
const Lessons = lazyPart('the lessons', () => import('./components/lessons/Lessons'), place);
const Phases = lazyPart('the phase diagram', () => import('./components/phases/Phases'), place);
const Evidence = lazyPart('the evidence', () => import('./components/evidence/Evidence'), place);
const About = lazyPart('the page about this site', () => import('./components/about/About'), place);
const dialog = { as: 'dialog' } as const;
const ExportDialog = lazyPart('the export', () => import('./components/exchange/ExportDialog'), dialog);
const OwnDataDialog = lazyPart(
  'the dialog for your own data',
  () => import('./components/own-data/OwnDataDialog'),
  dialog,
);
const ShareDialog = lazyPart('the link to share', () => import('./components/share/ShareDialog'), dialog);

interface Props {
  lab: Lab;
  page: PageStore;
  around: Surroundings;
}

export function App({ lab, page, around }: Props) {
  const at = placeOf(useHash());
  useArrival(at);
  useKeys(lab, at === 'explore');
  const view = useMemo(createView, []);
  const embed = useStore(page, (state) => state.embed);
  const [shown, setShown] = useState<'share' | 'export'>();
  /** Files for the dialog of own data; empty: it asks for them. */
  const [dataFiles, setDataFiles] = useState<readonly File[]>();
  const current = useStore(lab, (state) => state.current);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a step of one run is not one of another
  useEffect(() => view.setState({ picked: undefined, cursor: undefined }), [view, current]);
  const before = useRef(at);
  useEffect(() => {
    // What led here may be gone, and the focus with it.
    if (before.current !== at && document.activeElement === document.body)
      document.querySelector('main')?.focus({ preventScroll: true });
    before.current = at;
  }, [at]);
  return (
    <>
      {at === 'explore' && (
        <a className="visually-hidden" href="#figures">
          Skip to the figures
        </a>
      )}
      {embed ? (
        <header className="visually-hidden">
          <h1>Two Regimes</h1>
        </header>
      ) : (
        <Header page={page} place={at}>
          <OpenButton
            lab={lab}
            onData={(files) => {
              goTo('explore');
              setDataFiles(files);
            }}
            onRuns={() => goTo('explore')}
          />
          {at === 'explore' && (
            <>
              <button type="button" data-key="e" onClick={() => setShown('export')}>
                Export
              </button>
              <button type="button" data-key="h" onClick={() => setShown('share')}>
                Share
              </button>
            </>
          )}
        </Header>
      )}
      {shown === 'share' && <ShareDialog lab={lab} onClose={() => setShown(undefined)} />}
      {dataFiles && (
        <OwnDataDialog
          files={dataFiles}
          onUse={(data) => lab.getState().useOwnData(data)}
          onClose={() => setDataFiles(undefined)}
        />
      )}
      {shown === 'export' && <ExportDialog lab={lab} view={view} onClose={() => setShown(undefined)} />}
      {at === 'explore' ? (
        <Explore {...{ lab, view, page }} onOwnData={() => setDataFiles([])} />
      ) : (
        <>
          {at === 'home' && <Home />}
          {at === 'lessons' && <Lessons {...{ lab, around, embed }} />}
          {at === 'phases' && <Phases {...{ lab, around }} />}
          {at === 'evidence' && <Evidence />}
          {at === 'about' && <About />}
        </>
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
      <PageNoticeBar />
    </>
  );
}
