/** Compiled kernels of a device, by activation and loss; every shape of network uses the same ones. */
import type { Activation, LossName } from '../../fields';
import { compiled } from '../from-device';
import { evaluateCode } from './wgsl/evaluate';
import type { CodeOptions } from './wgsl/memory';
import { trainCode } from './wgsl/train';

export interface Kernels {
  layout: GPUBindGroupLayout;
  train: GPUComputePipeline;
  evaluate: GPUComputePipeline;
}

const known = new WeakMap<GPUDevice, Map<string, Promise<Kernels>>>();

/**
 * A software adapter runs four threads as one vector unit, so more would only wait at barriers, and passes values
 * between them for nothing. Elsewhere which four threads are neighbours is not defined; 256 threads are what every
 * device has, and trained one network on an H200 1.4 times as fast as 128, 1,024 networks 0.94 times.
 */
export function codeOptions(device: GPUDevice, software: boolean): CodeOptions {
  if (!software) return { workgroup: 256, broadcast: false };
  return { workgroup: 4, broadcast: device.features.has('subgroups') };
}

export function kernelsOf(
  device: GPUDevice,
  activation: Activation,
  loss: LossName,
  options: CodeOptions,
): Promise<Kernels> {
  const own = known.get(device) ?? new Map<string, Promise<Kernels>>();
  known.set(device, own);
  const key = [activation, loss, options.workgroup, options.broadcast].join();
  const kernels = own.get(key) ?? compile(device, activation, loss, options);
  own.set(key, kernels);
  return kernels;
}

async function compile(
  device: GPUDevice,
  activation: Activation,
  loss: LossName,
  options: CodeOptions,
): Promise<Kernels> {
  const types = [
    ...Array<GPUBufferBindingType>(5).fill('read-only-storage'),
    'storage',
    'storage',
    'storage',
    'uniform',
  ];
  const layout = device.createBindGroupLayout({
    entries: types.map((type, binding) => ({
      binding,
      visibility: GPUShaderStage.COMPUTE,
      buffer: { type: type as GPUBufferBindingType },
    })),
  });
  const pipelineLayout = device.createPipelineLayout({ bindGroupLayouts: [layout] });
  const pipeline = (code: string) =>
    compiled(
      device.createComputePipelineAsync({
        layout: pipelineLayout,
        compute: { module: device.createShaderModule({ code }) },
      }),
    );
  const [train, evaluate] = await Promise.all([
    pipeline(trainCode(activation, loss, options)),
    pipeline(evaluateCode(activation, loss, options)),
  ]);
  return { layout, train, evaluate };
}
