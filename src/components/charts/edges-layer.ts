/** Words on what lies beyond the y axis, at the edges of the plot where it is marked. */
import { select } from 'd3';
import type { Drawn } from './drawn';
import type { Edges } from './edges';

const lineHeight = 16;
/** Lines at each edge; the others are counted. */
const most = 2;

interface Word {
  text: string;
  y: number;
}

export function drawEdges(over: SVGSVGElement, { above, below }: Edges, { frame }: Drawn): void {
  const top = few(above).map((text, i) => ({ text: `▲ ${text}`, y: 13 + i * lineHeight }));
  const bottom = few(below).map((text, i, all) => ({
    text: `▼ ${text}`,
    y: frame.height - 13 - (all.length - 1 - i) * lineHeight,
  }));
  select(over)
    .select('.edges')
    .selectAll<SVGTextElement, Word>('text')
    .data([...top, ...bottom])
    .join((enter) => enter.append('text').attr('text-anchor', 'end'))
    .attr('x', frame.width - 6)
    .attr('y', ({ y }) => y)
    .text(({ text }) => text);
}

export function few(lines: readonly string[]): string[] {
  const left = lines.length - most;
  if (left <= 0) return [...lines];
  return [...lines.slice(0, most), `and ${left} more ${left === 1 ? 'line' : 'lines'}`];
}
