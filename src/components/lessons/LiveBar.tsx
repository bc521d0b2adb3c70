/** "Run it live": trains on this machine what the step shows, says how far it is, and what differs from the recording. */
import { useStore } from 'zustand';
import type { Live, LiveRun } from '../../lessons/live';
import { standing } from '../runs/standing';
import { Status } from '../status/Status';
import status from '../status/status.module.css';
import { statusText } from '../status/status-text';
import styles from './lessons.module.css';

interface Props {
  live: Live;
  /** Runs of this lesson that were trained here or are being trained. */
  trained: readonly LiveRun[];
  /** Differences from the recorded runs, in words. */
  differs: readonly string[];
  /** Why the settings that are asked for cannot be trained. */
  refused: string;
  /** Runs that the step trains. */
  count: number;
  onTrain(): void;
}

export function LiveBar({ live, trained, differs, refused, count, onTrain }: Props) {
  const { busy, waiting, fault } = useStore(live.store);
  const lab = useStore(live.lab);
  const paused = lab.state === 'paused';
  const loading = lab.state === 'loading';
  const left = waiting.length;
  const now = trained.find(({ entry }) => entry.id === lab.current);
  const further = left === 0 ? '' : ` · then ${left === 1 ? 'one more run' : `${left} more runs`}`;
  // None of them can go on.
  const over = trained
    .map(({ label, entry }) => `${label}: ${standing(entry).replace(/^paused/, 'stopped')}`)
    .join('. ');
  const text = busy
    ? `${now ? `${now.label}: ` : ''}${statusText(lab)}${further}`
    : over && `Trained here. ${over}.`;
  const told = lab.notices.filter(({ action }) => !action);
  return (
    <section className={styles.live} aria-label="Run it live">
      <div className={styles.buttons}>
        {!busy && count > 0 && (
          <button type="button" className={status.primary} data-key="l" onClick={onTrain}>
            Run it live
          </button>
        )}
        {busy && (
          <button
            type="button"
            className={status.primary}
            data-key="l"
            disabled={loading}
            onClick={paused ? live.goOn : live.pause}
          >
            {paused ? 'Go on' : 'Pause'}
          </button>
        )}
        {busy && (
          <>
            <button type="button" disabled={loading} onClick={live.keep}>
              Stop
            </button>
            <button type="button" onClick={live.cancel}>
              Discard
            </button>
          </>
        )}
      </div>
      <div className={styles.far}>
        <Status text={text || beforehand(count)} />
        {busy && (
          <progress
            aria-label={loading ? 'Loading' : 'Progress of the run'}
            max={1}
            value={
              loading ? (lab.loading?.fraction ?? 0) : lab.totalSteps > 0 ? lab.step / lab.totalSteps : 0
            }
          />
        )}
      </div>
      {differs.length > 0 && (
        <p className={styles.note}>
          What is trained here differs from what was recorded: {differs.join('; ')}.
        </p>
      )}
      <div role="alert">
        {[refused, fault, ...told.map((notice) => notice.text)].filter(Boolean).map((each) => (
          <p key={each} className={styles.wrong}>
            {each}
          </p>
        ))}
      </div>
    </section>
  );
}

const beforehand = (count: number) =>
  `What you see was recorded. ${count === 1 ? 'The same run' : `The same ${count} runs, one seed each,`} can be trained on this machine.`;
