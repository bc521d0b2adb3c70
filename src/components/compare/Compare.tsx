/** The comparison of runs: table and figure, made when it is opened. */
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Lab } from '../../runs/lab-store';
import { names } from '../../runs/names';
import { drawnRuns } from '../../runs/run-list';
import type { ViewStore } from '../../runs/view';
import styles from './compare.module.css';
import { RunsTable } from './RunsTable';
import { Scatter } from './Scatter';

const refreshMs = 500;

export default function Compare({ lab, view }: { lab: Lab; view: ViewStore }) {
  const runs = useStore(lab, (state) => state.runs);
  const current = useStore(lab, (state) => state.current);
  const labels = useMemo(() => names(runs), [runs]);
  const version = useVersions(lab);
  const drawn = useMemo(() => drawnRuns(runs, current), [runs, current]);
  return (
    <div className={styles.compare}>
      <RunsTable
        runs={runs}
        names={labels}
        current={current}
        onSelect={(id) => lab.getState().select(id)}
        onHighlight={(highlight) => view.setState({ highlight })}
      />
      <Scatter runs={drawn} names={labels} version={version} view={view} />
    </div>
  );
}

/** Grows while any run has new numbers. */
function useVersions(lab: Lab): number {
  const runs = useStore(lab, (state) => state.runs);
  const [version, setVersion] = useState(0);
  // What is subscribed to are the numbers, not the entries around them.
  const key = runs.map(({ id }) => id).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the runs
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        setVersion((n) => n + 1);
      }, refreshMs);
    };
    const leave = runs.map(({ data }) => data.subscribe(refresh));
    return () => {
      clearTimeout(timer);
      for (const each of leave) each();
    };
  }, [key]);
  return version;
}
