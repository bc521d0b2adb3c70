/** Draws the handles and turns pointer and keys on them into changes of the configuration. */
import { select } from 'd3';
import type { RunConfig } from '../../training/config';
import { changeOf, type Handle, handlesOf, keyValue } from './handles';
import { attachDrag } from './interaction';
import type { Drawn } from './painter';

export interface HandleContext {
  config: RunConfig;
  stepsPerEpoch: number;
  editable: boolean;
  onEdit(changes: Partial<RunConfig>): void;
}

export function drawHandles(svg: SVGSVGElement, { frame, x, y }: Drawn, context: () => HandleContext): void {
  const { config, stepsPerEpoch, editable } = context();
  const place = (step: number) => (x.toCoordinate(step) - frame.from) * frame.pixelsPerUnit;
  const all = editable ? handlesOf(config, stepsPerEpoch) : [];
  const inside = all.filter(({ step }) => place(step) >= -1 && place(step) <= frame.width + 1);
  select(svg)
    .select('.handles')
    .selectAll<SVGGElement, Handle>('g')
    .data(inside, (handle) => handle?.id)
    .join((enter) => {
      const g = enter.append('g').attr('role', 'slider').attr('tabindex', 0);
      g.append('circle').attr('class', 'reach').attr('r', 22);
      g.append('circle').attr('class', 'grip').attr('r', 7);
      g.append('path').attr('class', 'arrows');
      g.each(function (this: SVGGElement) {
        listen(this, svg, context);
      });
      return g;
    })
    .attr('class', ({ id }) => id)
    .attr('aria-label', ({ label }) => label)
    .attr('aria-orientation', ({ id }) => (id === 'switchEpoch' ? 'horizontal' : 'vertical'))
    .attr('aria-valuemin', ({ min }) => min)
    .attr('aria-valuemax', ({ max }) => max)
    .attr('aria-valuenow', ({ value }) => value)
    .attr('aria-valuetext', ({ text }) => text)
    .attr('transform', ({ step, rate, id }) => {
      const height = id === 'switchEpoch' ? frame.height - 10 : Math.max(0, Math.min(frame.height, y(rate)));
      return `translate(${place(step)},${height})`;
    })
    .property('drawn', () => ({ frame, x, y }))
    .call((g) =>
      g
        .select('.arrows')
        .attr('d', ({ id }) =>
          id === 'switchEpoch' ? 'M-3,-3L-6,0L-3,3M3,-3L6,0L3,3' : 'M-3,-3L0,-6L3,-3M-3,3L0,6L3,3',
        ),
    );
}

function listen(element: SVGGElement, svg: SVGSVGElement, context: () => HandleContext): void {
  const current = () => select<SVGGElement, Handle>(element).datum();
  attachDrag(element, svg, (pixelX, pixelY) => {
    const { frame, x, y } = (element as SVGGElement & { drawn: Drawn }).drawn;
    const handle = current();
    const step = x.toStep(frame.from + pixelX / frame.pixelsPerUnit);
    const value = handle.id === 'switchEpoch' ? step / context().stepsPerEpoch : y.invert(pixelY);
    context().onEdit(changeOf(handle, value));
  });
  element.addEventListener('keydown', (event) => {
    const value = keyValue(current(), event.key, event.shiftKey);
    if (value === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    context().onEdit(changeOf(current(), value));
  });
}
