/** The page: what lies where, nothing else. */
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { Figures } from './components/charts/Figures';
import type { OtherRun } from './components/charts/series';
import { Controls } from './components/controls/Controls';
import { OpenButton } from './components/exchange/OpenButton';
import { Header } from './components/page/Header';
import styles from './components/page/page.module.css';
import type { PageStore, Part } from './components/page/page-options';
import { useKeys } from './components/page/use-keys';
import { RunsPanel } from './components/runs/RunsPanel';
import { Notices } from './components/status/Notices';
import { RunBar } from './components/status/RunBar';
import { Summary } from './components/status/Summary';
import { TimeBar } from './components/time/TimeBar';
import { names } from './runs/difference';
import type { Lab } from './runs/lab-store';
import type { RunEntry } from './runs/run-entry';
import { drawnRuns } from './runs/run-list';
import { createView } from './runs/view';
import { stepsPerEpochOf } from './training/schedules/plan';

const Lens = lazy(() => import('./components/lens/Lens'));
const ExportDialog = lazy(() => import('./components/exchange/ExportDialog'));
const OwnDataDialog = lazy(() => import('./components/own-data/OwnDataDialog'));
const ShareDialog = lazy(() => import('./components/share/ShareDialog'));

/** The runs drawn beside the one looked at; the same array as long as nothing of them changes that is drawn. */
function useOthers(runs: readonly RunEntry[], current: string | undefined, labels: Map<string, string>) {
  const drawn = drawnRuns(runs, current).filter(({ id }) => id !== current);
  const key = drawn.map(({ id, style }) => `${id} ${style} ${labels.get(id)}`).join('|');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for what is drawn of the runs
  return useMemo<readonly OtherRun[]>(
    () => drawn.map(({ id, style, data }) => ({ id, style, data, name: labels.get(id) ?? '' })),
    [key],
  );
}

export function App({ lab, page }: { lab: Lab; page: PageStore }) {
  useKeys(lab);
  const view = useMemo(createView, []);
  const { embed, hide } = useStore(page);
  const shows = (part: Part) => !hide.includes(part);
  const [dialog, setDialog] = useState<'share' | 'export'>();
  /** Files for the dialog of own data; empty: it asks for them. */
  const [dataFiles, setDataFiles] = useState<readonly File[]>();
  const { data, config, state, edit, runs, current } = useStore(lab);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a step of one run is not one of another
  useEffect(() => view.setState({ picked: undefined, cursor: undefined }), [view, current]);
  const labels = useMemo(() => names(runs), [runs]);
  const others = useOthers(runs, current, labels);
  const style = runs.find(({ id }) => id === current)?.style ?? 0;
  const stepsPerEpoch = data?.stepsPerEpoch ?? stepsPerEpochOf(config);
  return (
    <>
      <a className="visually-hidden" href="#figures">
        Skip to the figures
      </a>
      {!embed && (
        <Header page={page}>
          <OpenButton lab={lab} onData={setDataFiles} />
          <button type="button" data-key="e" onClick={() => setDialog('export')}>
            Export
          </button>
          <button type="button" data-key="h" onClick={() => setDialog('share')}>
            Share
          </button>
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
      <main className={styles.layout} data-hide={hide.join(' ')}>
        {embed && <h1 className="visually-hidden">Two Regimes</h1>}
        <div className={styles.run}>
          {shows('buttons') && <RunBar lab={lab} />}
          <Notices lab={lab} />
        </div>
        <div className={styles.figures} id="figures">
          <Figures
            view={view}
            data={data}
            others={others}
            style={style}
            config={config}
            stepsPerEpoch={stepsPerEpoch}
            editable={state !== 'loading' && state !== 'diverged' && data?.origin !== 'log'}
            onEdit={edit}
          />
          {shows('time') && <TimeBar lab={lab} view={view} />}
          {shows('runs') && <RunsPanel lab={lab} view={view} />}
          {!embed && <Summary lab={lab} />}
        </div>
        {shows('lens') && (
          <div className={styles.lens}>
            <Suspense>
              <Lens lab={lab} view={view} />
            </Suspense>
          </div>
        )}
        {shows('controls') && (
          <div className={styles.controls}>
            <Controls lab={lab} onOwnData={() => setDataFiles([])} />
          </div>
        )}
      </main>
      <footer className={styles.footer}>
        {embed ? (
          <a href={location.pathname} target="_blank" rel="noopener">
            Two Regimes, the whole page
          </a>
        ) : (
          'After Leclerc & Madry, “The Two Regimes of Deep Network Training” (2020). We could read its abstract and part of its introduction; the claims are re-tested here on small networks.'
        )}
      </footer>
    </>
  );
}
