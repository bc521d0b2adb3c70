/** Intervals below one another as an SVG file of its own: a figure of the evidence. Pure. */
import { scaleLinear, scaleLog } from 'd3';
import type { IntervalPlot, PlotRow } from '../../evidence/figures';
import { linearTicks, logTicks, tickText } from '../charts/ticks';
import { darkColours } from './dark-colours';
import { at, colourOf, escaped } from './svg-parts';

const width = 800;
/** Room for the longest name of a check. */
const left = 400;
const right = 24;
const top = 58;
const rowHeight = 22;
const headingHeight = 28;
const bottom = 46;
const font = 'system-ui, Segoe UI, Roboto, Helvetica, Arial, sans-serif';

/** In a dark page or system the same drawing takes the colours of the dark theme. */
const inTheDark = [
  '<style>@media (prefers-color-scheme: dark) {',
  ...Object.entries(darkColours).map(([name, dark]) => {
    const light = colourOf(name);
    return `[fill="${light}"] { fill: ${dark} } [stroke="${light}"] { stroke: ${dark} }`;
  }),
  '}</style>',
].join('\n');

export function intervalSvg({ title, alt, axis, log, rows, guides }: IntervalPlot): string {
  const places = placesOf(rows);
  const plotHeight = (places.at(-1) ?? 0) + rowHeight;
  const height = top + plotHeight + bottom;
  const x = scaleOf(rows, guides, log);
  const [low, high] = x.domain();
  const ticks = (log ? logTicks : linearTicks)(low, high, 6);
  const named = guideTexts(
    guides.filter(({ value }) => value >= low && value <= high),
    x,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${font}" font-size="13">`,
    `<title>${escaped(title)}</title>`,
    `<desc>${escaped(alt)}</desc>`,
    inTheDark,
    `<rect width="100%" height="100%" fill="${colourOf('--paper')}"/>`,
    `<text x="16" y="24" font-size="16" font-weight="600" fill="${colourOf('--ink')}">${escaped(title)}</text>`,
    `<g transform="translate(0,${top})">`,
    ...ticks.map(
      (tick) =>
        `<path d="M${at(x(tick))},0V${plotHeight}" stroke="${colourOf('--grid')}"/><text x="${at(x(tick))}" y="${plotHeight + 18}" text-anchor="middle" fill="${colourOf('--muted')}">${tickText(tick)}</text>`,
    ),
    ...named.map(
      ({ value, row }) =>
        `<path d="M${at(x(value))},${-4 - 13 * row}V${plotHeight}" stroke="${colourOf('--ink')}" stroke-dasharray="3 3"/>`,
    ),
    // On a rim of paper: the line of the next one may cross them.
    ...named.map(
      ({ value, text, row, before }) =>
        `<text x="${at(x(value) + (before ? -4 : 4))}" y="${-6 - 13 * row}"${before ? ' text-anchor="end"' : ''} font-size="11" fill="${colourOf('--muted')}" stroke="${colourOf('--paper')}" stroke-width="4" paint-order="stroke">${escaped(text)}</text>`,
    ),
    ...rows.map((row, i) => rowSvg(row, places[i], x)),
    `<path d="M${left},${plotHeight}H${width - right}" stroke="${colourOf('--muted')}"/>`,
    `<text x="${width - right}" y="${plotHeight + 37}" text-anchor="end" fill="${colourOf('--ink')}">${escaped(axis)}; dot: mean, line: 95 % interval</text>`,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** Top of each row below the top of the plot. */
function placesOf(rows: readonly PlotRow[]): number[] {
  let y = 0;
  return rows.map(({ kind }) => {
    const place = y;
    y += kind === 'heading' ? headingHeight : rowHeight;
    return place;
  });
}

function scaleOf(rows: readonly PlotRow[], guides: IntervalPlot['guides'], log: boolean) {
  const values = [
    ...rows.flatMap((row) => (row.kind === 'interval' ? [row.mean, row.low, row.high] : [])),
    ...guides.map(({ value }) => value),
  ].filter((value) => Number.isFinite(value) && (!log || value > 0));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const scale = log ? scaleLog() : scaleLinear();
  const room = log ? Math.max(1.1, (high / low) ** 0.05) : Math.max(0.05 * (high - low), 1e-3);
  return scale
    .domain(log ? [low / room, high * room] : [low - room, high + room])
    .range([left, width - right]);
}

/** Names of guides that would run into the one before go a row higher, those that would leave the picture before their line. */
function guideTexts(guides: IntervalPlot['guides'], x: (value: number) => number) {
  let [end, row] = [Number.NEGATIVE_INFINITY, 0];
  return [...guides]
    .sort((a, b) => a.value - b.value)
    .map((guide) => {
      const [place, length] = [x(guide.value), 4 + 6.9 * guide.text.length];
      const before = place + length > width;
      row = (before ? place - length : place) < end ? row + 1 : 0;
      end = before ? place : place + length;
      return { ...guide, row, before };
    });
}

/** What decides is drawn full; what is for information, hollow. */
function rowSvg(row: PlotRow, y: number, x: (value: number) => number): string {
  if (row.kind === 'heading')
    return `<text x="16" y="${y + 19}" font-weight="600" fill="${colourOf('--ink')}">${escaped(row.text)}</text>`;
  const middle = y + rowHeight / 2;
  const colour = colourOf(row.decides ? '--small-step' : '--muted');
  const text = `<text x="${left - 12}" y="${middle}" dy="0.32em" text-anchor="end" font-size="12" fill="${colourOf(row.decides ? '--ink' : '--muted')}">${escaped(row.text)}</text>`;
  if (!Number.isFinite(row.mean))
    return `${text}<text x="${left + 6}" y="${middle}" dy="0.32em" font-size="12" fill="${colourOf('--muted')}">unknown</text>`;
  const line = Number.isFinite(row.low)
    ? `<path d="M${at(x(row.low))},${middle}H${at(x(row.high))}" stroke="${colour}" stroke-width="2"/>`
    : '';
  return `${text}${line}<circle cx="${at(x(row.mean))}" cy="${middle}" r="4.5" fill="${row.decides ? colour : colourOf('--paper')}" stroke="${colour}" stroke-width="2"/>`;
}
