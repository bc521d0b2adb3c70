/** How a run is drawn wherever it is drawn: ten colours and four dashes make twenty runs that differ in both. */
import type { Line } from './figures/spec';

export interface RunStyle {
  /** Custom property that holds the colour. */
  colour: string;
  dash: readonly number[];
}

const dashes: readonly (readonly number[])[] = [[], [9, 3], [3, 3], [9, 3, 3, 3]];

/** `style` is the place in the palette, from 0. */
export function runStyle(style: number): RunStyle {
  return { colour: `--run-${style % 10}`, dash: dashes[style % dashes.length] };
}

/** A line of a run that is drawn together with others: what is compared wears the colour and dash of its run. */
export function dressed<L extends Line>(line: L, { colour, dash }: RunStyle): L {
  if (line.compared === 'first') return { ...line, colour, dash };
  return line.compared === 'second' ? { ...line, colour, dash: [1, 3], width: 1.5 } : line;
}
