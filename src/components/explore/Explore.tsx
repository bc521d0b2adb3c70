/** Free exploration: one run in its figures, the lens, the controls and the list of runs. What lies where. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Lab } from '../../runs/lab-store';
import { names } from '../../runs/names';
import type { RunEntry } from '../../runs/run-entry';
import { drawnRuns } from '../../runs/run-list';
import type { ViewStore } from '../../runs/view';
import { stepsPerEpochOf } from '../../training/schedules/plan';
import { Figures } from '../charts/Figures';
import type { OtherRun } from '../charts/series';
import { Controls } from '../controls/Controls';
import { lazyPart } from '../page/lazy-part';
import styles from '../page/page.module.css';
import type { PageStore, Part } from '../page/page-options';
import { Notices } from '../status/Notices';
import { RunBar } from '../status/RunBar';
import { Summary } from '../status/Summary';
import { TimeBar } from '../time/TimeBar';

const Lens = lazyPart('the regime lens', () => import('../lens/Lens'));
const RunsPanel = lazyPart('the list of runs', () => import('../runs/RunsPanel'));

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

interface Props {
  lab: Lab;
  view: ViewStore;
  page: PageStore;
  /** Asks for data of one's own. */
  onOwnData(): void;
}

export function Explore({ lab, view, page, onOwnData }: Props) {
  const { embed, hide } = useStore(page);
  const shows = (part: Part) => !hide.includes(part);
  return (
    <main className={styles.layout} tabIndex={-1} data-hide={hide.join(' ')}>
      <div className={styles.run}>{shows('buttons') && <RunBar lab={lab} />}</div>
      <div className={styles.figures} id="figures">
        <ShownFigures lab={lab} view={view} />
        {shows('time') && <TimeBar lab={lab} view={view} />}
        {shows('runs') && <RunsPanel lab={lab} view={view} />}
        {!embed && <Summary lab={lab} />}
      </div>
      {shows('lens') && (
        <div className={styles.lens}>
          <Lens lab={lab} view={view} />
        </div>
      )}
      {shows('controls') && (
        <div className={styles.controls}>
          <Controls lab={lab} onOwnData={onOwnData} />
        </div>
      )}
      <Notices lab={lab} />
    </main>
  );
}

/** The figures of the run that is looked at. What it does while it trains changes often, and nothing of it is drawn here. */
function ShownFigures({ lab, view }: Pick<Props, 'lab' | 'view'>) {
  const runs = useStore(lab, (state) => state.runs);
  const current = useStore(lab, (state) => state.current);
  const data = useStore(lab, (state) => state.data);
  const config = useStore(lab, (state) => state.config);
  const state = useStore(lab, (each) => each.state);
  const labels = useMemo(() => names(runs), [runs]);
  const others = useOthers(runs, current, labels);
  return (
    <Figures
      view={view}
      data={data}
      others={others}
      style={runs.find(({ id }) => id === current)?.style ?? 0}
      config={config}
      stepsPerEpoch={data?.stepsPerEpoch ?? stepsPerEpochOf(config)}
      editable={state !== 'loading' && state !== 'diverged' && data?.origin !== 'log'}
      onEdit={lab.getState().edit}
    />
  );
}
