/** How far a sweep is, and what can be done with it. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Lab } from '../../runs/lab-store';
import { type PlanResult, stepsOf } from '../../runs/sweeps/sweep-plan';
import type { SweepState, SweepStore } from '../../runs/sweeps/sweep-state';
import type { RunConfig } from '../../training/config';
import { Status } from '../status/Status';
import status from '../status/status.module.css';
import { durationText } from '../status/status-text';
import styles from './phases.module.css';

const whole = (n: number) => Math.round(n).toLocaleString('en');

interface Props {
  sweeps: SweepStore;
  lab: Lab;
  /** What every run has that the plan does not say. */
  config: RunConfig;
  made: PlanResult;
  /** It is about to begin: where it fills in may be out of sight. */
  onStart(): void;
}

export function Progress({ sweeps, lab, config, made, onStart }: Props) {
  const state = useStore(sweeps);
  const own = () => lab.getState().ownData(state.sweep?.base.ownData ?? config.ownData);
  const work = useMemo(() => {
    if (!made.ok) return '';
    const steps = made.jobs.reduce((sum, job) => sum + stepsOf(job), 0);
    return `${whole(made.jobs.length)} runs, ${whole(steps)} steps.`;
  }, [made]);
  const resume = async () => state.resume(await own());
  const start = async () => {
    onStart();
    state.start(config, await lab.getState().ownData(config.ownData));
  };
  const working = state.status === 'running' || state.status === 'paused';
  const issue = state.issue ?? (made.ok ? undefined : made.message);
  return (
    <div className={styles.progress}>
      <div className={styles.buttons}>
        {state.status !== 'running' && (
          <button
            type="button"
            className={state.sweep ? undefined : status.primary}
            data-key={state.status === 'paused' || state.status === 'failed' ? undefined : 't'}
            disabled={!made.ok}
            onClick={start}
          >
            {state.sweep ? 'Start anew' : 'Start'}
          </button>
        )}
        {state.status === 'running' && (
          <button type="button" data-key="t" onClick={state.pause}>
            Pause
          </button>
        )}
        {(state.status === 'paused' || state.status === 'failed') && (
          <button type="button" data-key="t" onClick={resume}>
            Go on
          </button>
        )}
        {working && (
          <button type="button" data-key="x" onClick={state.cancel}>
            Cancel
          </button>
        )}
        {work && !working && <span className={styles.note}>{work}</span>}
      </div>
      {issue && (
        <p className={styles.error} role="alert">
          {issue}
        </p>
      )}
      {state.error && (
        <p className={styles.error} role="alert">
          {state.error} What was found is kept; Go on tries again.
        </p>
      )}
      {state.sweep && (
        <>
          <progress
            max={state.jobs}
            value={state.results.size}
            aria-label="Runs of the sweep that are over"
          />
          <Status text={progressText(state)} />
        </>
      )}
    </div>
  );
}

const statusWords = {
  none: '',
  running: 'Training',
  paused: 'Paused',
  finished: 'Finished',
  cancelled: 'Cancelled',
  failed: 'Stopped',
} as const;

function progressText({
  status,
  results,
  jobs,
  seconds,
  secondsLeft,
  stepsPerSecond,
  engine,
  misfit,
}: SweepState): string {
  const running = status === 'running';
  return [
    statusWords[status],
    `${whole(results.size)} of ${whole(jobs)} runs`,
    running && stepsPerSecond > 0 ? `${whole(stepsPerSecond)} steps/s` : '',
    running && secondsLeft !== undefined ? `about ${durationText(secondsLeft)} left` : durationText(seconds),
    engine,
    misfit && `some trains on TensorFlow.js: ${misfit}`,
  ]
    .filter(Boolean)
    .join(' · ');
}
