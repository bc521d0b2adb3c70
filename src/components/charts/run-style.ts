/**
 * How a run is drawn wherever it is drawn: in a colour of its own, with marks of a shape of its own along its lines.
 * Dashes never tell runs apart: they tell the test examples from the training examples.
 */
import type { Line } from './figures/spec';

export interface RunStyle {
  /** Custom property that holds the colour. */
  colour: string;
  marker: Marker;
}

export interface Marker {
  /** Outline around the origin as an SVG path, about one unit from the middle to the edge. */
  shape: string;
  /** Share of the way from one mark to the next by which the first is moved: lines that coincide show both. */
  phase: number;
}

/** From mark to mark along a line, pixels, and the size of a unit of their shape. */
export const markersApart = 84;
export const markerSize = 4.2;

/** The dash of every line about test examples; lines about training examples are solid. */
export const testDash: readonly number[] = [7, 4];

const shapes = [
  // Circle, triangle, square, diamond, plus, triangle upside down, hourglass.
  'M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0Z',
  'M0,-1.2L1.1,.8H-1.1Z',
  'M-.9,-.9H.9V.9H-.9Z',
  'M0,-1.3L1.2,0L0,1.3L-1.2,0Z',
  'M-1.2,-.4H-.4V-1.2H.4V-.4H1.2V.4H.4V1.2H-.4V.4H-1.2Z',
  'M0,1.2L1.1,-.8H-1.1Z',
  'M-1,-1.1H1L-1,1.1H1Z',
];

/** `style` is the place in the palette, from 0. Ten colours and seven shapes make seventy runs that differ. */
export function runStyle(style: number): RunStyle {
  return {
    colour: `--run-${style % 10}`,
    marker: { shape: shapes[style % shapes.length], phase: ((style * 3) % shapes.length) / shapes.length },
  };
}

/** A line of a run that is drawn together with others: what is compared wears the colour and marks of its run. */
export function dressed<L extends Line>(line: L, { colour, marker }: RunStyle): L {
  return line.compared ? { ...line, colour, marker, dots: false } : line;
}

/** The dash of a line that shows the quantity with this id. */
export const dashOf = (quantity: string): readonly number[] => (quantity.startsWith('test') ? testDash : []);

/** Where marks stand on a line that has a value in each of these ascending columns: indices of the columns. */
export function markedColumns(columns: ArrayLike<number>, length: number, { phase }: Marker, apart: number) {
  const marked: number[] = [];
  let next = (0.3 + phase) * apart;
  for (let i = 0; i < length; i++) {
    if (columns[i] < next) continue;
    marked.push(i);
    next += Math.ceil((columns[i] - next + 1) / apart) * apart;
  }
  return marked;
}
