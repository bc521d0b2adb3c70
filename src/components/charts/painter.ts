/**
 * One figure, drawn imperatively: canvas for lines, SVG for axes, marks and cursor. Subscribes to the run and
 * the shared view and draws at most once per animation frame; React never sees a point.
 */
import { select } from 'd3';
import type { RunData } from '../../runs/run-data';
import type { FigureName, ViewStore } from '../../runs/view';
import type { RunConfig } from '../../training/config';
import { previewPlan, scheduledDrop, totalSteps } from '../../training/schedules/plan';
import { makeXAxis, makeYScale, tickText, type XAxis, type YScale, yTicks } from './axis';
import { drawGrid, drawSeries, extent, type Frame, prepareCanvas } from './canvas';
import { planSeries, type Series, seriesOf } from './series';
import { firstAtLeast } from './trace';

export interface PainterParts {
  canvas: HTMLCanvasElement;
  svg: SVGSVGElement;
  /** Where the values at the cursor are written. */
  readout: HTMLElement;
}

export interface Content {
  data: RunData | undefined;
  config: RunConfig;
  stepsPerEpoch: number;
  /** The plan is drawn too: before training, and when it differs from the run shown. */
  showPlan: boolean;
}

/** What was drawn last, for whoever has to place something on it or read a pointer. */
export interface Drawn {
  frame: Frame;
  x: XAxis;
  y: YScale;
}

export const margin = { left: 56, right: 14, top: 8, bottom: 26 };

export class Painter {
  drawn: Drawn | undefined;
  private content: Content | undefined;
  private request = 0;
  private stopWatching = () => {};
  private readonly observer = new ResizeObserver(() => this.schedule());
  private readonly unsubscribe: () => void;

  constructor(
    private readonly name: FigureName,
    private readonly parts: PainterParts,
    private readonly view: ViewStore,
    private readonly afterPaint: (drawn: Drawn) => void,
  ) {
    this.observer.observe(parts.svg);
    this.unsubscribe = view.subscribe(() => this.schedule());
  }

  show(content: Content): void {
    if (content.data !== this.content?.data) {
      this.stopWatching();
      this.stopWatching = content.data?.subscribe(() => this.schedule()) ?? (() => {});
    }
    this.content = content;
    this.schedule();
  }

  readonly schedule = (): void => {
    this.request ||= requestAnimationFrame(() => {
      this.request = 0;
      this.paint();
    });
  };

  stop(): void {
    cancelAnimationFrame(this.request);
    this.observer.disconnect();
    this.unsubscribe();
    this.stopWatching();
  }

  private paint(): void {
    const { content, parts } = this;
    const box = parts.svg.getBoundingClientRect();
    const width = box.width - margin.left - margin.right;
    const height = box.height - margin.top - margin.bottom;
    if (!content || width < 20 || height < 20) return;
    const { data, config, stepsPerEpoch } = content;
    const { xMode, domain, log } = this.view.getState();
    const total = Math.max(totalSteps(config, stepsPerEpoch), data?.steps.last('step') ?? 1);
    const x = makeXAxis(xMode, data, config, stepsPerEpoch, total);
    const [from, to] = domain ?? [0, x.most];
    const frame: Frame = { width, height, from, pixelsPerUnit: width / (to - from) };
    const series = this.series(content);
    const xs = series.map((each) => coordinates(each, data, x, xMode === 'distance'));
    const isLog = log[this.name];
    const y = this.yScale(series, xs, isLog, frame);

    const style = getComputedStyle(parts.canvas);
    const context = prepareCanvas(parts.canvas, frame);
    drawGrid(context, yTicks(y, isLog, height).map(y), frame, style.getPropertyValue('--grid'));
    series.forEach((each, i) => {
      drawSeries(context, each, xs[i], y, isLog, frame, style.getPropertyValue(each.colour) || 'gray');
    });
    this.drawn = { frame, x, y };
    this.drawAxes(this.drawn, isLog);
    this.drawMarks(this.drawn, content);
    this.drawCursor(this.drawn, series);
    this.afterPaint(this.drawn);
  }

