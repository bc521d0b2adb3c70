/** The runs: a list with colours, what sets each apart, and the tree of forks; and the forks of the one looked at. */
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Lab } from '../../runs/lab-store';
import { names } from '../../runs/names';
import { mostDrawn } from '../../runs/run-list';
import type { ViewStore } from '../../runs/view';
import { lazyPart } from '../page/lazy-part';
import { ForkButtons } from './ForkButtons';
import { RunItem } from './RunItem';
import styles from './runs.module.css';
import { Storage } from './Storage';
import { treeOrder } from './tree';

const Compare = lazyPart('the comparison of runs', () => import('../compare/Compare'));

interface Props {
  lab: Lab;
  view: ViewStore;
}

export default function RunsPanel({ lab, view }: Props) {
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
