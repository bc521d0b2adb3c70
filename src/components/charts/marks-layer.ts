/**
 * What the schedule and the run mark on a figure: the drop, the two scheduled phases, where the run diverged.
 * Words lie above the plot, where no curve is.
 */
import { select } from 'd3';
import type { Drawn } from './drawn';
import { dropWords } from './marks';

export interface Marks {
  /** Step of the drop in the run that is drawn, and in the plan where that is another. */
  drop: number | undefined;
  plannedDrop: number | undefined;
  /** Steps after which the rate of a log dropped. */
  logged: readonly number[];
  /** The run has taken its drop. */
  dropTaken: boolean;
  /** Step at which the loss was not a number any more. */
  diverged: number | undefined;
  /** Changes that were made while the run trained: after which step, and what in a few words. */
  changes: readonly { step: number; text: string }[];
  /** Step that parts the large-step phase from the small-step phase, where these are to be shown. */
  phases: number | undefined;
}

interface Mark {
  kind: 'drop' | 'planned' | 'diverged' | 'change';
  text: string;
  at: number;
  /** The text stands on the left of the line. */
  left: boolean;
}

interface Phase {
  kind: 'large' | 'small';
  text: string;
  from: number;
  to: number;
  /** The part of it that no other word takes. */
  room: number;
}

/** Width of a text at 13 pixels, about. */
const textWidth = (text: string) => text.length * 7.2 + 12;

export function drawMarks(under: SVGSVGElement, over: SVGSVGElement, marks: Marks, drawn: Drawn): void {
  const lines = linesOf(marks, drawn);
  drawLines(over, lines, drawn.frame.height);
  drawPhases(under, phasesOf(marks.phases, lines, drawn), drawn.frame.height);
}

function linesOf(
  { drop, dropTaken, plannedDrop, logged, diverged, changes }: Marks,
  { frame, toPixel }: Drawn,
): Mark[] {
  const short = frame.width < 420;
  const mark = (kind: Mark['kind'], text: string, step: number | undefined): Mark[] => {
    if (step === undefined) return [];
    const at = toPixel(step);
    // Two drops keep their words apart: the earlier one's stands on the left.
    const earlier = kind === 'drop' && plannedDrop !== undefined && plannedDrop > step;
    const later = kind === 'planned' && drop !== undefined && drop > step;
    const left = at > frame.width - textWidth(text) || earlier || later;
    return at < 0 || at > frame.width ? [] : [{ kind, text, at, left }];
  };
  return [
    ...mark('drop', dropWords(dropTaken), drop),
    ...mark('planned', dropWords(false), plannedDrop),
    ...logged.flatMap((step, i) => {
      // Words only where the next drop leaves them room.
      const room = toPixel(logged[i + 1] ?? Number.POSITIVE_INFINITY) - toPixel(step);
      const text = short ? 'drop' : 'rate dropped';
      return mark('drop', room > textWidth(text) ? text : '', step);
    }),
    ...changes.flatMap(({ step, text }) => mark('change', text, step)),
    ...mark('diverged', `diverged at step ${diverged?.toLocaleString('en')}`, diverged),
  ];
}

function drawLines(over: SVGSVGElement, lines: Mark[], height: number): void {
  const dropped = lines.some(({ kind }) => kind === 'drop' || kind === 'planned');
  select(over)
    .select('.marks')
    .selectAll<SVGGElement, Mark>('g')
    .data(lines)
    .join((enter) => {
      const g = enter.append('g');
      g.append('line');
      g.append('text');
      return g;
    })
    .attr('class', ({ kind }) => kind)
    .attr('transform', ({ at }) => `translate(${at},0)`)
    .call((g) =>
      g
        .select('line')
        .attr('y1', ({ kind }) => (kind === 'change' ? height - 12 : -4))
        .attr('y2', height),
    )
    .call((g) =>
      g
        .select('text')
        .text(({ text }) => text)
        .attr('x', ({ left }) => (left ? -6 : 6))
        // Inside the plot where a drop stands above it.
        .attr('y', ({ kind }) => (kind === 'diverged' && dropped ? 14 : kind === 'change' ? height - 4 : -7))
        .attr('text-anchor', ({ left }) => (left ? 'end' : 'start')),
    );
}

function phasesOf(switchStep: number | undefined, lines: Mark[], { frame, toPixel }: Drawn): Phase[] {
  if (switchStep === undefined) return [];
  const { width } = frame;
  const edge = Math.max(0, Math.min(width, toPixel(switchStep)));
  const above = lines.filter(({ kind }) => kind === 'drop' || kind === 'planned');
  const taken = (left: boolean) => {
    const ends = above
      .filter((mark) => mark.left === left)
      .map(({ at, text }) => (left ? at - textWidth(text) : at + textWidth(text)));
    return left ? Math.min(edge, ...ends) : Math.max(edge, ...ends);
  };
  return [
    { kind: 'large', text: 'large step', from: 0, to: edge, room: taken(true) },
    { kind: 'small', text: 'small step', from: edge, to: width, room: width - taken(false) },
  ];
}

function drawPhases(under: SVGSVGElement, phases: Phase[], height: number): void {
  select(under)
    .select('.phases')
    .selectAll<SVGGElement, Phase>('g')
    .data(phases)
    .join((enter) => {
      const g = enter.append('g').attr('class', ({ kind }) => kind);
      g.append('rect').attr('class', 'tint');
      g.append('rect')
        .attr('class', 'pattern')
        .attr('fill', ({ kind }) => `url(#${under.id}-${kind})`);
      g.append('text').attr('y', -7);
      return g;
    })
    .call((g) =>
      g
        .selectAll<SVGRectElement, Phase>('rect')
        .data((phase) => [phase, phase])
        .attr('x', ({ from }) => from)
        .attr('width', ({ from, to }) => to - from)
        .attr('height', height),
    )
    .call((g) =>
      g
        .select('text')
        .text(({ text, room }) => (room > textWidth(text) ? text : ''))
        .attr('x', ({ kind, from, to }) => (kind === 'large' ? from : to))
        .attr('text-anchor', ({ kind }) => (kind === 'large' ? 'start' : 'end')),
    );
}
