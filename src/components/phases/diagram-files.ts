/** A phase diagram as files: rows, and the drawing of the page in the colours of the light theme. */
import { load } from '../../arrival/load';
import { sweepCsv } from '../../runs/sweeps/sweep-csv';
import type { SweepResults } from '../../runs/sweeps/sweep-results';
import type { Sweep } from '../../training/sweep/sweep';
import { download } from '../exchange/download';

const name = 'two-regimes-phase-diagram';

export function csvFile(sweep: Sweep, results: SweepResults): void {
  download(`${name}.csv`, sweepCsv(sweep, results), 'text/csv');
}

export async function pictureFile(drawing: SVGSVGElement, kind: 'svg' | 'png'): Promise<void> {
  const [{ lightColours }, { svgToPng }] = await Promise.all([
    load('the colours of the picture', () => import('../figure-file/light-colours')),
    load('the drawing of pictures', () => import('../figure-file/figure-file')),
  ]);
  const svg = standalone(drawing, lightColours);
  if (kind === 'svg') download(`${name}.svg`, svg, 'image/svg+xml');
  else download(`${name}.png`, await svgToPng(svg));
}

/** The drawing as a document of its own: no cursor, no style sheet, paper behind it. */
function standalone(drawing: SVGSVGElement, colours: Readonly<Record<string, string>>): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  copy.querySelector('[data-cursor]')?.remove();
  copy.removeAttribute('aria-hidden');
  copy.setAttribute('font-family', 'system-ui, Segoe UI, Roboto, Helvetica, Arial, sans-serif');
  const paper = document.createElementNS(copy.namespaceURI, 'rect') as SVGRectElement;
  for (const [key, value] of Object.entries({ width: '100%', height: '100%', fill: 'var(--paper)' }))
    paper.setAttribute(key, value);
  copy.insertBefore(paper, copy.querySelector('title')?.nextSibling ?? null);
  return new XMLSerializer()
    .serializeToString(copy)
    .replace(/var\((--[a-z-]+)\)/g, (_, property: string) => colours[property] ?? '#808080');
}
