/** Horizontal lines with a meaning of their own, under the curves, and the words for it, above them. */
import { select } from 'd3';
import type { Drawn } from './drawn';

interface Guide {
  value: number;
  text: string;
}

export function drawGuides(
  under: SVGSVGElement,
  over: SVGSVGElement,
  guides: readonly Guide[],
  { frame, y }: Drawn,
): void {
  const [low, high] = y.domain();
  const shown = guides.filter(({ value }) => value >= low && value <= high);
  const place = ({ value }: Guide) => `translate(0,${y(value)})`;
  select(under)
    .select('.guides')
    .selectAll<SVGLineElement, Guide>('line')
    .data(shown)
    .join('line')
    .attr('transform', place)
    .attr('x2', frame.width);
  select(over)
    .select('.guides')
    .selectAll<SVGTextElement, Guide>('text')
    .data(shown)
    .join((enter) => enter.append('text').attr('y', -4).attr('text-anchor', 'end'))
    .attr('transform', place)
    .attr('x', frame.width - 4)
    .text(({ text }) => text);
}
