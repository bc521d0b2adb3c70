/** What the training bench measured, as tables: speeds beside their ratios, targets, growth, ceilings. */
import { measures, type Table } from './report';
import { work } from './training/contestant';
import type { Axis } from './training/growth';
import { bytesOf, operationsOf } from './training/least-work';
import type { TrainingResult } from './training/measure';
import type { Kind, Speed } from './training/race';
import { targets } from './training-targets';

/** In the order of the table. */
const names: Record<Kind, string> = {
  fused: 'fused kernels',
  'side by side': 'fused kernels, networks side by side:',
  ours: 'ours on tfjs',
  bare: 'bare tfjs loop',
  fit: 'tfjs model.fit, a callback per batch',
  jax: 'jax-js, one jitted step',
  convnet: 'ConvNetJS SGDTrainer',
};
const base = { width: work.sizes[1], batch: work.batchSize };

export function trainingTables(result: TrainingResult): Table[] {
  const where = `${result.adapter}${result.software ? ' (software)' : ''}`;
  return [speedTable(result, where), targets(result), ...growthTables(result), ceilingTable(result, where)];
}

export const nameOf = ({ kind, on, networks }: Speed) =>
  `${names[kind]}${networks > 1 ? ` ${networks}` : ''}${on === 'cpu' ? '' : `, ${on}`}`;

/** What the page trains with here: on a software adapter wasm, else the faster engine, as its calibration finds. */
export function automatic({ software, speeds }: TrainingResult): Speed | undefined {
  const choices = speeds.filter(({ kind, on }) =>
    software ? kind === 'ours' && on === 'wasm' : on === 'webgpu' && (kind === 'ours' || kind === 'fused'),
  );
  return fastest(choices);
}

export const fastest = (speeds: readonly Speed[]) =>
  speeds.reduce<Speed | undefined>(
    (best, each) => ((each.perSecond ?? 0) > (best?.perSecond ?? 0) ? each : best),
    undefined,
  );

/** Peers train many networks one after another, so a ratio to many is one of network-steps. */
function speedTable(result: TrainingResult, where: string): Table {
  const { speeds, ceilings } = result;
  const many = speeds.filter(({ kind }) => kind === 'side by side');
  const [fused] = speeds.filter(({ kind }) => kind === 'fused');
  const place = ({ kind }: Speed) => Object.keys(names).indexOf(kind);
  const over = [fused, ...many, automatic(result)];
  return {
    title: `Training, MLP ${work.sizes.join('-')}, batch ${work.batchSize}, SGD; ${where}`,
    columns: [
      'steps/s',
      'network-steps/s',
      'fused / it',
      ...many.map(({ networks }) => `${networks} networks / it`),
      'automatic / it',
      '% of product',
      '% of copy',
      '',
    ],
    rows: [...speeds]
      .sort((a, b) => place(a) - place(b))
      .map((speed) => {
        const { perSecond, networks, on, error } = speed;
        const ratios = over.map((each) => each?.perSecond && perSecond && each.perSecond / perSecond);
        // The ceilings are the adapter's; wasm and plain JavaScript have no part in it.
        const gpu = on === 'webgpu' ? perSecond : undefined;
        return {
          what: nameOf(speed),
          cells: [
            perSecond && perSecond / networks,
            perSecond,
            ...ratios,
            gpu && (100 * gpu * operationsOf(base)) / (1e9 * ceilings.product),
            gpu && (100 * gpu * bytesOf(base)) / (1e9 * ceilings.copy),
            error && `error: ${error}`,
          ],
        };
      }),
  };
}

const axes: Record<Axis, string> = {
  width: 'the width of both hidden layers (batch 32, 1 network)',
  batch: 'the batch (width 100, 1 network)',
  networks: 'networks side by side (width 100, batch 32)',
};

/** The cost of a network-step beside the least operations of one: where it grows less, something else is waited for. */
function growthTables({ growth, ceilings }: TrainingResult): Table[] {
  return (['width', 'batch', 'networks'] as const).map((axis) => {
    const points = growth.filter((each) => each.axis === axis);
    const value = (point: (typeof points)[number]) => (axis === 'networks' ? point.count : point[axis]);
    const [first] = points;
    return {
      title: `Cost of a network-step in the fused kernels by ${axes[axis]}`,
      columns: ['ms/network-step', '× the first', 'operations × the first', '% of product', '% of copy', ''],
      rows: points.map((point) => ({
        what: `${value(point)}`,
        cells: [
          point.ms,
          point.ms && first.ms && point.ms / first.ms,
          operationsOf(point) / operationsOf(first),
          point.ms && operationsOf(point) / (1e4 * point.ms * ceilings.product),
          point.ms && bytesOf(point) / (1e4 * point.ms * ceilings.copy),
          point.error && `error: ${point.error}`,
        ],
      })),
    };
  });
}

function ceilingTable({ ceilings }: TrainingResult, where: string): Table {
  return measures(`Ceilings of ${where}`, [
    ['matrix product by tfjs, webgpu', ceilings.products.tfjs, 'GFLOP/s', ''],
    ['matrix product by jax-js, webgpu', ceilings.products.jax, 'GFLOP/s', ''],
    ['copy, bytes read and written', ceilings.copy, 'GB/s', ''],
    ['least operations of a network-step', operationsOf(base) / 1e6, 'MFLOP', ''],
    ['least bytes of a network-step: weights twice, batch once', bytesOf(base) / 1e3, 'kB', ''],
  ]);
}
