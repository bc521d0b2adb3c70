/** What can be taken home, made when it is asked for: the code behind it is loaded then. */
import { load } from '../../arrival/load';
import type { Lab } from '../../runs/lab-store';
import type { RunEntry } from '../../runs/run-entry';
import { againstName, figureNames, type ViewStore } from '../../runs/view';
import type { RunConfig } from '../../training/config';
import type { LiveChange } from '../../training/protocol';
import type { ExportName } from '../figure-file/figure-file';
import { download, fileName } from './download';
import type { RunFormat } from './export-protocol';

interface Wanted {
  format: RunFormat;
  gzip: boolean;
  /** What the file is named after. */
  label: string;
  onProgress(share: number): void;
  signal: AbortSignal;
}

/** Runs as a file, which a worker writes. Rejects, in words, where that fails, and with the reason of `signal`. */
export async function runFile(runs: readonly RunEntry[], { label, ...wanted }: Wanted): Promise<void> {
  const { exportInWorker } = await load('the writing of run files', () => import('./export-in-worker'));
  const file = await exportInWorker(runs, wanted);
  const ending = (wanted.format === 'csv' ? '.csv' : '.json') + (wanted.gzip ? '.gz' : '');
  download(wanted.format === 'all' ? `two-regimes-runs${ending}` : fileName(label, ending), file);
}

export async function figureFile(
  lab: Lab,
  view: ViewStore,
  figure: ExportName,
  kind: 'svg' | 'png',
): Promise<void> {
  const { svgOf, svgToPng } = await load(
    'the drawing of figures',
    () => import('../figure-file/figure-file'),
  );
  const svg = svgOf(lab.getState(), view.getState(), figure);
  if (kind === 'svg') download(fileName(figure, '.svg'), svg, 'image/svg+xml');
  else download(fileName(figure, '.png'), await svgToPng(svg));
}

/** Drawings that are no figures over the shared axis. */
const drawings = ['Regime', 'Regime plane', 'Microscope', 'Landings'] as const;
export const exportNames: readonly ExportName[] = [...figureNames, againstName, ...drawings];

/** All figures that have numbers as SVG and PNG in one archive; gives what was left out and why. */
export async function allFigures(lab: Lab, view: ViewStore): Promise<string[]> {
  const [{ archiveOf }, { hasNumbers, svgOf, svgToPng }] = await Promise.all([
    load('the archive of figures', () => import('../figure-file/all-figures')),
    load('the drawing of figures', () => import('../figure-file/figure-file')),
  ]);
  const [state, seen] = [lab.getState(), view.getState()];
  const figures = exportNames.map((name) => ({
    name: fileName(name, ''),
    svg: () => {
      if (!hasNumbers(state, name)) throw new Error('it has no numbers.');
      return svgOf(state, seen, name);
    },
  }));
  const { blob, left } = await archiveOf(figures, svgToPng);
  download('two-regimes-figures.zip', blob);
  return left;
}

export async function pytorch(config: RunConfig, run: RunEntry | undefined): Promise<void> {
  const { pytorchScript } = await load('the PyTorch script', () => import('../../runs/export/pytorch'));
  download('two_regimes.py', pytorchScript(...planOf(config, run)), 'text/x-python');
}

export async function keras(config: RunConfig, run: RunEntry | undefined): Promise<void> {
  const { kerasSnippet } = await load('the Keras schedule', () => import('../../runs/export/keras'));
  download('two_regimes_keras.py', kerasSnippet(...planOf(config, run)), 'text/x-python');
}

export async function optax(config: RunConfig, run: RunEntry | undefined): Promise<void> {
  const { optaxSnippet } = await load('the optax schedule', () => import('../../runs/export/optax'));
  download('two_regimes_optax.py', optaxSnippet(...planOf(config, run)), 'text/x-python');
}

/** What the programs repeat: the run that is looked at, with its live changes, or what the controls show. */
function planOf(
  config: RunConfig,
  run: RunEntry | undefined,
): [config: RunConfig, changes?: readonly LiveChange[], stepsPerEpoch?: number] {
  if (run?.data.origin !== 'run') return [config];
  const { initial, changes, stepsPerEpoch } = run.data;
  return [initial, changes, stepsPerEpoch];
}
