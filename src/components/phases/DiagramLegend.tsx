/** What the colours and patterns of a phase diagram mean; the patterns themselves. */
import { type Measure, measures } from '../../runs/sweeps/measures';
import type { Regime } from '../../training/regime/types';
import { patterns } from '../charts/regime-patterns';
import { type ColourScale, regimeLegend } from './diagram-scales';
import type { PatternedKind } from './point-kind';

interface Look {
  ground: string;
  stroke: string;
  strokeWidth?: number;
  size: number;
  path: string;
}

const ofRegime = (wanted: Regime) => {
  const { size, path } = patterns.find(({ regime }) => regime === wanted) as (typeof patterns)[number];
  return { size, path };
};

const looks: Record<'large-step' | 'small-step' | 'transition' | PatternedKind, Look> = {
  'large-step': { ground: 'var(--large-step)', stroke: 'var(--paper)', ...ofRegime('large-step') },
  'small-step': {
    ground: 'var(--small-step)',
    stroke: 'var(--paper)',
    strokeWidth: 2.5,
    ...ofRegime('small-step'),
  },
  transition: { ground: 'var(--grid)', stroke: 'var(--muted)', ...ofRegime('transition') },
  diverged: { ground: 'var(--paper)', stroke: 'var(--ink)', ...ofRegime('diverged') },
  none: { ground: 'var(--panel)', stroke: 'var(--muted)', ...ofRegime('undecided') },
  // Rings: as much as nothing.
  guessing: {
    ground: 'var(--paper)',
    stroke: 'var(--muted)',
    size: 16,
    path: 'M5,8a3,3 0 1 0 6,0a3,3 0 1 0 -6,0',
  },
};

export function Patterns({ id }: { id: string }) {
  return (
    <defs>
      {Object.entries(looks).map(([name, { ground, stroke, strokeWidth = 1.2, size, path }]) => (
        <pattern key={name} id={`${id}-${name}`} width={size} height={size} patternUnits="userSpaceOnUse">
          <rect width={size} height={size} fill={ground} />
          <path d={path} stroke={stroke} strokeWidth={strokeWidth} strokeLinecap="round" fill="none" />
        </pattern>
      ))}
    </defs>
  );
}

/** Room for its name and colours; what stands below them takes a line each. */
const coloursHeight = 46;
const lineHeight = 22;
const barHeight = 10;
const swatch = 16;
/** Room of a letter at 12 pixels; between two entries. */
const letter = 6.6;
const gap = 14;

const hasBar = ({ regimes, empty }: ColourScale) => !regimes && !empty;
/** Of the first line of entries: below the bar, or in its place. */
const topOf = (scale: ColourScale) => (hasBar(scale) || scale.waits ? coloursHeight : lineHeight);

type Kinds = readonly { kind: PatternedKind; text: string }[];

/** Height of the whole legend, in pixels. */
export function legendHeight(kinds: Kinds, scale: ColourScale, width: number): number {
  const lines = Math.max(0, ...placed(entriesOf(kinds, scale), width).map(({ line }) => line + 1));
  return Math.max(coloursHeight, topOf(scale) + lineHeight * lines);
}

type Entry = { name: keyof typeof looks; text: string };

/** Regimes first, where they are the colours. */
function entriesOf(kinds: Kinds, { regimes }: ColourScale): Entry[] {
  const named = regimes ? regimeLegend.map(({ regime, text }) => ({ name: regime, text })) : [];
  return [...named, ...kinds.map(({ kind, text }) => ({ name: kind, text }))];
}

/** Entries side by side, as many in a line as have room. */
function placed<T extends { text: string }>(
  entries: readonly T[],
  width: number,
): (T & { left: number; line: number })[] {
  let [left, line] = [0, 0];
  return entries.map((entry) => {
    const room = swatch + 4 + entry.text.length * letter;
    if (left > 0 && left + room > width) [left, line] = [0, line + 1];
    const place = { ...entry, left, line };
    left += room + gap;
    return place;
  });
}

interface Props {
  id: string;
  scale: ColourScale;
  measure: Measure;
  kinds: Kinds;
  /** Room for it, in pixels. */
  width: number;
}

export function Legend({ id, scale, measure, kinds, width }: Props) {
  return (
    <g fill="var(--ink)">
      <text y={12} fontWeight={600}>
        {measures[measure].label}
        {scale.direction && !scale.empty && (
          <tspan fontWeight={400} fill="var(--muted)">{`, ${scale.direction}`}</tspan>
        )}
      </text>
      {scale.waits && (
        <text y={31} fontSize={12} fill="var(--muted)">
          Colours come with the third result.
        </text>
      )}
      {hasBar(scale) && <Bar {...{ id, scale }} length={Math.min(240, width - 20)} />}
      <Entries {...{ id, width }} top={topOf(scale)} entries={entriesOf(kinds, scale)} />
    </g>
  );
}

function Bar({ id, scale, length }: { id: string; scale: ColourScale; length: number }) {
  const stops = Array.from({ length: 17 }, (_, i) => i / 16);
  return (
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
          textAnchor={at < 0.05 ? 'start' : at > 0.95 ? 'end' : 'middle'}
          fill="var(--muted)"
        >
          {text}
        </text>
      ))}
    </>
  );
}

interface EntriesProps {
  id: string;
  top: number;
  width: number;
  entries: readonly Entry[];
}

/** Swatches with words. */
function Entries({ id, top, width, entries }: EntriesProps) {
  return placed(entries, width).map(({ name, text, left, line }) => (
    <g key={name} transform={`translate(${left},${top + line * lineHeight})`}>
      <rect width={swatch} height={swatch} fill={`url(#${id}-${name})`} stroke="var(--line)" />
      <text x={swatch + 4} y={13} fontSize={12}>
        {text}
      </text>
    </g>
  ));
}
