/** Lines of equal value through a grid of points, each with its value written on it. Pure. */
import { contours } from 'd3';
import { type Measure, specOf } from '../../runs/sweeps/measures';
import type { PointSummary } from '../../runs/sweeps/sweep-results';
import type { Sweep } from '../../training/sweep/sweep';
import type { Size } from './diagram-layout';
import type { ColourScale } from './diagram-scales';

export interface Contour {
  level: number;
  path: string;
  /** Where its value is written, and the value; none on a line that is too short, or where there is no room. */
  label: { x: number; y: number; text: string } | undefined;
}

type Point = [x: number, y: number];

/** Pixels: a label needs a line that long, keeps so far from another, and from the frame. */
const leastLine = 90;
const apart = { x: 58, y: 20 };
const inset = { x: 26, y: 12 };
/** Where along a line its label may stand, best first. */
const places = [0.5, 0.35, 0.65, 0.2, 0.8];

/** Points without a value lie below all levels. */
export function contourLines(
  { x, y }: Sweep,
  summaries: readonly PointSummary[],
  measure: Measure,
  { levels, textOf }: ColourScale,
  size: Size,
): Contour[] {
  const [nx, ny] = [x.values.length, y.values.length];
  const { log } = specOf(measure);
  const scaled = (value: number) => (log ? Math.log(value) : value);
  const grid = new Array<number>(nx * ny).fill(Number.NaN);
  for (const point of summaries) grid[(ny - 1 - point.y) * nx + point.x] = scaled(point.mean);
  const onFrame = ([a, b]: Point) => a <= 0 || a >= nx || b <= 0 || b >= ny;
  const toPixels = ([a, b]: Point): Point => [(a * size.width) / nx, (b * size.height) / ny];
  const written: Point[] = [];
  return contours()
    .size([nx, ny])
    .thresholds(levels.map(scaled))(grid)
    .map(({ coordinates }, i) => {
      const lines = coordinates
        .flat()
        .flatMap((ring) => opened(ring as Point[], onFrame))
        .map((line) => line.map(toPixels));
      return {
        level: levels[i],
        path: lines.map(pathOf).join(''),
        label: labelOf(lines, textOf(levels[i]), size, written),
      };
    })
    .filter(({ path }) => path !== '');
}

/** A closed line without what runs along the frame: nothing is crossed there. */
function opened(ring: Point[], onFrame: (point: Point) => boolean): Point[][] {
  const corners = ring.slice(0, -1);
  const first = corners.findIndex((point, i) => onFrame(point) && onFrame(corners.at(i - 1) as Point));
  // Nothing of it lies along the frame.
  if (first < 0) return [ring];
  const lines: Point[][] = [];
  for (const point of [...corners.slice(first), ...corners.slice(0, first)]) {
    const last = lines.at(-1);
    if (last && !(onFrame(point) && onFrame(last.at(-1) as Point))) last.push(point);
    else lines.push([point]);
  }
  return lines.filter((line) => line.length > 1);
}

/** On the longest of the lines, away from what is written already, which it joins. */
function labelOf(lines: Point[][], text: string, size: Size, written: Point[]): Contour['label'] {
  const longest = lines.reduce((best, line) => (lengthOf(line) > lengthOf(best) ? line : best), []);
  const length = lengthOf(longest);
  if (length < leastLine) return undefined;
  const place = places
    .map((share) => alongLine(longest, share * length))
    .find(
      ([x, y]) =>
        Math.abs(x - size.width / 2) < size.width / 2 - inset.x &&
        Math.abs(y - size.height / 2) < size.height / 2 - inset.y &&
        written.every(([a, b]) => Math.abs(x - a) > apart.x || Math.abs(y - b) > apart.y),
    );
  if (!place) return undefined;
  written.push(place);
  return { x: place[0], y: place[1], text };
}

const distance = ([a, b]: Point, [c, d]: Point) => Math.hypot(c - a, d - b);
const lengthOf = (line: Point[]) =>
  line.slice(1).reduce((sum, point, i) => sum + distance(line[i], point), 0);

/** The point of a line that many pixels from its begin. */
function alongLine(line: Point[], pixels: number): Point {
  let left = pixels;
  for (const [i, to] of line.slice(1).entries()) {
    const from = line[i];
    const step = distance(from, to);
    if (left <= step && step > 0) {
      const share = left / step;
      return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
    }
    left -= step;
  }
  return line[line.length - 1];
}

const pathOf = (line: Point[]) => `M${line.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join('L')}`;
