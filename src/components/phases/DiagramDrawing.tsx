/** The drawing of a phase diagram. Its colours are attributes, so that the same drawing makes a file. */
import type { PointerEventHandler, Ref, SVGProps } from 'react';
import type { Measure } from '../../runs/sweeps/measures';
import { fields } from '../../training/fields';
import type { Sweep } from '../../training/sweep/sweep';
import { Legend, Patterns } from './DiagramLegend';
import type { Layout, Size, Spot } from './diagram-layout';
import type { ColourScale } from './diagram-scales';
import { kindOf, overlayOf, type PatternedKind } from './point-kind';

export interface Margin {
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Left of the legend. */
  legend: number;
}

interface Props {
  ref: Ref<SVGSVGElement>;
  id: string;
  name: string;
  sweep: Sweep;
  layout: Layout;
  scale: ColourScale;
  size: Size;
  margin: Margin;
  /** Patterns in it, with their words. */
  kinds: { kind: PatternedKind; text: string }[];
  measure: Measure;
  contours: boolean;
  spot: Spot | undefined;
  onPointerMove: PointerEventHandler<SVGSVGElement>;
  onPointerLeave: PointerEventHandler<SVGSVGElement>;
  onPointerUp: PointerEventHandler<SVGSVGElement>;
}

export function DiagramDrawing({ ref, id, name, sweep, layout, scale, size, spot, ...props }: Props) {
  const { margin, kinds, measure, contours, ...handlers } = props;
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
      <g transform={`translate(${margin.legend},0)`}>
        <Legend {...{ id, scale, measure, kinds }} width={width - margin.legend} />
      </g>
      <g transform={`translate(${margin.left},${margin.top})`}>
        {layout.spots.map((each) => (
          <SpotDrawing
            key={`${each.point.x} ${each.point.y}`}
            {...{ spot: each, scale, id, measure }}
            round={layout.round}
          />
        ))}
        <clipPath id={`${id}-clip`}>
          <rect width={size.width} height={size.height} />
        </clipPath>
        <g clipPath={`url(#${id}-clip)`} fill="none" strokeLinejoin="round">
          {contours &&
            layout.contours.map(({ level, path, label }) => (
              <g key={level}>
                <path d={path} stroke="#ffffff" strokeWidth={3} strokeOpacity={0.7} />
                <path d={path} stroke="#000000" strokeWidth={1.2} />
                {label && <Written {...label} dy="0.35em" textAnchor="middle" />}
              </g>
            ))}
          {layout.diagonals.map(({ path, text, at: [x, y] }) => (
            <g key={text}>
              <path d={path} stroke="#ffffff" strokeWidth={2.5} strokeOpacity={0.6} />
              <path d={path} stroke="#000000" strokeWidth={1} strokeDasharray="6 4" />
              <Written x={x + 4} y={y + 4} text={text} />
            </g>
          ))}
        </g>
        <rect width={size.width} height={size.height} fill="none" stroke="var(--line)" />
        <Axes {...{ sweep, layout, size }} left={13 - margin.left} />
        {spot && <Cursor spot={spot} round={layout.round} />}
      </g>
    </svg>
  );
}

interface SpotProps {
  spot: Spot;
  scale: ColourScale;
  measure: Measure;
  id: string;
  round: boolean;
}

function SpotDrawing({ spot, scale, measure, id, round }: SpotProps) {
  const { point, x, y, width, height } = spot;
  const kind = kindOf(point, measure);
  const overlay = overlayOf(point, measure);
  const fill =
    kind === 'waiting' ? 'none' : kind === 'value' ? scale.fill(point.mean) : `url(#${id}-${kind})`;
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
      {overlay && <rect {...box} fill={`url(#${id}-${overlay})`} fillOpacity={0.5} />}
    </>
  );
}

/** Words over colours: black on a white rim. */
function Written({ text, ...place }: SVGProps<SVGTextElement> & { text: string }) {
  return [
    { stroke: '#ffffff', strokeWidth: 3 },
    { fill: '#000000', stroke: 'none' },
  ].map((look) => (
    <text key={look.stroke} fontSize={12} {...place} {...look}>
      {text}
    </text>
  ));
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

interface AxesProps {
  sweep: Sweep;
  layout: Layout;
  size: Size;
  /** Of the name of the vertical axis. */
  left: number;
}

function Axes({ sweep, layout, size, left }: AxesProps) {
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
        transform={`translate(${left},${size.height / 2}) rotate(-90)`}
        textAnchor="middle"
        fill="var(--ink)"
      >
        {fields[sweep.y.field].label}
      </text>
    </g>
  );
}
