/** One quantity against another as an SVG file of its own: the twin of the figure under Compare. Pure. */
import type { Quantity } from '../../runs/quantities';
import { runStyle } from '../charts/run-style';
import { drawingOf, type Trail, ticksOf } from '../compare/scatter-layout';
import { at, colourOf, dashed, escaped, legendOf, opening, plot } from './svg-parts';

export interface ScatterContent {
  x: Quantity;
  y: Quantity;
  log: { x: boolean; y: boolean };
  /** What is drawn, and the name of each. */
  trails: readonly Trail[];
  nameOf(trail: Trail): string;
}

export function scatterSvg({ x, y, log, trails, nameOf }: ScatterContent): string {
  const drawing = drawingOf(trails, x, log, plot);
  const styles = trails.map(({ runs }) => runStyle(runs[0].style));
  const heading = `${y.label} against ${x.label.toLowerCase()}`;
  const legend = legendOf(trails.map((trail, i) => ({ label: nameOf(trail), ...styles[i] })));
  // A loss runs to the right as it falls, as on the page.
  const falling = x.id.endsWith('Loss') ? ', falling to the right' : '';
  return [
    ...opening(heading, heading, legend),
    ...ticksOf(drawing.y.domain(), log.y, 6).map(
      ({ value, text }) =>
        `<path d="M0,${at(drawing.y(value))}H${plot.width}" stroke="${colourOf('--grid')}"/><text x="-8" y="${at(drawing.y(value))}" dy="0.32em" text-anchor="end" fill="${colourOf('--muted')}">${text}</text>`,
    ),
    '<g clip-path="url(#plot)" stroke-linejoin="round">',
    ...drawing.paths.flatMap(({ line, band }, i) => {
      const colour = colourOf(styles[i].colour);
      return [
        band && `<path d="${band}" fill="${colour}" opacity="0.18"/>`,
        line &&
          `<path d="${line}" fill="none" stroke="${colour}" stroke-width="2"${dashed(styles[i].dash)}/>`,
      ].filter(Boolean);
    }),
    '</g>',
    `<path d="M0,${plot.height}H${plot.width}" stroke="${colourOf('--muted')}"/>`,
    ...ticksOf(drawing.x.domain(), log.x, 8).map(
      ({ value, text }) =>
        `<text x="${at(drawing.x(value))}" y="${plot.height + 18}" text-anchor="middle" fill="${colourOf('--muted')}">${text}</text>`,
    ),
    `<text x="${plot.width}" y="${plot.height + 36}" text-anchor="end" fill="${colourOf('--ink')}">${escaped(x.label + falling)}</text>`,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}
