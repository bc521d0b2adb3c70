/** A figure as an SVG file of its own: the twin of the canvas one, on a light ground, with system fonts. Pure. */

import type { RunData } from '../../runs/run-data';
import { settingsText } from '../../runs/settings-text';
import type { FigureName, XMode } from '../../runs/view';
import type { RunConfig } from '../../training/config';
import { makeXAxis } from '../charts/axis';
import { coordinatesOf, endOf, lengthOf } from '../charts/coordinates';
import type { Frame } from '../charts/drawn';
import { type Edges, edgesOf } from '../charts/edges';
import { few } from '../charts/edges-layer';
import { figures } from '../charts/figures/registry';
import { yTextOf } from '../charts/figures/spec';
import { fittingScale } from '../charts/fitting-scale';
import { dropWords, marksOf } from '../charts/marks';
import { markedColumns, markersApart, runStyle } from '../charts/run-style';
import { drawnSeries, isSilent, type OtherRun, type Series } from '../charts/series';
import { linearTicks, logTicks, tickText } from '../charts/ticks';
import { emptyTrace, fillTrace, isAlone, type Trace } from '../charts/trace';
import { xTitles, yTitles } from './axis-titles';
import { at, colourOf, dashed, escaped, legendOf, mark, type Named, page, plot } from './svg-parts';

export interface FigureContent {
  name: FigureName;
  data: RunData;
  label: string;
  others: readonly OtherRun[];
  /** Place of the run in the palette. */
  style: number;
  config: RunConfig;
  xMode: XMode;
  /** Shown part of the x axis in its coordinate; undefined: all. */
  domain: readonly [number, number] | undefined;
  log: boolean;
  /** Outliers have room on the y axis too. */
  whole?: boolean;
}

/** Columns of a trace per unit of the drawing: curves stay sharp when it is enlarged. */
const fineness = 2;
/** Other runs whose settings are written below the figure. */
const mostNotes = 6;

export function figureSvg(content: FigureContent): string {
  const { name, data, label, others, style, config, xMode, log } = content;
  const { stepsPerEpoch } = data;
  const total = lengthOf(data, config, stepsPerEpoch);
  const x = makeXAxis(xMode, data, config, stepsPerEpoch, total);
  const coordinates = { x, mode: xMode, stepsPerEpoch };
  const series: Series[] = drawnSeries(name, data, style, others);
  const most = Math.max(x.most, ...series.map((each) => endOf(each, coordinates)));
  const [from, to] = content.domain ?? [0, most];
  const fine: Frame = {
    width: plot.width * fineness,
    height: plot.height,
    from,
    pixelsPerUnit: (plot.width * fineness) / (to - from),
  };
  const floor = log ? 0 : Number.NEGATIVE_INFINITY;
  const xs = series.map((each) => coordinatesOf(each, coordinates));
  const traces = series.map((each, i) =>
    fillTrace(
      emptyTrace(fine.width + 4),
      xs[i],
      each.values,
      from,
      fine.pixelsPerUnit,
      fine.width,
      floor,
      each.blocks,
    ),
  );
  const y = fittingScale(name, series, traces, log, fine, content.whole);
  const edges = edgesOf(series, traces, xs, y, log, fine);
  const yText = yTextOf(figures[name]);
  const toX = (coordinate: number) => ((coordinate - from) / (to - from)) * plot.width;
  const [low, high] = y.domain();
  const yTicks = (log ? logTicks : linearTicks)(low, high, 8);
  const xTicks = linearTicks(from / x.unit, to / x.unit, 8);
  const lines = series.map((each, i) => lineOf(each, traces[i], y));
  const shown = marksOf(name, { data, config, stepsPerEpoch, showPlan: false });
  const { drop, dropTaken, logged, diverged, changes } = shown;
  const marks = [
    { step: drop, text: dropWords(dropTaken), colour: '--ink', dash: '' },
    ...logged.map((step) => ({ step, text: 'drop', colour: '--ink', dash: '' })),
    ...changes.map(({ step, text }) => ({ step, text, colour: '--muted', dash: dashed([1, 3]) })),
    {
      step: diverged,
      text: `diverged at step ${diverged?.toLocaleString('en')}`,
      colour: '--error',
      dash: dashed([5, 3]),
    },
  ].flatMap(({ step, ...each }) => {
    const pixel = step === undefined ? Number.NaN : toX(x.toCoordinate(step));
    return pixel >= 0 && pixel <= plot.width ? [{ ...each, pixel }] : [];
  });
  const named = legendLines(content, series);
  const yTitle = yTitles[name] + (log ? ', log scale' : '');
  const settings = (run: RunData) => settingsText(run);
  const notes = [
    others.length > 0 ? `${label}: ${settings(data)}` : settings(data),
    ...others.slice(0, mostNotes).map((other) => `${other.name}: ${settings(other.data)}`),
  ];
  const guides = (figures[name].guides ?? []).filter(({ value }) => value >= low && value <= high);
  return page(
    {
      heading: name,
      title: `${name}: ${label}`,
      legend: legendOf(named),
      xTitle: xTitles[xMode],
      yTitle,
      notes,
    },
    [
      ...yTicks.map(
        (tick) =>
          `<path d="M0,${at(y(tick))}H${plot.width}" stroke="${colourOf('--grid')}"/><text x="-8" y="${at(y(tick))}" dy="0.32em" text-anchor="end" fill="${colourOf('--muted')}">${yText(tick)}</text>`,
      ),
      ...guides.map(
        ({ value }) =>
          `<path d="M0,${at(y(value))}H${plot.width}" stroke="${colourOf('--ink')}" stroke-dasharray="1 3"/>`,
      ),
      `<g clip-path="url(#plot)" fill="none" stroke-linejoin="round">${lines.join('')}</g>`,
      ...series.map(({ colour }, i) => edgeMarks(edges.marks[i], colour)),
      ...edgeWords(edges),
      // On a rim of paper: they may lie on curves.
      ...guides.map(
        ({ value, text }) =>
          `<text x="${plot.width - 4}" y="${at(y(value) - 4)}" text-anchor="end" fill="${colourOf('--muted')}" stroke="${colourOf('--paper')}" stroke-width="4" paint-order="stroke">${escaped(text)}</text>`,
      ),
      ...marks.map(({ pixel, text, colour, dash }) => {
        const left = pixel + text.length * 7.2 > plot.width;
        return `<path d="M${at(pixel)},-4V${plot.height}" stroke="${colourOf(colour)}"${dash}/><text x="${at(pixel + (left ? -5 : 5))}" y="-6"${left ? ' text-anchor="end"' : ''} fill="${colourOf(colour)}">${escaped(text)}</text>`;
      }),
      ...xTicks.map(
        (tick) =>
          `<text x="${at(toX(tick * x.unit))}" y="${plot.height + 18}" text-anchor="middle" fill="${colourOf('--muted')}">${tickText(tick)}</text>`,
      ),
    ],
  );
}

