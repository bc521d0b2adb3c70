/** How far a sweep is, and what can be done with it. */
import { useStore } from 'zustand';
import type { Lab } from '../../runs/lab-store';
import { stepsOf, sweepOf } from '../../runs/sweeps/sweep-plan';
import type { SweepState, SweepStore } from '../../runs/sweeps/sweep-store';
import { Status } from '../status/Status';
import status from '../status/status.module.css';
import { durationText } from '../status/status-text';
import styles from './phases.module.css';

const whole = (n: number) => Math.round(n).toLocaleString('en');

export function Progress({ sweeps, lab }: { sweeps: SweepStore; lab: Lab }) {
  const state = useStore(sweeps);
  const config = useStore(lab, ({ config }) => config);
  const own = () => lab.getState().ownData(state.sweep?.base.ownData ?? config.ownData);
  const made = sweepOf(state.plan, config);
  const resume = async () => state.resume(await own());
  const start = async () => state.start(config, await lab.getState().ownData(config.ownData));
  const working = state.status === 'running' || state.status === 'paused';
  const issue = state.issue ?? (made.ok ? undefined : made.message);
  return (
    <div className={styles.progress}>
      <div className={styles.buttons}>
        {state.status !== 'running' && (
          <button
            type="button"
            className={state.sweep ? undefined : status.primary}
            disabled={!made.ok}
            onClick={start}
          >
            {state.sweep ? 'Start anew' : 'Start'}
          </button>
        )}
        {state.status === 'running' && (
          <button type="button" onClick={state.pause}>
            Pause
          </button>
        )}
        {(state.status === 'paused' || state.status === 'failed') && (
          <button type="button" onClick={resume}>
            Go on
          </button>
        )}
        {working && (
          <button type="button" onClick={state.cancel}>
            Cancel
          </button>
        )}
        {made.ok && !working && (
          <span className={styles.note}>
            {whole(made.jobs.length)} runs, {whole(made.jobs.reduce((sum, job) => sum + stepsOf(job), 0))}{' '}
            steps.
          </span>
        )}
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
}: SweepState): string {
  const over = status === 'finished' && results.size < jobs ? 'Cancelled' : statusWords[status];
  const running = status === 'running';
  return [
    over,
    `${whole(results.size)} of ${whole(jobs)} runs`,
    running && stepsPerSecond > 0 ? `${whole(stepsPerSecond)} steps/s` : '',
    running && secondsLeft !== undefined ? `about ${durationText(secondsLeft)} left` : durationText(seconds),
    engine,
  ]
    .filter(Boolean)
    .join(' · ');
}
