/** What the microscope shows of a step: the loss of its own batch along it, and that of the probe set. */
import { useState } from 'react';
import { numberText } from '../../format';
import type { LossName } from '../../training/fields';
import type { StepView } from '../../training/protocol';
import { BowlDrawing } from './BowlDrawing';
import { landingOf, lowestOf, verdictOf } from './bowl';
import styles from './lens.module.css';
import { markOf } from './marks';
import { Twin } from './Twin';
import { useWidth } from './use-width';
import { othersText, verdictText } from './words';

interface Props {
  view: StepView;
  loss: LossName;
  /** From 1 to 7: how far a step in slow motion has come. */
  stage: number;
}

/** Lines of the drawing, and the stage from which on each is there. */
const lines = [
  { label: 'gradient’s promise and slopes', line: styles.tangent, from: 2 },
  { label: 'loss of the batch', line: styles.curve, from: 5 },
  {
    label: 'parabola of the promise and the landing alone',
    line: `${styles.parabola} ${styles.neutral}`,
    from: 6,
  },
  { label: 'loss of the probe set, moved to the same start', line: styles.probe, from: 7 },
];
const [, , parabolaLine, probeLine] = lines;

export default function MicroscopeView({ view, loss, stage }: Props) {
  const [width, watch] = useWidth();
  const [parabola, setParabola] = useState(false);
  const resolved = !['overflow', 'unresolved'].includes(verdictOf(view));
  const shown = lines.filter(
    (each) =>
      stage >= each.from &&
      (each !== parabolaLine || (parabola && resolved)) &&
      (each !== probeLine || view.probeLosses.length > 0),
  );
  const rows = view.alphas.map((alpha, i) => [
    numberText(alpha),
    numberText(view.losses[i]),
    view.probeLosses.length > 0 ? numberText(view.probeLosses[i]) : 'not measured',
  ]);
  return (
    <>
      <ul className={styles.legend}>
        {shown.map(({ label, line }) => (
          <li key={label}>
            <svg width="24" height="10" aria-hidden="true">
              <path className={line} d="M0,5H24" />
            </svg>
            {label}
          </li>
        ))}
      </ul>
      <div ref={watch} className={styles.plot}>
        {width > 0 && (
          <BowlDrawing {...{ view, loss, width, stage, parabola }} label={summaryOf(view, stage)} />
        )}
      </div>
      <p className={styles.verdict}>{stage >= 6 && <Verdict view={view} />}</p>
      <label className={styles.choice}>
        <input
          type="checkbox"
          checked={parabola}
          disabled={!resolved || stage < parabolaLine.from}
          onChange={(event) => setParabola(event.currentTarget.checked)}
        />{' '}
        parabola that the promise and the landing alone would suggest
      </label>
      <Twin
        name="Microscope"
        caption={`Loss along step ${view.step.toLocaleString('en')}`}
        headings={['α', 'Loss of the batch', 'Loss of the probe set']}
        rows={rows}
      />
    </>
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
  if (stage < 5) return `${start}.`;
  const lowest = lowestOf(view);
  return [
    `${start}, ${numberText(view.lossAfter)} after the step.`,
    stage >= 6 && !Number.isNaN(landingOf(view)) && `Landing position p ${numberText(landingOf(view))}.`,
    stage >= 6 &&
      lowest &&
      `Lowest measured loss ${numberText(lowest.loss)} at α ${numberText(lowest.alpha)}.`,
    stage >= 7 && othersText(view),
  ]
    .filter(Boolean)
    .join(' ');
}
