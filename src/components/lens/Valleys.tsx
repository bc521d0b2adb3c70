/** The last ten steps as ten small valleys: the loss of each step's own batch along it. */
import { line, scaleLinear } from 'd3';
import { useId } from 'react';
import { numberText } from '../../format';
import type { Valley } from '../../training/protocol';
import { kappaOf, landingOf, verdictOf } from './bowl';
import styles from './lens.module.css';
import { markOf } from './marks';
import { Twin } from './Twin';

/** Steps that are looked at together. */
const shownSteps = 10;
/** Pixels of one small drawing, and the room around its curve. */
const size = { width: 84, height: 56, air: 7 };

interface Props {
  valleys: readonly Valley[] | undefined;
  /** Asks for them; undefined while the run cannot be looked at. */
  onAsk: ((steps: number) => void) | undefined;
}

export default function Valleys({ valleys, onAsk }: Props) {
  const id = useId();
  return (
    <figure className={styles.lens} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>The last {shownSteps} steps</h2>
        <button type="button" disabled={!onAsk} onClick={() => onAsk?.(shownSteps)}>
          Show their valleys
        </button>
      </div>
      {valleys && valleys.length > 0 ? (
        <>
          <p className={styles.empty}>
            Steps {valleys[0].step.toLocaleString('en')} to{' '}
            {valleys[valleys.length - 1].step.toLocaleString('en')}: the loss of each step’s own batch along
            it, each on a scale of its own. The mark is where the step landed.
          </p>
          <ol className={styles.valleys}>
            {valleys.map((valley) => (
              <li key={valley.step}>
                <Small valley={valley} />
                <span>{caption(valley)}</span>
              </li>
            ))}
          </ol>
          <Twin
            name={`The last ${shownSteps} steps`}
            caption="What each step did on its own batch"
            headings={['Step', 'Loss before', 'Loss after', 'κ', 'p']}
            rows={valleys.map((valley) => [
              valley.step.toLocaleString('en'),
              numberText(valley.lossBefore),
              numberText(valley.lossAfter),
              told(kappaOf(valley)),
              told(landingOf(valley)),
            ])}
          />
        </>
      ) : (
        <p className={styles.empty}>
          {onAsk
            ? 'Each small curve will be the loss of one batch along the step that was taken on it.'
            : 'Pause first: the steps of a run that rests can be looked at.'}
        </p>
      )}
    </figure>
  );
}

const told = (value: number) => (Number.isNaN(value) ? 'none' : numberText(value));
/** Two digits behind the point are seen in so small a drawing. */
const caption = (valley: Valley) => `p ${told(Number(landingOf(valley).toFixed(2)))}`;

/** Each has a scale of its own: what it shows is a shape. */
function Small({ valley }: { valley: Valley }) {
  const { alphas, losses, lossBefore, lossAfter, step } = valley;
  const finite = losses.filter(Number.isFinite);
  const { width, height, air } = size;
  const x = scaleLinear([alphas[0], alphas[alphas.length - 1]], [air, width - air]);
  const y = scaleLinear([Math.min(...finite), Math.max(...finite)], [height - air, air]);
  const path = line<number>(
    (i) => x(alphas[i]),
    (i) => y(losses[i]),
  )
    .digits(1)
    .defined((i) => Number.isFinite(losses[i]))(alphas.keys());
  const mark = markOf(verdictOf(valley));
  const place = (alpha: number, loss: number) =>
    `translate(${x(alpha)},${Number.isFinite(loss) ? y(loss) : air})`;
  return (
    <svg
      className={styles.drawing}
      width={width}
      height={height}
      role="img"
      aria-label={`Step ${step.toLocaleString('en')}: loss of its batch ${numberText(lossBefore)} before and ${numberText(lossAfter)} after, p ${told(landingOf(valley))}`}
    >
      <path className={styles.curve} d={path ?? ''} />
      <circle className={styles.start} transform={place(0, lossBefore)} r="3" />
      <path
        className={`${styles.landing} ${styles[mark.tone]}`}
        transform={`${place(1, lossAfter)} scale(0.7)`}
        d={mark.path}
      />
    </svg>
  );
}
