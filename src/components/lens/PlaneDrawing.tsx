/** The plane with its regions and the way of a run. */
import { line, scaleLinear, symbol, symbolTriangle } from 'd3';
import { memo, useId } from 'react';
import type { Thresholds } from '../../training/regime/types';
import { linearTicks, tickText } from '../charts/ticks';
import { Axes, figureHeight, margin, type Plot, plotOf, type Tick, widest } from './Axes';
import { type Box, boxAround, placeLabels } from './labels';
import styles from './lens.module.css';
import {
  layWords,
  type PlaneAxis,
  type PlanePoint,
  pieces,
  regionLine,
  regions,
  shareDomain,
  spread,
} from './plane';
import { Word } from './Word';

interface Props {
  points: PlanePoint[];
  axis: PlaneAxis;
  domain: [number, number];
  /** The point of the cursor, where there is one. */
  marked: PlanePoint | undefined;
  width: number;
  label: string;
  thresholds: Thresholds;
}

type Place = (point: Pick<PlanePoint, 'across' | 'share'>) => [x: number, y: number];

const axisLabels: Record<PlaneAxis, string> = {
  kappa: 'median step number κ',
  landing: 'median landing position p',
};

/** Pieces of the way, and most points that are drawn as dots, or as triangles at the edge. */
const mostPieces = 16;
const mostDots = 60;
/** Points up, as a turn of 0 has it. */
const outward = symbol(symbolTriangle, 60)() ?? '';

export function PlaneDrawing({ points, axis, domain, marked, width, label, thresholds }: Props) {
  const plot = plotOf(width);
  const place = placer(plot, domain, thresholds);
  const areas = areasOf(domain, place, thresholds, axis);
  const ends = endsOf(points, marked).map((end) => ({ ...end, at: place(end.point) }));
  const words = placeLabels(
    ends.map(({ text, at }) => ({ text, x: at[0], y: at[1], gap: 9 })),
    [...areas.map(({ room }) => room), ...ends.map(({ at }) => boxAround(at))],
    spread(points, mostDots).map(place),
    { x: 0, y: 0, ...plot },
  );
  return (
    <svg
      className={styles.drawing}
      data-drawing="Regime plane"
      width={Math.min(width, widest)}
      height={figureHeight}
      role="img"
      aria-label={label}
    >
      <g transform={`translate(${margin.left},${margin.top})`}>
        <Ground {...{ points, axis, domain, width, thresholds }} />
        {ends.map(({ kind, at }) => (
          <path
            key={kind}
            className={`${styles.end} ${styles[kind]}`}
            transform={`translate(${at})`}
            d={endShapes[kind]}
          />
        ))}
        {ends.map(({ kind }, i) => (
          <Word key={kind} placed={words[i]} />
        ))}
      </g>
    </svg>
  );
}

/** Everything but what follows the cursor. */
const Ground = memo(function Ground({
  points,
  axis,
  domain,
  width,
  thresholds,
}: Pick<Props, 'points' | 'axis' | 'domain' | 'width' | 'thresholds'>) {
  const plot = plotOf(width);
  const place = placer(plot, domain, thresholds);
  const areas = areasOf(domain, place, thresholds, axis);
  return (
    <>
      <Tints areas={areas} />
      <Axes
        plot={plot}
        {...ticksOf(domain, shareDomain(thresholds), plot, place)}
        xLabel={axisLabels[axis]}
        yLabel="second-order share Q"
      />
      <Way points={points} place={place} />
      {areas.map(({ kind, text, lines, room, corner }) => (
        // From the edge of the plane inwards: letters may be wider than they were taken to be.
        <text
          key={text}
          className={`${styles.regionWords} ${styles[kind]}`}
          textAnchor={corner === 'top-right' ? 'end' : 'start'}
        >
          {lines.map((words, i) => (
            <tspan
              key={words}
              x={corner === 'top-right' ? room.x + room.width - 3 : room.x + 3}
              y={room.y + 12 + i * regionLine}
            >
              {words}
            </tspan>
          ))}
        </text>
      ))}
    </>
  );
});

function placer(plot: Plot, domain: [number, number], thresholds: Thresholds): Place {
  const x = scaleLinear(domain, [0, plot.width]);
  const y = scaleLinear(shareDomain(thresholds), [plot.height, 0]);
  return ({ across, share }) => [x(across), y(share)];
}

