/** The ratios that are aimed at, measured beside them. */
import { measures, type Table } from './report';
import type { TrainingResult } from './training/measure';
import type { Kind } from './training/race';
import { automatic, fastest, nameOf } from './training-tables';

export function targets(result: TrainingResult): Table {
  const { software, speeds, growth } = result;
  const speed = (kind: Kind, on: string, networks = 1) =>
    speeds.find((each) => each.kind === kind && each.on === on && each.networks === networks)?.perSecond ??
    Number.NaN;
  const bare = { webgpu: speed('bare', 'webgpu'), wasm: speed('bare', 'wasm') };
  const fused = speed('fused', 'webgpu');
  const many = speed('side by side', 'webgpu', software ? 64 : 1024);
  const peer = fastest(speeds.filter(({ kind }) => ['bare', 'fit', 'jax', 'convnet'].includes(kind)));
  const choice = automatic(result);
  const costs = new Map(
    growth.filter(({ axis }) => axis === 'networks').map(({ count, ms = Number.NaN }) => [count, ms]),
  );
  const cost = (count: number) => costs.get(count) ?? Number.NaN;
  const inOrder = [...costs.values()];
  const rises = inOrder.slice(1).map((ms, i) => ms / inOrder[i]);
  const after = 'one after another';
  const ours = (['wasm', 'webgpu'] as const).flatMap((on): Parameters<typeof measures>[1] => [
    [
      `ours on tfjs / bare tfjs loop, ${on}`,
      speed('ours', on) / bare[on],
      'ratio',
      on === 'wasm' ? 'at least 1.0' : 'at least 1.5',
    ],
    [`ours on tfjs / model.fit, ${on}`, speed('ours', on) / speed('fit', on), 'ratio', 'at least 1.5'],
  ]);
  return measures(`Targets, on a ${software ? 'software' : 'hardware'} adapter`, [
    ['fused / bare tfjs-webgpu', fused / bare.webgpu, 'ratio', `at least ${software ? 10 : 20}`],
    ['fused / bare tfjs-wasm', fused / bare.wasm, 'ratio', software ? 'at least 0.5' : ''],
    ['fused / model.fit, wasm', fused / speed('fit', 'wasm'), 'ratio', ''],
    ...(software
      ? ([
          [`64 networks / tfjs-webgpu ${after}`, many / bare.webgpu, 'ratio', 'at least 20'],
          [`64 networks / tfjs-wasm ${after}`, many / bare.wasm, 'ratio', 'at least 1.0'],
        ] as Parameters<typeof measures>[1])
      : ([['1,024 networks', many, 'network-steps/s', 'at least 200,000']] as Parameters<
          typeof measures
        >[1])),
    ['network-step with 256 networks / alone', cost(256) / cost(1), 'ratio', 'at most 1: flat or falling'],
    ['its largest rise from one count to the next', Math.max(...rises), 'ratio', ''],
    [
      `automatic choice (${choice && nameOf(choice)}) / best peer (${peer && nameOf(peer)})`,
      (choice?.perSecond ?? Number.NaN) / (peer?.perSecond ?? Number.NaN),
      'ratio',
      'at least 1.0',
    ],
    ...ours,
  ]);
}
