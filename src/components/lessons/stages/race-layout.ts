/** Where everything of a race lies, in pixels of its plot. Pure. */
import { extent, scaleLinear, scaleLog } from 'd3';
import type { Entrant } from '../../../lessons/race';
import { ticksOf } from '../../compare/scatter-layout';
import type { Plot, Tick } from '../../lens/Axes';

export interface RaceRow {
  entrant: Entrant;
  /** Middle of the row. */
  y: number;
  dots: { seed: number; x: number }[];
  /** Mean, and the ends of its 95 % interval. */
  mean: number;
  low: number;
  high: number;
}

export interface RaceLayout {
  rows: RaceRow[];
  ticks: (Tick & { anchor: 'middle' | 'end' })[];
  /** Mean of the two phases. */
  reference: number | undefined;
  height: number;
  /** Pixel of a value, at the edge where it lies outside. */
  place(value: number): number;
}

export const rowHeight = 46;
/** Half of a tick's label, which would be cut off at the right end. */
const tickRoom = 16;

export function raceLayout(
  entrants: readonly Entrant[],
  { width }: Pick<Plot, 'width'>,
  log: boolean,
  text: (value: number) => string,
): RaceLayout {
  const shown = (value: number) => Number.isFinite(value) && (!log || value > 0);
  const values = entrants
    .flatMap(({ best, finals }) => [...(best?.finals.values() ?? []), finals.low, finals.high])
    .filter(shown);
  const [low = log ? 0.1 : 0, high = 1] = extent(values);
  const air = (high - low || 1) * 0.05;
  const x = log
    ? scaleLog([low / 1.15, high * 1.15], [0, width])
    : scaleLinear([low - air, high + air], [0, width]);
  // A 95 % interval of losses may reach below zero: what a logarithmic axis cannot show ends at its edge.
  const place = (value: number) => (log && value <= 0 ? 0 : (x(value) ?? Number.NaN));
  const rows = entrants.map((entrant, i) => ({
    entrant,
    y: (i + 0.65) * rowHeight,
    dots: [...(entrant.best?.finals ?? [])]
      .filter(([, value]) => shown(value))
      .map(([seed, value]) => ({ seed, x: x(value) })),
    mean: place(entrant.finals.mean),
    low: place(entrant.finals.low),
    high: place(entrant.finals.high),
  }));
  return {
    rows,
    ticks: ticksOf(x.domain(), log, Math.max(2, Math.floor(width / 75))).map(({ value }) => ({
      at: x(value),
      text: text(value),
      anchor: x(value) > width - tickRoom ? 'end' : 'middle',
    })),
    reference: rows.find(({ entrant }) => entrant.schedule === 'two-phase' && entrant.best)?.mean,
    height: entrants.length * rowHeight + 8,
    place: (value) => Math.max(0, Math.min(width, place(value))),
  };
}