  private series({ data, config, stepsPerEpoch, showPlan }: Content): Series[] {
    const recorded = data ? seriesOf(this.name, data) : [];
    if (this.name !== 'Step size' || !showPlan) return recorded;
    const plan = previewPlan(config, stepsPerEpoch, 1500);
    return [...recorded, planSeries(plan.step, plan.learningRate)];
  }

  private yScale(series: Series[], xs: ArrayLike<number>[], log: boolean, frame: Frame): YScale {
    if (this.name === 'Accuracy' && !log) return makeYScale(false, 0, 1, frame.height);
    const extents = series
      .map((each, i) => extent(each, xs[i], log, frame))
      .filter((each) => each !== undefined);
    const fallback: [number, number] = log ? [0.01, 10] : [0, 1];
    const low = extents.length > 0 ? Math.min(...extents.map(([least]) => least)) : fallback[0];
    const high = extents.length > 0 ? Math.max(...extents.map(([, most]) => most)) : fallback[1];
    return makeYScale(log, log ? Math.max(low, high * 1e-8) : Math.min(0, low), high, frame.height);
  }

  private drawAxes({ frame, x, y }: Drawn, log: boolean): void {
    const svg = select(this.parts.svg);
    const { width, height, from } = frame;
    const ticks = yTicks(y, log, height).map((value) => ({ text: tickText(value), at: y(value) }));
    svg
      .select('.y-axis')
      .selectAll<SVGGElement, { text: string; at: number }>('g')
      .data(ticks)
      .join((enter) => {
        const g = enter.append('g');
        g.append('text').attr('dx', -8).attr('dy', '0.32em').attr('text-anchor', 'end');
        return g;
      })
      .attr('transform', ({ at }) => `translate(0,${at})`)
      .call((g) => g.select('text').text(({ text }) => text));
    const step = niceStep((width / frame.pixelsPerUnit / x.unit) * (width < 420 ? 1 / 4 : 1 / 8)) * x.unit;
    const first = Math.ceil(from / step);
    const count = Math.floor((from + width / frame.pixelsPerUnit) / step + 1e-9) - first + 1;
    const xTicks = Array.from({ length: Math.max(0, count) }, (_, i) => (first + i) * step);
    svg
      .select('.x-axis')
      .attr('transform', `translate(0,${height})`)
      .selectAll<SVGGElement, number>('g')
      .data(xTicks)
      .join((enter) => {
        const g = enter.append('g');
        g.append('line').attr('y2', 5);
        g.append('text').attr('y', 18).attr('text-anchor', 'middle');
        return g;
      })
      .attr('transform', (tick) => `translate(${(tick - from) * frame.pixelsPerUnit},0)`)
      .call((g) => g.select('text').text((tick) => x.tick(tick)));
    svg.select('.x-base').attr('d', `M0,${height}H${width}`);
  }

  /** The scheduled drop, and where a run stopped being a number. */
  private drawMarks({ frame, x }: Drawn, { data, config, stepsPerEpoch }: Content): void {
    const place = (step: number) => (x.toCoordinate(step) - frame.from) * frame.pixelsPerUnit;
    const drop = scheduledDrop(config);
    const marks: { text: string; at: number; kind: string }[] = [];
    if (drop !== undefined) {
      const text = this.name === 'Loss' ? 'scheduled drop' : '';
      marks.push({ text, at: place(drop * stepsPerEpoch), kind: 'drop' });
    }
    if (this.name === 'Step size')
      this.drawPhases(frame, drop === undefined ? undefined : place(drop * stepsPerEpoch));
    const bad = data ? divergedAt(data) : undefined;
    if (bad !== undefined) marks.push({ text: `diverged at step ${bad}`, at: place(bad), kind: 'diverged' });
    select(this.parts.svg)
      .select('.marks')
      .selectAll<SVGGElement, (typeof marks)[number]>('g')
      .data(marks.filter(({ at }) => at >= 0 && at <= frame.width))
      .join((enter) => {
        const g = enter.append('g');
        g.append('line');
        g.append('text').attr('y', 12);
        return g;
      })
      .attr('class', ({ kind }) => kind)
      .attr('transform', ({ at }) => `translate(${at},0)`)
      .call((g) => g.select('line').attr('y2', frame.height))
      .call((g) =>
        g
          .select('text')
          .text(({ text }) => text)
          .attr('x', ({ at }) => (at > frame.width - 110 ? -6 : 6))
          .attr('text-anchor', ({ at }) => (at > frame.width - 110 ? 'end' : 'start')),
      );
  }