/** Every line that is drawn: those of the run that is looked at, then those of the others. */
function legendLines(
  { name, data, label, others, style }: FigureContent,
  series: readonly Series[],
): Named[] {
  const several = others.length > 0;
  const own = series.filter(
    (each) => !each.other && each.label !== '' && !(each.data === data && isSilent(each)),
  );
  // In the order of the figure, whatever is drawn on top.
  const order = figures[name].lines.map((line) => line.label);
  return [
    ...(several ? [{ label, ...runStyle(style), width: 0 }] : []),
    ...own
      .sort((a, b) => order.indexOf(a.label) - order.indexOf(b.label))
      .map((line) => ({ ...line, width: line.width === 1 ? 6 : line.width })),
    ...series.filter((each) => each.other && each.label !== ''),
  ];
}

/** Triangles where a line goes beyond the axis, and words on how much does. */
function edgeMarks({ above, below }: Edges['marks'][number], colour: string): string {
  const fill = colourOf(colour === '--series-raw' ? '--muted' : colour);
  const places = [
    ...above.map((x) => `M${at(x / fineness)},-2l4,8h-8Z`),
    ...below.map((x) => `M${at(x / fineness)},${plot.height + 2}l4,-8h-8Z`),
  ];
  return places.length > 0 ? `<path d="${places.join('')}" fill="${fill}"/>` : '';
}

function edgeWords({ above, below }: Edges): string[] {
  const word = (text: string, y: number) =>
    `<text x="${plot.width - 6}" y="${y}" text-anchor="end" fill="${colourOf('--ink')}" stroke="${colourOf('--paper')}" stroke-width="4" paint-order="stroke">${escaped(text)}</text>`;
  const bottom = few(below);
  return [
    ...few(above).map((text, i) => word(`▲ ${text}`, 14 + 16 * i)),
    ...bottom.map((text, i) => word(`▼ ${text}`, plot.height - 12 - 16 * (bottom.length - 1 - i))),
  ];
}

/** A line through what each column showed: its first, least, most and last value. */
function lineOf({ colour, dash, width, marker }: Series, trace: Trace, y: (value: number) => number): string {
  const parts: string[] = [];
  for (let i = 0; i < trace.length; i++) {
    const x = at(trace.column[i] / fineness);
    parts.push(`${trace.gap[i] ? 'M' : 'L'}${x},${at(y(trace.first[i]))}`);
    if (trace.low[i] !== trace.high[i]) {
      parts.push(`V${at(y(trace.low[i]))}V${at(y(trace.high[i]))}V${at(y(trace.last[i]))}`);
    }
  }
  if (parts.length === 0) return '';
  // A lone point has no line and needs one that is seen, as on the page.
  const points = [...Array(trace.length).keys()]
    .filter((i) => isAlone(trace, i))
    .map(
      (i) =>
        `<circle cx="${at(trace.column[i] / fineness)}" cy="${at(y(trace.last[i]))}" r="${Math.max(3.5, width)}" fill="${colourOf(colour)}" stroke="none"/>`,
    );
  const marks = marker
    ? markedColumns(trace.column, trace.length, marker, markersApart * fineness).map((i) =>
        mark(marker, trace.column[i] / fineness, y(trace.last[i]), colourOf(colour)),
      )
    : [];
  return `<path d="${parts.join('')}" stroke="${colourOf(colour)}" stroke-width="${width}"${dashed(dash)}/>${points.join('')}${marks.join('')}`;
}