function ticksOf(
  domain: [number, number],
  shares: [number, number],
  plot: Plot,
  place: Place,
): { xTicks: Tick[]; yTicks: Tick[] } {
  const text = (tick: number) => tickText(tick).replace('-', '−');
  const most = Math.max(3, Math.floor(plot.width / 60));
  return {
    xTicks: linearTicks(...domain, most).map((across) => ({
      at: place({ across, share: 0 })[0],
      text: text(across),
    })),
    yTicks: linearTicks(...shares, 6).map((share) => ({
      at: place({ across: 0, share })[1],
      text: text(share),
    })),
  };
}

function areasOf(domain: [number, number], place: Place, thresholds: Thresholds, axis: PlaneAxis) {
  return regions(domain, thresholds, axis).map(({ kind, text, across, share, corner }) => {
    const [left, bottom] = place({ across: across[0], share: share[0] });
    const [right, top] = place({ across: across[1], share: share[1] });
    const box: Box = { x: left, y: top, width: right - left, height: bottom - top };
    return { kind, text, corner, box, ...layWords(text, corner, box) };
  });
}

/** Amber with hatching, blue with dots; transition stays paper. */
function Tints({ areas }: { areas: ReturnType<typeof areasOf> }) {
  const id = useId();
  return (
    <>
      <pattern id={`${id}-large`} width="9" height="9" patternUnits="userSpaceOnUse">
        <path className={styles.hatch} d="M-2,11L11,-2M-2,2L2,-2M7,11L11,7" />
      </pattern>
      <pattern id={`${id}-small`} width="9" height="9" patternUnits="userSpaceOnUse">
        <circle className={styles.dots} cx="4.5" cy="4.5" r="1" />
      </pattern>
      {areas
        .filter(({ kind }) => kind !== 'transition')
        .map(({ kind, text, box }) => (
          <g key={text} className={styles[kind]}>
            <rect className={styles.tint} {...box} />
            <rect className={styles.pattern} {...box} fill={`url(#${id}-${kind})`} />
          </g>
        ))}
    </>
  );
}

/** Thin and faint where it is old, bold where it is new. */
function Way({ points, place }: { points: PlanePoint[]; place: Place }) {
  const way = pieces(points, mostPieces);
  return (
    <>
      {way.map((piece, i) => (
        <path
          key={piece[0].reading.to}
          className={styles.way}
          d={line()(piece.map(place)) ?? ''}
          strokeWidth={0.75 + (1.5 * (i + 1)) / way.length}
          opacity={0.3 + (0.7 * (i + 1)) / way.length}
        />
      ))}
      {spread(
        points.filter(({ outside }) => outside !== undefined),
        mostDots,
      ).map((point) => (
        <Spot key={point.reading.to} point={point} at={place(point)} />
      ))}
      {points
        .slice(-mostDots)
        .filter(({ outside }) => outside === undefined)
        .map((point) => (
          <Spot key={`dot ${point.reading.to}`} point={point} at={place(point)} />
        ))}
    </>
  );
}

function Spot({ point, at }: { point: PlanePoint; at: [number, number] }) {
  if (point.outside !== undefined) {
    const turn = `translate(${at}) rotate(${90 - point.outside})`;
    return <path className={styles.outlier} transform={turn} d={outward} />;
  }
  return <circle className={styles.spot} cx={at[0]} cy={at[1]} r="2" />;
}

/** A ring, a disc, and four strokes around the point. */
const endShapes = {
  first: 'M-5,0a5,5 0 1 0 10,0a5,5 0 1 0 -10,0',
  latest: 'M-6,0a6,6 0 1 0 12,0a6,6 0 1 0 -12,0',
  cursor: 'M-10,0H-4M4,0H10M0,-10V-4M0,4V10',
};

interface End {
  kind: keyof typeof endShapes;
  text: string;
  point: PlanePoint;
}

/** What is marked with a word; a lone point is the latest. */
function endsOf(points: PlanePoint[], marked: PlanePoint | undefined): End[] {
  const [first, latest] = [points[0], points.at(-1)];
  const end = (kind: End['kind'], text: string, point: PlanePoint | undefined): End[] =>
    point ? [{ kind, text, point }] : [];
  return [
    ...end('latest', 'latest', latest),
    ...end('first', 'start', first === latest ? undefined : first),
    ...end('cursor', 'cursor', marked),
  ];
}
