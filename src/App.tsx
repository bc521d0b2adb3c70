/** The page: what lies where, nothing else. */
import { lazy, Suspense, useMemo } from 'react';
import { useStore } from 'zustand';
import { Figures } from './components/charts/Figures';
import type { OtherRun } from './components/charts/series';
import { Controls } from './components/controls/Controls';
import { Header } from './components/page/Header';
import styles from './components/page/page.module.css';
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

export function App({ lab }: { lab: Lab }) {
  useKeys(lab);
  const view = useMemo(createView, []);
  const { data, config, state, edit, runs, current } = useStore(lab);
  const labels = useMemo(() => names(runs), [runs]);
  const others = useOthers(runs, current, labels);
  const style = runs.find(({ id }) => id === current)?.style ?? 0;
  const stepsPerEpoch = data?.stepsPerEpoch ?? stepsPerEpochOf(config);
  return (
    <>
      <a className="visually-hidden" href="#figures">
        Skip to the figures
      </a>
      <Header />
      <main className={styles.layout}>
        <div className={styles.run}>
          <RunBar lab={lab} />
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
            editable={state !== 'loading' && state !== 'diverged'}
            onEdit={edit}
          />
          <TimeBar lab={lab} view={view} />
          <RunsPanel lab={lab} view={view} />
          <Summary lab={lab} />
        </div>
        <div className={styles.lens}>
          <Suspense>
            <Lens lab={lab} view={view} />
          </Suspense>
        </div>
        <div className={styles.controls}>
          <Controls lab={lab} />
        </div>
      </main>
      <footer className={styles.footer}>
        After Leclerc &amp; Madry, “The Two Regimes of Deep Network Training” (2020). We could read its
        abstract and part of its introduction; the claims are re-tested here on small networks.
      </footer>
    </>
  );
}
