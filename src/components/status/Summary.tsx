/** "What happened": shown when a run is over, or a recorded one is shown. */
import { useStore } from 'zustand';
import type { Lab } from '../../runs/lab-store';
import styles from './status.module.css';
import { summarize } from './summary';

export function Summary({ lab }: { lab: Lab }) {
  const state = useStore(lab, (each) => each.state);
  const data = useStore(lab, (each) => each.data);
  const step = useStore(lab, (each) => (each.state === 'diverged' ? each.step : undefined));
  const over = state === 'finished' || state === 'diverged' || state === 'recorded';
  return (
    <section className={styles.summary} aria-labelledby="summary-title">
      <h2 id="summary-title">{over && data ? 'What happened' : 'What to look for'}</h2>
      {over && data ? (
        <p>{summarize(data, step).join(' ')}</p>
      ) : (
        <p>
          While the step is large the loss on the training set jumps up and down and stops falling. At the
          drop it falls at once and smoothly. Watch whether test accuracy, measured on examples never trained
          on, gains from the large steps before it.
        </p>
      )}
      {state === 'recorded' && (
        <p>This run was recorded earlier with the same program. Press Train to run it here.</p>
      )}
    </section>
  );
}
