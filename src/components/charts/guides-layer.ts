/** Horizontal lines with a meaning of their own, and the words for it. */
import { select } from 'd3';
import type { Drawn } from './drawn';

interface Guide {
  value: number;
  text: string;
}

export function drawGuides(under: SVGSVGElement, guides: readonly Guide[], { frame, y }: Drawn): void {
  const [low, high] = y.domain();
  select(under)
    .select('.guides')
    .selectAll<SVGGElement, Guide>('g')
    .data(guides.filter(({ value }) => value >= low && value <= high))
    .join((enter) => {
      const g = enter.append('g');
      g.append('line');
      g.append('text').attr('y', -4).attr('text-anchor', 'end');
      return g;
    })
    .attr('transform', ({ value }) => `translate(0,${y(value)})`)
    .call((g) => g.select('line').attr('x2', frame.width))
    .call((g) =>
      g
        .select('text')
        .attr('x', frame.width - 4)
        .text(({ text }) => text),
    );
}
