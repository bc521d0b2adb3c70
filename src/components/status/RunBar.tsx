/** Train, pause, step, reset; how far the run is and what it runs on. */
import { useStore } from 'zustand';
import type { LabState } from '../../runs/lab';
import type { Lab } from '../../runs/lab-store';
import { planShown } from '../../runs/plan-shown';
import { isOver } from '../../runs/run-list';
import { ratesAtStep } from '../../training/schedules/plan';
import { Status } from './Status';
import styles from './status.module.css';
import { durationText, secondsLeft, statusText } from './status-text';

export function RunBar({ lab }: { lab: Lab }) {
  const state = useStore(lab);
  const { step, totalSteps, elapsed, issues } = state;
  const { script } = planShown(state);
  const starts = !state.data || isOver(state.state);
  const training = state.state === 'training';
  const busy = state.state === 'loading';
  const invalid = issues.length > 0;
  const fresh = state.state === 'ready' || state.state === 'recorded';
  const share = totalSteps > 0 ? step / totalSteps : 0;
  const left = secondsLeft(state);
  return (
    <section className={styles.bar} aria-label="Run">
      <div className={styles.buttons}>
        {training ? (
          <button type="button" className={styles.primary} onClick={state.pause}>
            Pause
          </button>
        ) : (
          <button type="button" className={styles.primary} disabled={busy || invalid} onClick={state.train}>
            Train
          </button>
        )}
        <button type="button" disabled={busy || invalid} onClick={state.stepOnce}>
          Step
        </button>
        <button type="button" disabled={fresh && !state.data} onClick={state.reset}>
          Reset
        </button>
        <button type="button" disabled={busy || invalid || !canDrop(state)} onClick={state.dropNow}>
          Drop to small step
        </button>
      </div>
      <div className={styles.progress}>
        <Status text={statusText(state)} />
        <progress
          aria-label={busy ? 'Loading' : 'Progress of the run'}
          max={1}
          value={busy ? (state.loading?.fraction ?? 0) : share}
        />
        <p className={styles.times}>
          {elapsed > 0 && `${durationText(elapsed)} trained`}
          {left !== undefined && ` · about ${durationText(left)} left`}
          {starts && script.length > 0 && (
            <>
              {elapsed > 0 && ' · '}
              {replayText(script.length)}{' '}
              <button type="button" className={styles.inline} onClick={state.forgetScript}>
                Discard {script.length === 1 ? 'it' : 'them'}
              </button>
            </>
          )}
          {invalid && ' · A field needs a valid value before training.'}
        </p>
      </div>
    </section>
  );
}

const replayText = (changes: number) =>
  `Your ${changes === 1 ? 'mid-run change' : `${changes} mid-run changes`} will be replayed.`;

/** A run that goes on, and whose rates are not the small ones already. */
function canDrop({ state, data, step }: LabState): boolean {
  if (!data || (state !== 'training' && state !== 'paused')) return false;
  const { learningRate } = ratesAtStep(step, data.config, data.stepsPerEpoch);
  return learningRate > data.config.smallLearningRate;
}
