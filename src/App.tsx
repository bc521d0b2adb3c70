/** The page: what lies where, nothing else. */
import { lazy, Suspense, useMemo } from 'react';
import { useStore } from 'zustand';
import { Figures } from './components/charts/Figures';
import { Controls } from './components/controls/Controls';
import { Header } from './components/page/Header';
import styles from './components/page/page.module.css';
import { useKeys } from './components/page/use-keys';
import { Notices } from './components/status/Notices';
import { RunBar } from './components/status/RunBar';
import { Summary } from './components/status/Summary';
import type { Lab } from './runs/lab-store';
import { createView } from './runs/view';
import { stepsPerEpochOf } from './training/schedules/plan';

const Lens = lazy(() => import('./components/lens/Lens'));

export function App({ lab }: { lab: Lab }) {
  useKeys(lab);
  const view = useMemo(createView, []);
  const { data, config, state, edit } = useStore(lab);
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
            config={config}
            stepsPerEpoch={stepsPerEpoch}
            editable={state !== 'loading' && state !== 'diverged'}
            onEdit={edit}
          />
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
