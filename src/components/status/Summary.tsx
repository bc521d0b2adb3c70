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
        <p>{summarize(data, step).join(' ').replaceAll(' %', '\u00a0%')}</p>
      ) : (
        <p>
          While steps are too large to settle, the loss on the training set jumps up and down and hardly
          falls. When they become small it falls smoothly. Watch the accuracy on the test set, which is never
          trained on: does it gain from the large steps before?
        </p>
      )}
      {state === 'recorded' && data?.origin === 'run' && (
        <p>This run was recorded earlier with the same program. Press Train to run it here.</p>
      )}
    </section>
  );
}
