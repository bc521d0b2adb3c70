/** The figure that the page shows as a file: SVG, or PNG drawn from it by the browser. */
import { names } from '../../runs/difference';
import type { LabState } from '../../runs/lab';
import { quantityNamed } from '../../runs/quantities';
import { drawnRuns } from '../../runs/run-list';
import type { FigureName, View } from '../../runs/view';
import { within } from '../../training/within';
import { trailName, trailsOf } from '../compare/scatter-layout';
import { figureSvg } from './figure-svg';
import { scatterSvg } from './scatter-svg';

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
