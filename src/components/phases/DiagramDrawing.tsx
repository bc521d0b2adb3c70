/** The drawing of a phase diagram. Its colours are attributes, so that the same drawing makes a file. */
import type { PointerEventHandler, Ref } from 'react';
import { type Measure, measures } from '../../runs/sweeps/measures';
import { fields } from '../../training/fields';
import type { Sweep } from '../../training/sweep/sweep';
import { patterns } from '../charts/regime-patterns';
import type { Layout, Size, Spot } from './diagram-layout';
import { type ColourScale, regimeLegend } from './diagram-scales';

export const margin = { left: 76, right: 14, top: 46, bottom: 46 };

interface Props {
  ref: Ref<SVGSVGElement>;
  id: string;
  name: string;
  sweep: Sweep;
  layout: Layout;
  scale: ColourScale;
  size: Size;
  measure: Measure;
  contours: boolean;
  spot: Spot | undefined;
  onPointerMove: PointerEventHandler<SVGSVGElement>;
  onPointerLeave: PointerEventHandler<SVGSVGElement>;
  onPointerUp: PointerEventHandler<SVGSVGElement>;
}

export function DiagramDrawing({ ref, id, name, sweep, layout, scale, size, spot, ...props }: Props) {
  const { measure, contours, ...handlers } = props;
  const [width, height] = [size.width + margin.left + margin.right, size.height + margin.top + margin.bottom];
  return (
    <svg
      ref={ref}
      {...{ width, height, ...handlers }}
      viewBox={`0 0 ${width} ${height}`}
      fontSize={13}
      aria-hidden="true"
    >
      <title>{name}</title>
      <Patterns id={id} />
      <Legend {...{ id, scale, measure, width: size.width }} diverged={layout.spots.some(hasDiverged)} />
      <g transform={`translate(${margin.left},${margin.top})`}>
        {layout.spots.map((each) => (
          <SpotDrawing
            key={`${each.point.x} ${each.point.y}`}
            {...{ spot: each, scale, id }}
            round={layout.round}
          />
        ))}
        <clipPath id={`${id}-clip`}>
          <rect width={size.width} height={size.height} />
        </clipPath>
        <g clipPath={`url(#${id}-clip)`} fill="none" strokeLinejoin="round">
          {contours &&
            layout.contours.map(({ level, path }) => (
              <g key={level}>
                <path d={path} stroke="#ffffff" strokeWidth={3} strokeOpacity={0.7} />
                <path d={path} stroke="#000000" strokeWidth={1.2} />
              </g>
            ))}
          {layout.diagonals.map(({ path, text, at: [x, y] }) => (
            <g key={text}>
              <path d={path} stroke="#ffffff" strokeWidth={2.5} strokeOpacity={0.6} />
              <path d={path} stroke="#000000" strokeWidth={1} strokeDasharray="6 4" />
              {[
                { stroke: '#ffffff', strokeWidth: 3 },
                { fill: '#000000', stroke: 'none' },
              ].map((look) => (
                <text key={look.stroke} x={x + 4} y={y + 4} fontSize={12} {...look}>
                  {text}
                </text>
              ))}
            </g>
          ))}
        </g>
        <rect width={size.width} height={size.height} fill="none" stroke="var(--line)" />
        <Axes {...{ sweep, layout, size }} />
        {spot && <Cursor spot={spot} round={layout.round} />}
      </g>
    </svg>
  );
}

function SpotDrawing({
  spot,
  scale,
  id,
  round,
}: {
  spot: Spot;
  scale: ColourScale;
  id: string;
  round: boolean;
}) {
  const { point, x, y, width, height } = spot;
  const known = point.known > 0;
  const fill = known
    ? scale.fill(point.mean)
    : point.runs > 0
      ? `url(#${id}-${point.diverged > 0 ? 'diverged' : 'undecided'})`
      : 'none';
  // Cells overlap by a hair, so that no seam shows between them.
  const box = { x: x - width / 2, y: y - height / 2, width: width + 0.4, height: height + 0.4 };
  if (round)
    return (
      <circle
        cx={x}
        cy={y}
        r={width / 2}
        fill={fill}
        stroke={point.runs > 0 ? 'var(--ink)' : 'var(--line)'}
      />
    );
  return (
    <>
      <rect {...box} fill={fill} />
      {known && point.diverged > 0 && <rect {...box} fill={`url(#${id}-diverged)`} fillOpacity={0.5} />}
    </>
  );
}

