/**
 * One figure, drawn imperatively: canvas for lines, SVG for the rest. Subscribes to the run and the shared view
 * and draws at most once per animation frame, only the cursor when nothing else changed; React never sees a point.
 */
import type { Values } from '../../runs/blocks';
import type { RunData } from '../../runs/run-data';
import { type FigureName, setMost, shownDomain, type ViewStore } from '../../runs/view';
import type { RunConfig } from '../../training/config';
import { type PreviewColumns, previewPlan } from '../../training/schedules/plan';
import { drawAxes } from './axes-layer';
import { makeXAxis, type XAxis, type YScale } from './axis';
import { beatMs, beatOf, untilBeat } from './beat';
import { drawEdgeMarks, drawLine, prepareCanvas } from './canvas';
import { type Coordinates, coordinatesOf, endOf, lengthOf } from './coordinates';
import { drawCursors } from './cursors-layer';
import { type Drawn, type Frame, margin } from './drawn';
import { edgesOf } from './edges';
import { drawEdges } from './edges-layer';
import { figures } from './figures/registry';
import { raw, yTextOf } from './figures/spec';
import { fittingScale } from './fitting-scale';
import { cancelFrame, inFrame } from './frames';
import { drawGuides } from './guides-layer';
import { marksOf } from './marks';
import { drawMarks } from './marks-layer';
import { drawnSeries, isSilent, type OtherRun, planSeries, type Series } from './series';
import { Stage } from './stage';
import { Teller } from './teller';
import { watchTheme } from './theme';
import { emptyTrace, fillTrace, type Trace } from './trace';

export interface Surfaces {
  /** Behind the lines: grid and phases. */
  under: SVGSVGElement;
  canvas: HTMLCanvasElement;
  /** Before the lines: axes, marks, cursor, handles. */
  over: SVGSVGElement;
  /** Where the values at the cursor are written. */
  readout: HTMLElement;
  /** Where the figure is summed up for those who do not see it. */
  summary: HTMLElement;
}

export interface Content {
  data: RunData | undefined;
  config: RunConfig;
  stepsPerEpoch: number;
  /** Runs that are drawn beside it, and the place of this one in the palette. */
  others: readonly OtherRun[];
  style: number;
  /** The plan is drawn too: before training, and when it differs from the run shown. */
  showPlan: boolean;
}

/** Points of the planned line. */
const planPoints = 1500;
/** Figures so far, whose number sets how often each is painted while nobody sees it: seldom two at one beat. */
let painters = 0;

export class Painter {
  drawn: Drawn | undefined;
  private content: Content | undefined;
  private plan: PreviewColumns | undefined;
  private series: Series[] = [];
  /** Those that are put into words. */
  private spoken: Series[] = [];
  private readonly traces: Trace[] = [];
  /** Coordinates of the rows of each series. */
  private readonly xs: Values[] = [];
  /** Values of custom properties, as long as the theme stays: to read one makes the browser work out styles. */
  private readonly inks = new Map<string, string>();
  private stale = false;
  private painted = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private held: { domain: [number, number]; y: YScale } | undefined;
  private watched: (RunData | undefined)[] = [];
  private stopWatchingData: (() => void)[] = [];
  private readonly stage: Stage;
  private readonly teller: Teller;
  /** Least time between two paintings that nobody sees: about a second. */
  private readonly unseenMs = (9 + (painters++ % 7)) * beatMs;
  private readonly stopWatching: (() => void)[];

  constructor(
    private readonly name: FigureName,
    private readonly surfaces: Surfaces,
    private readonly view: ViewStore,
    /**
     * `silent`: lines of the run that is looked at which have no numbers; `beyond`: values lie beyond the y axis that
     * it could show.
     */
    private readonly afterPaint: (drawn: Drawn, silent: readonly string[], beyond: boolean) => void,
  ) {
    this.teller = new Teller(surfaces, view);
    this.stage = new Stage(surfaces.over, () => inFrame(this.drawAnew));
    const unsubscribe = view.subscribe((now, before) => {
      const onlyLines = now.cursor !== before.cursor || now.picked !== before.picked;
      if (onlyLines) inFrame(this.draw);
      else this.schedule();
    });
    this.stopWatching = [() => this.stage.stop(), unsubscribe, watchTheme(this.repaint)];
  }

