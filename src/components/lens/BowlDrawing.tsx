/** The microscope's drawing: what `layBowl` placed, as far as the stage has come. */
import { useId, useMemo } from 'react';
import type { LossName } from '../../training/fields';
import type { StepView } from '../../training/protocol';
import { Axes, figureHeight, margin, plotOf, widest } from './Axes';
import { verdictOf } from './bowl';
import { type BowlLayout, layBowl, type Point } from './bowl-layout';
import styles from './lens.module.css';
import { markOf } from './marks';
import { Word } from './Word';

interface Props {
  view: StepView;
  /** What the run lowers. */
  loss: LossName;
  /** Pixels that the page leaves for it. */
  width: number;
  /** 1 start, 2 slope, 3 promise, 4 step, 5 curve and landing, 6 slope at the landing, 7 the probe set. */
  stage: number;
  /** The parabola and its floor are drawn too. */
  parabola: boolean;
  label: string;
}

export function BowlDrawing({ view, loss, width, stage, parabola, label }: Props) {
  const clip = useId();
  const plot = plotOf(width);
  const { width: across, height: down } = plot;
  const laid = useMemo(
    () => layBowl(view, { width: across, height: down }, loss, parabola),
    [view, across, down, loss, parabola],
  );
  const { words } = laid;
  const mark = markOf(verdictOf(view));
  const tone = styles[mark.tone];
  return (
    <svg
      className={styles.drawing}
      data-drawing="Microscope"
      width={Math.min(width, widest)}
      height={figureHeight}
      role="img"
      aria-label={label}
    >
      <clipPath id={clip}>
        <rect y={-4} width={plot.width} height={plot.height + 4} />
      </clipPath>
      <g transform={`translate(${margin.left},${margin.top})`}>
        <Axes
          plot={plot}
          xTicks={laid.xTicks}
          yTicks={laid.yTicks}
          xLabel="α, share of the step"
          yLabel={laid.unit ? `loss of the batch, ${laid.unit}` : 'loss of the batch'}
        />
        <g clipPath={`url(#${clip})`}>
          {stage >= 2 && <path className={styles.tangent} d={laid.tangent} />}
          {stage >= 6 && <path className={`${styles.parabola} ${styles.neutral}`} d={laid.parabola} />}
          {stage >= 7 && <path className={styles.probe} d={laid.probe} />}
          {stage >= 5 && <path className={styles.curve} d={laid.curve} />}
          {stage >= 6 && <path className={styles.slopes} d={laid.slopes} />}
        </g>
        {stage >= 3 && <path className={styles.promise} d={bracket(laid)} />}
        {stage >= 4 && <path className={styles.arrow} d={arrow(laid)} />}
        {stage >= 5 &&
          laid.points.map(([x, y]) => <circle key={x} className={styles.point} cx={x} cy={y} r="2.5" />)}
        <circle className={styles.start} transform={move(laid.start)} r="5" />
        {stage >= 6 && laid.lowest && (
          <path className={styles.lowest} transform={move(laid.lowest)} d="M-6,0H6M0,-6V6" />
        )}
        {stage >= 6 && laid.floor && (
          <Floor at={laid.floor.at} beyond={laid.floor.beyond} bottom={plot.height} />
        )}
        {stage >= 5 && (
          <path className={`${styles.landing} ${tone}`} transform={move(laid.landing)} d={mark.path} />
        )}
        <Word placed={words.start} />
        {stage >= 3 && <Word placed={words.promised} />}
        {stage >= 4 && <Word placed={words.step} />}
        {stage >= 5 && <Word placed={words.landed} tone={tone} />}
        {stage >= 6 && <Word placed={words.lowest} />}
        {stage >= 6 && <Word placed={words.floor} />}
      </g>
    </svg>
  );
}

const move = ([x, y]: Point) => `translate(${x},${y})`;

/** From the level of the start, at the end of the step, to what the tangent promised there. */
function bracket({ start, promised }: BowlLayout): string {
  if (!promised) return '';
  const [x, y] = promised;
  return `M${start}H${x + 5}M${x},${start[1]}V${y}M${x - 5},${y}h10`;
}

function arrow({ arrow: [[from, y], [to]] }: BowlLayout): string {
  return `M${from},${y - 4}v8M${from},${y}H${to}m-6,-4l6,4l-6,4`;
}

function Floor({ at, beyond, bottom }: { at: Point; beyond: boolean; bottom: number }) {
  if (beyond) return <path className={styles.floor} transform={move(at)} d="M-7,-5L1,0L-7,5" />;
  return (
    <g transform={move(at)}>
      <path className={styles.plumb} d={`M0,0V${bottom - at[1]}`} />
      <path className={styles.floor} d="M-8,0H8" />
    </g>
  );
}
