/** Forks of the run looked at: where they begin is said beside the buttons. */
import { useStore } from 'zustand';
import { fallOf, forkSteps } from '../../runs/forking';
import type { Lab } from '../../runs/lab-store';
import { isOver } from '../../runs/run-list';
import type { ViewStore } from '../../runs/view';
import styles from './runs.module.css';

export function ForkButtons({ lab, view }: { lab: Lab; view: ViewStore }) {
  const current = useStore(lab, (state) => state.current);
  const state = useStore(lab, (each) => each.state);
  const data = useStore(lab, (each) => each.data);
  const picked = useStore(view, (each) => each.picked);
  // The words follow the run as it goes on: it may drop meanwhile.
  useStore(lab, (each) => each.step);
  const forkable = current !== undefined && data?.origin === 'run' && state !== 'loading';
  const steps = () => (data ? forkSteps(data, picked, isOver(state)) : { one: 0, both: 0 });
  const fall = data && picked === undefined ? fallOf(data) : undefined;
  const { one, both } = steps();
  const name = (step: number) => {
    if (step === fall) return `the drop, step ${step.toLocaleString('en')}`;
    return picked === undefined ? 'the newest step' : `step ${step.toLocaleString('en')}`;
  };
  const where = one === both ? `at ${name(one)}` : `at ${name(one)}; both at ${name(both)}`;
  return (
    <div className={styles.forks}>
      <button
        type="button"
        data-key="f"
        disabled={!forkable}
        title={`A new run with the same past up to ${name(one)}; change its plan, then train`}
        onClick={() => lab.getState().fork(steps().one)}
      >
        Fork here
      </button>
      <button
        type="button"
        data-key="b"
        disabled={!forkable}
        title={`The large step and the small one side by side from ${name(both)}; what was trained already is not trained again`}
        onClick={() => lab.getState().forkBoth(steps().both)}
      >
        Fork: keep large | drop to small
      </button>
      <span className={styles.where}>{forkable && where}</span>
    </div>
  );
}
