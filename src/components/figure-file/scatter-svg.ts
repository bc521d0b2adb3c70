/** One quantity against another as an SVG file of its own: the twin of the figure under Compare. Pure. */
import type { Quantity } from '../../runs/quantities';
import { settingsText } from '../../runs/settings-text';
import { dashOf, runStyle } from '../charts/run-style';
import { axisText, drawingOf, type Trail, thinLinesText, ticksOf } from '../compare/scatter-layout';
import { at, colourOf, dashed, legendOf, mark, page, plot } from './svg-parts';

export interface ScatterContent {
  x: Quantity;
  y: Quantity;
  log: { x: boolean; y: boolean };
  /** What is drawn, and the name of each. */
  trails: readonly Trail[];
  nameOf(trail: Trail): string;
}

const seedsOf = ({ runs }: Trail) => runs.map(({ data }) => data.initial.seed);

/** Lines whose settings are written below the figure. */
const mostNotes = 8;

export function scatterSvg({ x, y, log, trails, nameOf }: ScatterContent): string {
  const drawing = drawingOf(trails, x, log, plot);
  const styles = trails.map(({ runs }) => runStyle(runs[0].style));
  const heading = `${y.label} against ${x.label.toLowerCase()}`;
  const dash = dashOf(y.id);
  const legend = legendOf(trails.map((trail, i) => ({ label: nameOf(trail), ...styles[i], dash })));
  const thinLines = thinLinesText(trails, x);
  const notes = [
    ...(thinLines ? [thinLines] : []),
    ...(trails.some(({ band }) => band)
      ? ['Lines are medians over seeds, bands how far the seeds spread.']
      : []),
    ...trails
      .slice(0, mostNotes)
      .map((trail) => `${nameOf(trail)}: ${settingsText(trail.runs[0].data, seedsOf(trail))}`),
  ];
  const logText = (on: boolean) => (on ? ', log scale' : '');
  // A loss runs to the right as it falls, as on the page.
  const falling = x.id.endsWith('Loss') ? ', falling to the right' : '';
  return page(
    {
      heading,
      title: heading,
      legend,
      xTitle: x.label + falling + logText(log.x),
      yTitle: y.label + logText(log.y),
      notes,
    },
    [
      ...ticksOf(drawing.y.domain(), log.y, 6).map(
        ({ value, text }) =>
          `<path d="M0,${at(drawing.y(value))}H${plot.width}" stroke="${colourOf('--grid')}"/><text x="-8" y="${at(drawing.y(value))}" dy="0.32em" text-anchor="end" fill="${colourOf('--muted')}">${axisText(y, { value, text })}</text>`,
      ),
      '<g clip-path="url(#plot)" stroke-linejoin="round">',
      ...drawing.paths.flatMap(({ line, band, seeds, marks }, i) => {
        const colour = colourOf(styles[i].colour);
        return [
          band && `<path d="${band}" fill="${colour}" opacity="0.18"/>`,
          ...seeds.map(
            (seed) => `<path d="${seed}" fill="none" stroke="${colour}" opacity="0.4"${dashed(dash)}/>`,
          ),
          line && `<path d="${line}" fill="none" stroke="${colour}" stroke-width="2"${dashed(dash)}/>`,
          ...marks.map(([left, top]) => mark(styles[i].marker, left, top, colour)),
        ].filter(Boolean);
      }),
      '</g>',
      ...ticksOf(drawing.x.domain(), log.x, 8).map(
        ({ value, text }) =>
          `<text x="${at(drawing.x(value))}" y="${plot.height + 18}" text-anchor="middle" fill="${colourOf('--muted')}">${axisText(x, { value, text })}</text>`,
      ),
    ],
  );
}
