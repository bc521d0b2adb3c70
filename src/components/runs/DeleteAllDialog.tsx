/** Asks before everything is deleted, and names what goes. */
import type { Lab } from '../../runs/lab-store';
import { openAtOnce } from '../page/open-at-once';
import styles from './runs.module.css';
import { whatGoes } from './what-goes';

interface Props {
  lab: Lab;
  datasets: readonly { name: string }[];
  onClose(): void;
}

export default function DeleteAllDialog({ lab, datasets, onClose }: Props) {
  return (
    <dialog ref={openAtOnce} className={styles.ask} aria-labelledby="delete-all" onClose={onClose}>
      <h2 id="delete-all">Delete all runs and data?</h2>
      <p>{whatGoes(lab.getState().runs, datasets)} Your progress in the lessons stays.</p>
      <form method="dialog" className={styles.answers}>
        <button
          type="button"
          onClick={() => {
            // First: with everything gone, what asks is gone too, before it can hear that it was closed.
            onClose();
            lab.getState().clearStorage();
          }}
        >
          Delete all
        </button>
        <button type="submit">Cancel</button>
      </form>
    </dialog>
  );
}
