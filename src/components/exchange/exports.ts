/** What can be taken home, made when it is asked for: the code behind it is loaded then. */
import { version } from '../../../package.json';
import { load } from '../../arrival/load';
import type { Lab } from '../../runs/lab-store';
import type { RunEntry } from '../../runs/run-entry';
import { againstName, figureNames, type ViewStore } from '../../runs/view';
import type { RunConfig } from '../../training/config';
import type { LiveChange } from '../../training/protocol';
import type { ExportName } from '../figure-file/figure-file';
import { download, fileName } from './download';

export async function runJson(run: RunEntry, label: string): Promise<void> {
  const { fileOf } = await load('the writing of run files', () => import('../../runs/run-files'));
  download(fileName(label, '.json'), JSON.stringify(fileOf(run, version)), 'application/json');
}

export async function runCsvFile(run: RunEntry, label: string): Promise<void> {
  const { csvChunks } = await load('the writing of CSV', () => import('../../runs/export/run-csv'));
  download(fileName(label, '.csv'), new Blob([...csvChunks(run.data)], { type: 'text/csv;charset=utf-8' }));
}

export async function allRuns(runs: readonly RunEntry[]): Promise<void> {
  const { filesOf } = await load('the writing of run files', () => import('../../runs/run-files'));
  download('two-regimes-runs.json', JSON.stringify(filesOf(runs, version)), 'application/json');
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
const drawings = ['Regime', 'Regime plane', 'Microscope'] as const;
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