  show(content: Content): void {
    // React shows what is shown already whenever the pointer comes or goes; to paint it again costs with the run's length.
    if (this.content && isSame(content, this.content)) return;
    const { data, config, stepsPerEpoch } = content;
    if (data !== this.content?.data) this.teller.forget();
    this.watch([data, ...content.others.map((other) => other.data)]);
    if (config !== this.content?.config || stepsPerEpoch !== this.content.stepsPerEpoch) {
      this.plan = undefined;
    }
    this.content = content;
    this.schedule();
  }

  /** While held, the axes stay as they are drawn now, whatever changes. */
  hold(held: boolean): void {
    const { domain, most } = this.view.getState();
    this.held = held && this.drawn ? { domain: domain ?? [0, most], y: this.drawn.y } : undefined;
    this.schedule();
  }

  stop(): void {
    cancelFrame(this.draw);
    cancelFrame(this.drawAnew);
    clearTimeout(this.timer);
    for (const stop of [...this.stopWatchingData, ...this.stopWatching]) stop();
  }

  private watch(runs: (RunData | undefined)[]): void {
    const { watched } = this;
    if (runs.length === watched.length && runs.every((each, i) => each === watched[i])) return;
    for (const stop of this.stopWatchingData) stop();
    this.watched = runs;
    this.stopWatchingData = runs.flatMap((each) => each?.subscribe(this.scheduleForData) ?? []);
  }

  private readonly repaint = (): void => {
    this.inks.clear();
    this.schedule();
  };

  private ink(property: string): string {
    const known = this.inks.get(property);
    if (known !== undefined) return known;
    const value = getComputedStyle(this.surfaces.canvas).getPropertyValue(property);
    this.inks.set(property, value);
    return value;
  }

  private readonly schedule = (): void => this.scheduleAfter(this.stage.near ? 0 : this.unseenMs);

  /** New numbers may come faster than eyes follow. */
  private readonly scheduleForData = (): void => this.scheduleAfter(this.stage.near ? beatMs : this.unseenMs);

  /** Paints at the first beat once so many ms have passed since the last painting. */
  private scheduleAfter(ms: number): void {
    if (ms === 0) inFrame(this.drawAnew);
    // Drawn at once then: a frame has enough to do with layout and paint.
    else this.timer ??= setTimeout(this.drawAnew, untilBeat(beatOf(this.painted) + ms, performance.now()));
  }

  private readonly drawAnew = (): void => {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.stale = true;
    this.draw();
  };

  private readonly draw = (): void => {
    if (this.stale && this.content) this.paint(this.content);
    if (this.drawn && this.content) this.paintCursor(this.drawn, this.content);
  };

