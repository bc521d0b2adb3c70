/** The runs: a list with colours, what sets each apart, and the tree of forks; and the forks of the one looked at. */
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { names } from '../../runs/difference';
import type { Lab } from '../../runs/lab-store';
import { mostDrawn } from '../../runs/run-list';
import type { ViewStore } from '../../runs/view';
import { lazyPart } from '../page/lazy-part';
import { RunItem } from './RunItem';
import styles from './runs.module.css';
import { Storage } from './Storage';
import { treeOrder } from './tree';

const Compare = lazyPart('the comparison of runs', () => import('../compare/Compare'));

interface Props {
  lab: Lab;
  view: ViewStore;
}

export function RunsPanel({ lab, view }: Props) {
  const runs = useStore(lab, (state) => state.runs);
  const current = useStore(lab, (state) => state.current);
  const labels = useMemo(() => names(runs), [runs]);
  const [comparing, setComparing] = useState(false);
  const { select, change, remove } = lab.getState();
  const highlight = (id: string | undefined) => view.setState({ highlight: id });
  return (
    <section className={styles.runs} aria-label="Runs">
      <div className={styles.head}>
        <h2>Runs</h2>
        <ForkButtons lab={lab} view={view} />
      </div>
      {runs.length === 0 ? (
        <p className={styles.empty}>Every run stays here: train one, change something, train another.</p>
      ) : (
        <ul className={styles.list} aria-label="Runs">
          {treeOrder(runs).map(({ run, depth }) => (
            <RunItem
              key={run.id}
              run={run}
              depth={depth}
              label={labels.get(run.id) ?? ''}
              current={run.id === current}
              onSelect={() => select(run.id)}
              onChange={(what) => change(run.id, what)}
              onDelete={() => remove([run.id])}
              onHighlight={(on) => highlight(on ? run.id : undefined)}
            />
          ))}
        </ul>
      )}
      <Storage lab={lab} />
      {runs.length > 0 && (
        <details onToggle={(event) => setComparing(event.currentTarget.open)}>
          <summary>Compare</summary>
          {comparing && <Compare lab={lab} view={view} />}
        </details>
      )}
      {runs.filter(({ hidden }) => !hidden).length > mostDrawn && (
        <p className={styles.empty}>At most {mostDrawn} runs are drawn: pinned and newer ones first.</p>
      )}
    </section>
  );
}

/** Forks begin at the step that was picked in a figure or with the slider, else at the newest one. */
function ForkButtons({ lab, view }: Props) {
  const current = useStore(lab, (state) => state.current);
  const state = useStore(lab, (each) => each.state);
  const data = useStore(lab, (each) => each.data);
  const picked = useStore(view, (each) => each.picked);
  const forkable = current !== undefined && data?.origin === 'run' && state !== 'loading';
  const stepNow = () => Math.min(picked ?? Number.POSITIVE_INFINITY, data?.steps.last('step') ?? 0);
  const where = picked === undefined ? 'the newest step' : `step ${picked.toLocaleString('en')}`;
  return (
    <div className={styles.forks}>
      <button
        type="button"
        data-key="f"
        disabled={!forkable}
        title={`A new run with the same past up to ${where}; change its plan, then train`}
        onClick={() => lab.getState().fork(stepNow())}
      >
        Fork here
      </button>
      <button
        type="button"
        data-key="b"
        disabled={!forkable}
        title="Two new runs from that step, which train side by side"
        onClick={() => lab.getState().forkBoth(stepNow())}
      >
        Fork: keep large | drop to small
      </button>
      <span className={styles.where}>{forkable && `at ${where}`}</span>
    </div>
  );
}