  /** Along the floor of the plot: which phase the schedule is in, in colour, pattern and word. */
  private drawPhases({ width, height }: Frame, drop: number | undefined): void {
    const inside = Math.max(0, Math.min(width, drop ?? 0));
    const phases = [
      { kind: 'large-phase', word: 'large step', from: 0, to: inside },
      { kind: 'small-phase', word: 'small step', from: inside, to: width },
    ].filter(({ from, to }) => drop !== undefined && to - from > 1);
    select(this.parts.svg)
      .select('.phases')
      .selectAll<SVGGElement, (typeof phases)[number]>('g')
      .data(phases)
      .join((enter) => {
        const g = enter.append('g');
        g.append('rect').attr('height', 18);
        g.append('text').attr('y', 13).attr('text-anchor', 'middle');
        return g;
      })
      .attr('class', ({ kind }) => kind)
      .attr('transform', ({ from }) => `translate(${from},${height - 18})`)
      .call((g) => g.select('rect').attr('width', ({ from, to }) => to - from))
      .call((g) =>
        g
          .select('text')
          .attr('x', ({ from, to }) => (to - from) / 2)
          .text(({ from, to, word }) => (to - from > 80 ? word : '')),
      );
  }

  private drawCursor({ frame, x }: Drawn, series: Series[]): void {
    const { cursor } = this.view.getState();
    const at = cursor === undefined ? -1 : (x.toCoordinate(cursor) - frame.from) * frame.pixelsPerUnit;
    const visible = at >= 0 && at <= frame.width;
    select(this.parts.svg)
      .select('.cursor')
      .attr('visibility', visible ? 'visible' : 'hidden')
      .attr('transform', `translate(${at},0)`)
      .attr('y2', frame.height);
    const step = visible ? (cursor as number) : Number.POSITIVE_INFINITY;
    const { stepsPerEpoch = 1 } = this.content ?? {};
    const values = series.map((each) => `${each.label} ${valueText(each, step)}`);
    const where = visible
      ? `step ${Math.round(step).toLocaleString('en')} · epoch ${(step / stepsPerEpoch).toFixed(1)}`
      : '';
    this.parts.readout.textContent = [where, ...(series.length > 0 ? values : [])]
      .filter(Boolean)
      .join(' · ');
  }
}

function coordinates(
  series: Series,
  data: RunData | undefined,
  x: XAxis,
  distance: boolean,
): ArrayLike<number> {
  if (!distance) return series.steps;
  const run = data?.derived.get('distance');
  if (run && series.steps.length === run.length) return run;
  return Float64Array.from(series.steps, (step) => x.toCoordinate(step));
}

/** Value of a series at the last of its rows not after `step`. */
function valueText(series: Series, step: number): string {
  const at = firstAtLeast(series.steps, step + 0.5) - 1;
  const value = series.values[Math.max(0, at)];
  return value === undefined || at < 0
    ? '–'
    : Number.isFinite(value)
      ? String(Number(value.toPrecision(3)))
      : 'not a number';
}

/** Step of the first loss that is not a number; only the last one can be. */
export function divergedAt(data: RunData): number | undefined {
  const last = data.steps.length - 1;
  if (last < 0) return undefined;
  const fine =
    Number.isFinite(data.steps.get('batchLoss')[last]) && Number.isFinite(data.steps.get('stepNorm')[last]);
  return fine ? undefined : data.steps.get('step')[last];
}

/** The next of 1, 2 and 5 times a power of ten not below `x`. */
function niceStep(x: number): number {
  const power = 10 ** Math.floor(Math.log10(x));
  return power * ([1, 2, 5, 10].find((step) => step * power >= x * 0.999) ?? 10);
}