  private paint(content: Content): void {
    const { surfaces, name, view } = this;
    const width = this.stage.width - margin.left - margin.right;
    const height = this.stage.height - margin.top - margin.bottom;
    if (width < 20 || height < 20) return;
    this.stale = false;
    this.painted = performance.now();
    const { data, config, stepsPerEpoch } = content;
    const { xMode, log, whole } = view.getState();
    const total = lengthOf(data, config, stepsPerEpoch);
    const x = makeXAxis(xMode, data, config, stepsPerEpoch, total);
    this.series = this.seriesOf(content);
    const own: Coordinates = { x, mode: xMode, stepsPerEpoch };
    const most = Math.max(x.most, ...this.series.map((each) => endOf(each, own)));
    if (!this.held) setMost(view, most);
    const [from, to] = this.held?.domain ?? shownDomain(view.getState());
    const frame: Frame = { width, height, from, pixelsPerUnit: width / (to - from) };
    const traces = this.trace(own, log[name], frame);
    const y = this.held?.y ?? fittingScale(name, this.series, traces, log[name], frame, whole[name]);

    const context = prepareCanvas(surfaces.canvas, frame);
    const edges = edgesOf(this.series, traces, this.xs, y, log[name], frame);
    const { highlight } = view.getState();
    const thicker = Number(this.ink('--line-scale')) || 1;
    this.series.forEach((each, i) => {
      const colour = this.ink(each.colour) || 'gray';
      const lit = each.other !== undefined && each.other.id === highlight;
      context.globalAlpha = each.other && highlight !== undefined && !lit ? 0.25 : 1;
      const width = (lit ? 3 : each.width) * thicker;
      drawLine(context, { ...each, width }, traces[i], y, frame, colour);
      drawEdgeMarks(
        context,
        edges.marks[i],
        frame,
        each.colour === raw.colour ? this.ink('--muted') : colour,
      );
    });
    context.globalAlpha = 1;
    const stepAt = (axis: XAxis, pixel: number) =>
      Math.max(
        0,
        Math.min(xMode === 'distance' ? total : most, axis.toStep(frame.from + pixel / frame.pixelsPerUnit)),
      );
    const undropped = { ...config, switchEpoch: config.epochs };
    this.drawn = {
      frame,
      x,
      y,
      toPixel: (step) => (x.toCoordinate(step) - frame.from) * frame.pixelsPerUnit,
      toStep: (pixel) => stepAt(x, pixel),
      toDrop: (pixel) => stepAt(makeXAxis(xMode, data, undropped, stepsPerEpoch, total), pixel),
    };
    drawGuides(surfaces.under, surfaces.over, figures[name].guides ?? [], this.drawn);
    drawAxes(surfaces.under, surfaces.over, this.drawn, log[name], yTextOf(figures[name]));
    drawMarks(surfaces.under, surfaces.over, marksOf(name, content), this.drawn);
    const silent = this.series.filter((each) => !each.other && isSilent(each));
    this.spoken = this.series.filter((each) => !silent.includes(each));
    drawEdges(surfaces.over, edges, this.drawn);
    this.teller.summarize(this.spoken, stepsPerEpoch, [...edges.above, ...edges.below]);
    this.afterPaint(
      this.drawn,
      silent.map(({ label }) => label),
      edges.above.length > 0 || edges.below.some((text) => !text.includes('at or below 0')),
    );
  }

  private seriesOf({ data, config, stepsPerEpoch, showPlan, others, style }: Content): Series[] {
    const recorded = drawnSeries(this.name, data, style, others);
    if (this.name !== 'Step size' || !showPlan) return recorded;
    this.plan ??= previewPlan(config, stepsPerEpoch, planPoints);
    return [...recorded, ...planSeries(this.plan)];
  }

  /** What each series shows in each pixel column; the buffers are kept from one painting to the next. */
  private trace(own: Coordinates, log: boolean, frame: Frame): Trace[] {
    const { width, from, pixelsPerUnit } = frame;
    const room = Math.ceil(width) + 4;
    const floor = log ? 0 : Number.NEGATIVE_INFINITY;
    return this.series.map((each, i) => {
      if (!(this.traces[i]?.column.length >= room)) this.traces[i] = emptyTrace(room);
      const xs = coordinatesOf(each, own);
      this.xs[i] = xs;
      return fillTrace(this.traces[i], xs, each.values, from, pixelsPerUnit, width, floor, each.blocks);
    });
  }

  private paintCursor(drawn: Drawn, { data, stepsPerEpoch }: Content): void {
    const { cursor, picked } = this.view.getState();
    drawCursors(this.surfaces.over, { cursor, picked }, drawn);
    const step = cursor ?? picked ?? data?.steps.last('step');
    this.teller.tell(this.spoken, step, stepsPerEpoch);
  }
}

/** Nothing that is painted differs; what the runs hold is watched apart. */
function isSame(one: Content, other: Content): boolean {
  const keys = Object.keys(one) as (keyof Content)[];
  return keys.every((key) => one[key] === other[key]);
}
