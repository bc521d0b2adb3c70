/** Where everything of a phase diagram lies, in pixels of its plot. Pure. */
import type { Measure } from '../../runs/sweeps/measures';
import type { PointSummary } from '../../runs/sweeps/sweep-results';
import { type Sweep, type SweepAxis, type SweepField, toAxis } from '../../training/sweep/sweep';
import { linearTicks, logTicks } from '../charts/ticks';
import { type Contour, contourLines } from './contour-lines';
import type { ColourScale } from './diagram-scales';

export interface Spot {
  point: PointSummary;
  /** Middle, and size. */
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Tick {
  at: number;
  text: string;
}

export interface Layout {
  /** In reading order: from the top row down, from left to right. */
  spots: Spot[];
  round: boolean;
  x: Tick[];
  y: Tick[];
  /** A line for each level, once every point is trained; none of regimes, and none of a few coarse points. */
  contours: Contour[];
  /** Lines of equal eta / (1 - mu), where the axes are learning rate and momentum. */
  diagonals: { path: string; at: [number, number]; text: string }[];
}

export interface Size {
  width: number;
  height: number;
}

/** Room of a letter along the horizontal axis, and of a line along the vertical one. */
const letterRoom = 8;
const lineRoom = 18;
/** Room of a diagonal and its label. */
const diagonalRoom = 55;
const dotRadius = 6;
/** Values of an axis from which on lines between points tell more than the points. */
const leastContoured = 5;
/** Dots keep clear of the frame. */
const inset = 14;

export function layoutOf(
  sweep: Sweep,
  summaries: readonly PointSummary[],
  measure: Measure,
  scale: ColourScale,
  size: Size,
): Layout {
  const { kind } = sweep;
  const place = {
    x: placesOn(sweep.x, kind, size.width, false),
    y: placesOn(sweep.y, kind, size.height, true),
  };
  const cell = { width: size.width / sweep.x.values.length, height: size.height / sweep.y.values.length };
  const fine = Math.min(sweep.x.values.length, sweep.y.values.length) >= leastContoured;
  const dot = { width: 2 * dotRadius, height: 2 * dotRadius };
  const spots = summaries.map((point) => ({
    point,
    x: place.x.of(point.x),
    y: place.y.of(point.y),
    ...(kind === 'grid' ? cell : dot),
  }));
  return {
    spots: spots.sort((a, b) => a.y - b.y || a.x - b.x),
    round: kind === 'random',
    x: ticksOf(sweep.x, kind, place.x, size.width, (text) => (text.length + 1.5) * letterRoom),
    y: ticksOf(sweep.y, kind, place.y, size.height, () => lineRoom),
    contours:
      kind === 'grid' && !scale.regimes && fine && summaries.every(({ runs }) => runs > 0)
        ? contourLines(sweep, summaries, measure, scale, size)
        : [],
    diagonals: diagonalsOf(sweep, place, size),
  };
}

/** Pixels of the values of an axis: middles of equal cells in a grid, by `toAxis` in a random set. */
function placesOn({ field, values }: SweepAxis, kind: Sweep['kind'], length: number, upward: boolean) {
  const turned = (pixel: number) => (upward ? length - pixel : pixel);
  const along = values.map((value) => toAxis(field, value));
  const [low, high] = [Math.min(...along), Math.max(...along)];
  const [from, to] =
    kind === 'grid'
      ? [length / values.length / 2, length - length / values.length / 2]
      : [inset, length - inset];
  const between = (value: number) =>
    turned(from + ((toAxis(field, value) - low) / (high - low || 1)) * (to - from));
  const of = (i: number) =>
    kind === 'grid' ? turned(((i + 0.5) * length) / values.length) : between(values[i]);
  return { of, between };
}

/** Labels that have room: values of a grid, round numbers otherwise. */
function ticksOf(
  { field, values }: SweepAxis,
  kind: Sweep['kind'],
  place: ReturnType<typeof placesOn>,
  length: number,
  roomOf: (text: string) => number,
): Tick[] {
  if (kind === 'random') {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const most = Math.max(1, Math.floor(length / roomOf('0.001')));
    const round = roundValues(field, low, high, most);
    return round.map((value) => ({ at: place.between(value), text: String(value) }));
  }
  const texts = values.map(String);
  const room = Math.max(...texts.map(roomOf));
  const stride = Math.max(1, Math.ceil((values.length * room) / Math.max(1, length)));
  return texts.map((text, i) => ({ at: place.of(i), text })).filter((_, i) => i % stride === 0);
}

/** Momenta whose 1/(1 - mu) grow in about equal ratios. */
const roundMomenta = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99];

function roundValues(field: SweepField, low: number, high: number, most: number): number[] {
  if (field === 'momentum') return roundMomenta.filter((mu) => mu >= low && mu <= high).slice(-most);
  const even = Math.abs(toAxis(field, 2) - toAxis(field, 1) - 1) < 1e-9;
  return even ? linearTicks(low, high, most) : logTicks(low, high, most);
}

interface Places {
  x: { between(value: number): number };
  y: { between(value: number): number };
}

function diagonalsOf(sweep: Sweep, place: Places, size: Size): Layout['diagonals'] {
  const fields = [sweep.x.field, sweep.y.field];
  if (!fields.includes('learningRate') || !fields.includes('momentum')) return [];
  const [rates, momenta] = fields[0] === 'learningRate' ? [sweep.x, sweep.y] : [sweep.y, sweep.x];
  const ends = [Math.min(...momenta.values), Math.max(...momenta.values)];
  const [low, high] = [Math.min(...rates.values), Math.max(...rates.values)];
  // Their labels lie side by side.
  const most = Math.max(3, Math.min(10, Math.floor(size.width / diagonalRoom)));
  return logTicks(low, high / (1 - ends[1]), most).map((effective) => {
    const points = ends.map((mu): [number, number] => {
      const rate = effective * (1 - mu);
      return fields[0] === 'learningRate'
        ? [place.x.between(rate), place.y.between(mu)]
        : [place.x.between(mu), place.y.between(rate)];
    });
    const inside =
      points.find(([a, b]) => a >= 0 && a <= size.width && b >= 0 && b <= size.height) ?? points[0];
    return {
      path: `M${points.map((p) => p.map((n) => n.toFixed(1)).join()).join('L')}`,
      at: inside,
      text: String(effective),
    };
  });
}
