/** The recorded run, replayed: its loss and its regimes grow with time. Fetched once it is shown; needs no tfjs. */
import { useEffect, useId, useRef, useState } from 'react';
import { fetchFirstPicture } from '../../runs/first-picture';
import { RegimeBands, RegimePatterns } from '../charts/RegimeBands';
import tables from '../charts/table.module.css';
import { useWidth } from '../lens/use-width';
import styles from './home.module.css';
import { type Layout, layoutOf, margin, stripHeight } from './home-layout';
import {
  inWords,
  landingText,
  momentText,
  type Picture,
  percent,
  readingAt,
  readPicture,
  shortLoss,
} from './home-picture';
import { useReplay } from './replay';

type Fetched = ReturnType<typeof readPicture>;

const fetchPicture = (): Promise<Fetched> =>
  fetchFirstPicture(document.baseURI).then(readPicture, ({ message }: Error) => ({ ok: false, message }));

export function HomePicture() {
  const [fetched, setFetched] = useState<Fetched>();
  useEffect(() => {
    let gone = false;
    fetchPicture().then((result) => !gone && setFetched(result));
    return () => {
      gone = true;
    };
  }, []);
  if (fetched && !fetched.ok) {
    return (
      <p className={styles.missing}>
        The recorded run cannot be shown: {fetched.message} Everything else works without it.
      </p>
    );
  }
  return fetched ? <Replay picture={fetched.picture} /> : <p className={styles.waiting}>Loading a run…</p>;
}

function Replay({ picture }: { picture: Picture }) {
  const id = useId();
  const [width, watch] = useWidth();
  const layout = width > 0 ? layoutOf(picture, width) : undefined;
  const shown = useRef<SVGRectElement>(null);
  const dot = useRef<SVGCircleElement>(null);
  const moment = useRef<HTMLSpanElement>(null);
  const { playing, toggle } = useReplay((share) => {
    if (!layout) return;
    const epoch = share * picture.epochs;
    const at = layout.x(epoch);
    shown.current?.setAttribute('width', String(Math.max(0, at)));
    dot.current?.setAttribute('cx', String(at));
    dot.current?.setAttribute('cy', String(layout.y(between(picture, epoch))));
    if (moment.current) moment.current.textContent = momentText(picture, epoch);
  });
  return (
    <figure className={styles.picture} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>A recorded run</h2>
      <div ref={watch} className={styles.canvas}>
        {layout && (
          <svg width={layout.width} height={layout.height} role="img" aria-label={inWords(picture)}>
            <defs>
              <clipPath id={`${id}-shown`}>
                <rect ref={shown} y={-margin.top} height={layout.height} />
              </clipPath>
              <RegimePatterns id={id} />
            </defs>
            <g transform={`translate(${margin.left},${margin.top})`}>
              <Axes layout={layout} drop={picture.drop} />
              <g clipPath={`url(#${id}-shown)`}>
                <path className={styles.reach} d={layout.reach} />
                <path className={styles.trainLoss} d={layout.trainLoss} />
                <Strip layout={layout} id={id} />
              </g>
              <circle ref={dot} className={styles.dot} r={4.5} />
            </g>
          </svg>
        )}
      </div>
      <div className={styles.replay}>
        <button
          type="button"
          aria-label={playing ? 'Pause the picture' : 'Play the picture'}
          onClick={toggle}
        >
          {playing ? 'Pause' : 'Play'}
        </button>
        <span ref={moment} aria-hidden="true" className={styles.moment} />
      </div>
      <figcaption>{caption(picture)}</figcaption>
      <Twin picture={picture} />
    </figure>
  );
}

/** Plots that have no room for a sentence, in pixels. */
const narrow = 340;

function Axes({
  layout: { plot, strip, lossTicks, epochTicks, x },
  drop,
}: {
  layout: Layout;
  drop?: number | undefined;
}) {
  const foot = strip + stripHeight;
  return (
    <g className={styles.axes}>
      {lossTicks.map(({ at, label }) => (
        <g key={label} transform={`translate(0,${at})`}>
          <line x2={plot.width} />
          <text x={-6} dy="0.35em" textAnchor="end">
            {label}
          </text>
        </g>
      ))}
      {epochTicks.map(({ at, label }) => (
        <text key={label} x={at} y={foot + 16} textAnchor="middle">
          {label}
        </text>
      ))}
      <text x={plot.width} y={foot + 32} textAnchor="end">
        epochs
      </text>
      <text x={-6} y={foot - 8} textAnchor="end">
        regime
      </text>
      <text x={-6} y={-11} textAnchor="end">
        loss
      </text>
      <rect className={styles.frame} y={strip} width={plot.width} height={stripHeight} />
      {drop !== undefined && (
        <g transform={`translate(${x(drop)},0)`} className={styles.drop}>
          <line y1={-margin.top} y2={foot} />
          <text x={5} y={-11}>
            {plot.width < narrow ? 'small steps' : 'the step is made small'}
          </text>
        </g>
      )}
    </g>
  );
}

function Strip({ layout: { bands, strip }, id }: { layout: Layout; id: string }) {
  return (
    <g transform={`translate(0,${strip})`}>
      <RegimeBands {...{ bands, id }} height={stripHeight} />
    </g>
  );
}

/** The loss on the line between two readings. */
function between(picture: Picture, epoch: number): number {
  const before = readingAt(picture, epoch);
  const after = picture.readings.find((reading) => reading.epoch > epoch) ?? before;
  const share = after === before ? 0 : (epoch - before.epoch) / (after.epoch - before.epoch);
  // The axis is one of logarithms.
  return before.trainLoss ** (1 - share) * after.trainLoss ** share;
}

function caption(picture: Picture): string {
  const { drop, epochs } = picture;
  const phases =
    drop === undefined
      ? `It learns for ${epochs} epochs.`
      : `Its steps are large for ${drop} epochs and small afterwards.`;
  return `A small network learns to tell ten shapes apart. ${phases} The line is the loss of the whole training set after each epoch, the shade the reach of the losses of its batches; the strip is the regime as it was measured. ${landingText(picture)}`;
}

/** Every so many epochs a row. */
const rowEvery = 5;

function Twin({ picture }: { picture: Picture }) {
  const rows = picture.readings.filter(({ epoch }) => epoch % rowEvery === 0);
  return (
    <details className={tables.table}>
      <summary>
        Show as table<span className="visually-hidden">: A recorded run</span>
      </summary>
      <table className={styles.twin}>
        <thead>
          <tr>
            <th scope="col">Epoch</th>
            <th scope="col">Training loss</th>
            <th scope="col">Test accuracy</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ epoch, trainLoss, testAccuracy }) => (
            <tr key={epoch}>
              <td>{epoch}</td>
              <td>{shortLoss(trainLoss)}</td>
              <td>{percent(testAccuracy)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
