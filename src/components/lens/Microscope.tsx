/** One step under the microscope: the loss of its own batch along the step that was taken on it. */
import { useId } from 'react';
import type { LossName } from '../../training/fields';
import type { StepView } from '../../training/protocol';
import { lazyPart } from '../page/lazy-part';
import { landingTerm } from '../terms/landing-term';
import { Term } from '../terms/Term';
import styles from './lens.module.css';

// Nothing is under it until a step is looked at.
const MicroscopeView = lazyPart('the microscope', () => import('./MicroscopeView'));

interface Props {
  view: StepView | undefined;
  /** What the run lowers. */
  loss: LossName;
  /** From 1 to 7: how far a step in slow motion has come. Without it everything is drawn. */
  stage?: number;
  /** Which of several runs it looks at, for those who hear it. */
  of?: string;
}

export function Microscope({ view, loss, stage = 7, of }: Props) {
  const id = useId();
  return (
    <figure className={styles.lens} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>
          Microscope
          {of && <span className="visually-hidden">: {of}</span>}
        </h2>
      </div>
      {view ? (
        <MicroscopeView {...{ view, loss, stage }} />
      ) : (
        <p className={styles.empty}>
          Here you will see how the loss of one batch changes along the step that was taken on it: where it
          starts, which way it goes, and where the step landed.
        </p>
      )}
      <Term
        name="Loss along the step"
        named
        meaning="The loss of one batch from the start of the step (α = 0) through its landing (α = 1), measured at 21 places. Its slope at the start is the gradient’s promise."
        formula="along"
      />
      <Term {...landingTerm} named />
    </figure>
  );
}
