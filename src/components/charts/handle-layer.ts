/** Draws the handles and turns pointer and keys on them into changes of the configuration. */
import { drag, select } from 'd3';
import type { RunConfig } from '../../training/config';
import { type Drawn, margin } from './drawn';
import { changeOf, type Handle, handlesOf, keyValue } from './handles';

export interface HandleContext {
  config: RunConfig;
  stepsPerEpoch: number;
  editable: boolean;
  onEdit(changes: Partial<RunConfig>): void;
}

export class HandleLayer {
  private drawn: Drawn | undefined;
  private dragged: Handle['id'] | undefined;

  /** `hold` is told when a drag begins and ends: meanwhile the axes must not move under the pointer. */
  constructor(
    private readonly svg: SVGSVGElement,
    private readonly context: () => HandleContext,
    private readonly hold: (held: boolean) => void,
  ) {}

  draw(drawn: Drawn): void {
    this.drawn = drawn;
    const { config, stepsPerEpoch, editable } = this.context();
    const inPlot = ({ id, step }: Handle) => {
      const at = drawn.toPixel(step);
      return id === this.dragged || (at >= -1 && at <= drawn.frame.width + 1);
    };
    const layer = this;
    select(this.svg)
      .select('.handles')
      .selectAll<SVGGElement, Handle>('g')
      .data(editable ? handlesOf(config, stepsPerEpoch) : [], (handle) => handle?.id)
      .join((enter) => {
        const g = enter.append('g').attr('role', 'slider').attr('tabindex', 0);
        g.append('circle').attr('class', 'reach');
        g.append('circle').attr('class', 'grip').attr('r', 8);
        g.append('path')
          .attr('class', 'arrows')
          .attr('d', ({ id }) =>
            id === 'switchEpoch' ? 'M-2,-3L-5,0L-2,3M2,-3L5,0L2,3' : 'M-3,-2L0,-5L3,-2M-3,2L0,5L3,2',
          );
        return g.each(function () {
          layer.listen(this);
        });
      })
      .attr('class', ({ id }) => id)
      .attr('visibility', (handle) => (inPlot(handle) ? 'visible' : 'hidden'))
      .attr('aria-label', ({ label }) => label)
      .attr('aria-orientation', ({ id }) => (id === 'switchEpoch' ? 'horizontal' : 'vertical'))
      .attr('aria-valuemin', ({ min }) => min)
      .attr('aria-valuemax', ({ max }) => max)
      .attr('aria-valuenow', ({ value }) => value)
      .attr('aria-valuetext', ({ text }) => text)
      .attr('transform', (handle) => `translate(${this.place(handle)})`);
  }

  /** Pixels inside the plot; a rate beyond the axis is kept at its end. */
  private place({ id, step, rate }: Handle): [x: number, y: number] {
    const { frame, y, toPixel } = this.drawn as Drawn;
    const height = id === 'switchEpoch' ? frame.height - 14 : Math.max(0, Math.min(frame.height, y(rate)));
    return [toPixel(step), height];
  }

  private listen(element: SVGGElement): void {
    const current = () => select<SVGGElement, Handle>(element).datum();
    const change = (value: number) => {
      const handle = current();
      const changes = changeOf(handle, value);
      if (changes[handle.id] !== handle.value) this.context().onEdit(changes);
    };
    select<SVGGElement, Handle>(element).call(
      drag<SVGGElement, Handle>()
        .container(() => this.svg)
        // Grabbed beside its centre, a handle does not jump.
        .subject((_, handle) => {
          const [x, y] = this.place(handle);
          return { x: margin.left + x, y: margin.top + y };
        })
        .on('start', () => {
          this.dragged = current().id;
          this.hold(true);
        })
        .on('drag', (event: { x: number; y: number }) => {
          const { y, toDrop } = this.drawn as Drawn;
          if (this.dragged === 'switchEpoch') {
            change(toDrop(event.x - margin.left) / this.context().stepsPerEpoch);
          } else change(y.invert(event.y - margin.top));
        })
        .on('end', () => {
          this.dragged = undefined;
          this.hold(false);
        }),
    );
    element.addEventListener('keydown', (event) => {
      const value = keyValue(current(), event.key, event.shiftKey);
      if (value === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      change(value);
    });
  }
}
