/** What can be taken home, made when it is asked for: the code behind it is loaded then. */
import { version } from '../../../package.json';
import { load } from '../../arrival/load';
import type { Lab } from '../../runs/lab-store';
import type { RunEntry } from '../../runs/run-entry';
import { againstName, type FigureName, type ViewStore } from '../../runs/view';
import type { RunConfig } from '../../training/config';
import type { LiveChange } from '../../training/protocol';
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
  figure: FigureName | typeof againstName,
  kind: 'svg' | 'png',
): Promise<void> {
  const { againstSvgOf, figureSvgOf, svgToPng } = await load(
    'the drawing of figures',
    () => import('../figure-file/figure-file'),
  );
  const svg =
    figure === againstName
      ? againstSvgOf(lab.getState(), view.getState())
      : figureSvgOf(lab.getState(), view.getState(), figure);
  if (kind === 'svg') download(fileName(figure, '.svg'), svg, 'image/svg+xml');
  else download(fileName(figure, '.png'), await svgToPng(svg));
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
