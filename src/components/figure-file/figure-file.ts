/** The figure that the page shows as a file: SVG, or PNG drawn from it by the browser. */

import type { LabState } from '../../runs/lab';
import { names } from '../../runs/names';
import { quantityNamed } from '../../runs/quantities';
import { drawnRuns } from '../../runs/run-list';
import { settingsText } from '../../runs/settings-text';
import { againstName, type FigureName, type View } from '../../runs/view';
import { within } from '../../training/within';
import { figures } from '../charts/figures/registry';
import { isEmpty, rowsOf } from '../charts/series';
import { trailName, trailsOf } from '../compare/scatter-layout';
import { figureSvg } from './figure-svg';
import { lensSvg } from './lens-svg';
import { scatterSvg } from './scatter-svg';
import { stripSvg } from './strip-svg';

/** Throws when no run is shown. */
export function figureSvgOf({ runs, current, config }: LabState, view: View, name: FigureName): string {
  const run = runs.find(({ id }) => id === current);
  if (!run) throw new Error('no run is shown.');
  const labels = names(runs);
  const others = drawnRuns(runs, current)
    .filter(({ id }) => id !== current)
    .map(({ id, style, data }) => ({ id, style, data, name: labels.get(id) ?? '' }));
  const { xMode, domain, log, whole } = view;
  return figureSvg({
    name,
    data: run.data,
    label: labels.get(run.id) ?? '',
    others,
    style: run.style,
    config: run.data.origin === 'log' ? config : run.data.config,
    xMode,
    domain,
    log: log[name],
    whole: whole[name],
  });
}

/** The figure under Compare, as it is chosen there. Throws when no run is drawn. */
export function againstSvgOf(
  { runs, current }: Pick<LabState, 'runs' | 'current'>,
  { against }: View,
): string {
  const drawn = drawnRuns(runs, current);
  if (drawn.length === 0) throw new Error('no run is drawn.');
  const [x, y] = [quantityNamed(against.x), quantityNamed(against.y)];
  const labels = names(runs);
  const trails = trailsOf(drawn, x, y, against.bySeed);
  return scatterSvg({ x, y, log: against.log, trails, nameOf: (trail) => trailName(trail, labels) });
}

/** A figure takes a fraction of a second. */
const drawingSeconds = 30;

export type ExportName = FigureName | typeof againstName | 'Regime' | keyof typeof missing;

/** Something was measured of what a figure shows; of drawings `svgOf` tells. */
export function hasNumbers({ runs, current }: Pick<LabState, 'runs' | 'current'>, name: ExportName): boolean {
  const run = runs.find(({ id }) => id === current);
  if (!run || !(name in figures)) return run !== undefined;
  return figures[name as FigureName].lines.some((line) => !isEmpty(rowsOf(line, run.data)));
}

/** Any figure as SVG. Throws with a reason where there is nothing to draw. */
export function svgOf(lab: LabState, view: View, name: ExportName): string {
  if (name === againstName) return againstSvgOf(lab, view);
  if (name === 'Regime') {
    const { label, run } = shownRun(lab);
    return stripSvg({ data: run.data, label, xMode: view.xMode, domain: view.domain });
  }
  if (isDrawing(name)) {
    const { label, run } = shownRun(lab);
    const drawing = document.querySelector<SVGSVGElement>(`svg[data-drawing="${name}"]`);
    if (!drawing) throw new Error(missing[name]);
    return lensSvg(drawing, {
      heading: `${name}: ${label}`,
      notes: [drawing.getAttribute('aria-label') ?? '', settingsText(run.data)].filter(Boolean),
    });
  }
  return figureSvgOf(lab, view, name);
}

const missing = {
  'Regime plane': 'nothing of the plane has been measured.',
  Microscope: 'no step is under the microscope.',
  Landings: 'where its steps landed was not measured.',
};
const isDrawing = (name: ExportName): name is keyof typeof missing => name in missing;

function shownRun({ runs, current }: Pick<LabState, 'runs' | 'current'>) {
  const run = runs.find(({ id }) => id === current);
  if (!run) throw new Error('no run is shown.');
  return { run, label: names(runs).get(run.id) ?? '' };
}

/** A PNG of an SVG at `scale` pixels per unit. Rejects when the browser cannot draw it. */
export async function svgToPng(svg: string, scale = 3): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await within(drawingSeconds, image.decode(), 'What draws pictures in this browser');
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * scale;
    canvas.height = image.naturalHeight * scale;
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const drawn = new Promise<Blob>((resolve, reject) =>
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error('the picture is empty.'))),
        'image/png',
      ),
    );
    return await within(drawingSeconds, drawn, 'What writes pictures in this browser');
  } finally {
    URL.revokeObjectURL(url);
  }
}