function Cursor({ spot: { x, y, width, height }, round }: { spot: Spot; round: boolean }) {
  const grown = round ? 4 : 1;
  const box = {
    x: x - width / 2 - grown,
    y: y - height / 2 - grown,
    width: width + 2 * grown,
    height: height + 2 * grown,
  };
  return (
    <g data-cursor fill="none" pointerEvents="none">
      <rect {...box} stroke="var(--paper)" strokeWidth={5} />
      <rect {...box} stroke="var(--ink)" strokeWidth={2} />
    </g>
  );
}

/** Colour of each pattern's ground and strokes. */
const grounds: Record<string, [ground: string, stroke: string]> = {
  'large-step': ['var(--large-step)', 'var(--paper)'],
  'small-step': ['var(--small-step)', 'var(--paper)'],
  transition: ['var(--grid)', 'var(--muted)'],
  diverged: ['var(--paper)', 'var(--ink)'],
  undecided: ['var(--panel)', 'var(--muted)'],
};

function Patterns({ id }: { id: string }) {
  return (
    <defs>
      {patterns
        .filter(({ regime }) => regime in grounds)
        .map(({ regime, size, path }) => (
          <pattern
            key={regime}
            id={`${id}-${regime}`}
            width={size}
            height={size}
            patternUnits="userSpaceOnUse"
          >
            <rect width={size} height={size} fill={grounds[regime][0]} />
            <path
              d={path}
              stroke={grounds[regime][1]}
              strokeWidth={regime === 'small-step' ? 2.5 : 1.2}
              strokeLinecap="round"
              fill="none"
            />
          </pattern>
        ))}
    </defs>
  );
}

const barHeight = 10;
/** Left ends of the regimes of the legend. */
const legendPlaces = [0, 86, 166];

const hasDiverged = ({ point }: Spot) => point.diverged > 0;

function Legend({
  id,
  scale,
  measure,
  width,
  diverged,
}: {
  id: string;
  scale: ColourScale;
  measure: Measure;
  width: number;
  diverged: boolean;
}) {
  const { label } = measures[measure];
  const length = Math.min(240, width - (diverged ? 110 : 20));
  const entries = scale.regimes ? regimeLegend : [];
  const stops = Array.from({ length: 17 }, (_, i) => i / 16);
  return (
    <g transform={`translate(${margin.left},0)`} fill="var(--ink)">
      <text y={12} fontWeight={600}>
        {label}
        {scale.direction && <tspan fontWeight={400} fill="var(--muted)">{`, ${scale.direction}`}</tspan>}
      </text>
      {diverged && (
        <g transform={scale.regimes ? `translate(${width - 78},0)` : `translate(${length + 24},17)`}>
          <rect width={16} height={14} fill={`url(#${id}-diverged)`} stroke="var(--line)" />
          <text x={21} y={12}>
            diverged
          </text>
        </g>
      )}
      {entries.map(({ regime, text }, i) => (
        <g key={regime} transform={`translate(${legendPlaces[i]},20)`}>
          <rect width={16} height={16} fill={`url(#${id}-${regime})`} stroke="var(--line)" />
          <text x={20} y={13} fontSize={12}>
            {text}
          </text>
        </g>
      ))}
      {!scale.regimes && (
        <>
          <linearGradient id={`${id}-bar`}>
            {stops.map((at) => (
              <stop key={at} offset={at} stopColor={scale.colour(at)} />
            ))}
          </linearGradient>
          <rect y={18} width={length} height={barHeight} fill={`url(#${id}-bar)`} />
          {scale.ticks.map(({ at, text }) => (
            <text
              key={at}
              x={at * length}
              y={41}
              textAnchor={at < 0.05 ? 'start' : 'middle'}
              fill="var(--muted)"
            >
              {text}
            </text>
          ))}
        </>
      )}
    </g>
  );
}

function Axes({ sweep, layout, size }: { sweep: Sweep; layout: Layout; size: Size }) {
  return (
    <g fill="var(--muted)">
      {layout.x.map(({ at, text }) => (
        <text key={at} x={at} y={size.height + 17} textAnchor="middle">
          {text}
        </text>
      ))}
      {layout.y.map(({ at, text }) => (
        <text key={at} x={-7} y={at} dy="0.35em" textAnchor="end">
          {text}
        </text>
      ))}
      <text x={size.width} y={size.height + 36} textAnchor="end" fill="var(--ink)">
        {fields[sweep.x.field].label}
      </text>
      <text
        transform={`translate(${13 - margin.left},${size.height / 2}) rotate(-90)`}
        textAnchor="middle"
        fill="var(--ink)"
      >
        {fields[sweep.y.field].label}
      </text>
    </g>
  );
}
