/** One step under the microscope: the loss of its own batch along the step that was taken on it. */
import { useId } from 'react';
import type { LossName } from '../../training/fields';
import type { StepView } from '../../training/protocol';
import { Term } from '../terms/Term';
import { BowlDrawing } from './BowlDrawing';
import { verdictOf } from './bowl';
import styles from './lens.module.css';
import { markOf } from './marks';
import { Twin } from './Twin';
import { useWidth } from './use-width';
import { numberText, verdictText } from './words';

interface Props {
  view: StepView | undefined;
  /** What the run lowers. */
  loss: LossName;
  /** From 1 to 6: how far a step in slow motion has come. Without it everything is drawn. */
  stage?: number;
}

const lines = [
  { label: 'loss of the batch', line: styles.curve },
  { label: 'gradient’s promise', line: styles.tangent },
  { label: 'parabola', line: `${styles.parabola} ${styles.neutral}` },
];

export function Microscope({ view, loss, stage = 6 }: Props) {
  const id = useId();
  const [width, watch] = useWidth();
  return (
    <figure className={styles.lens} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>Microscope</h2>
        <ul className={styles.legend} hidden={!view}>
          {lines.map(({ label, line }) => (
            <li key={label}>
              <svg width="24" height="10" aria-hidden="true">
                <path className={line} d="M0,5H24" />
              </svg>
              {label}
            </li>
          ))}
        </ul>
      </div>
      <div ref={watch} className={styles.plot}>
        {view && width > 0 && (
          <BowlDrawing view={view} loss={loss} width={width} stage={stage} label={summaryOf(view, stage)} />
        )}
      </div>
      {view ? (
        <>
          <p className={styles.verdict}>{stage >= 6 && <Verdict view={view} />}</p>
          <Twin
            name="Microscope"
            caption={`Loss of the batch of step ${view.step.toLocaleString('en')} along the step`}
            headings={['α', 'Loss']}
            rows={view.alphas.map((alpha, i) => [numberText(alpha), numberText(view.losses[i])])}
          />
        </>
      ) : (
        <p className={styles.empty}>
          Here you will see how the loss of one batch changes along the step that was taken on it: the valley,
          the start, and where the step landed.
        </p>
      )}
      <Term
        name="Loss along the step"
        named
        meaning="The loss of one batch on the line from the start of the step s (α = 0) through its landing point (α = 1). Its slope at the start, g·s, is what the gradient promises."
        formula="along"
      />
      <Term
        name="Parabola and its floor"
        named
        meaning="The parabola that has the start, its slope g·s and the landing point. Its floor lies at α = 1/κ: a step with κ below 1 stops short of it, with κ above 1 it goes beyond."
        formula="parabola"
      />
    </figure>
  );
}

function Verdict({ view }: { view: StepView }) {
  const { tone, path } = markOf(verdictOf(view));
  return (
    <>
      <svg className={styles.glyph} viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true">
        <path className={`${styles.landing} ${styles[tone]}`} d={path} />
      </svg>
      {verdictText(view)}
    </>
  );
}

/** The drawing in words, for those who do not see it. */
function summaryOf(view: StepView, stage: number): string {
  const start = `Step ${view.step.toLocaleString('en')}: loss of its batch ${numberText(view.lossBefore)} at the start`;
  return stage >= 5 ? `${start}, ${numberText(view.lossAfter)} after the step.` : `${start}.`;
}
