/**
 * How this engine adds a kernel of its own to tfjs: one description gives plain loops over wasm and cpu
 * memory, a WGSL program for webgpu, and a composition of stock ops for every other backend. All three say
 * the same thing, and the tests hold them against each other.
 */

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  customGrad,
  engine,
  type GradSaveFunc,
  getBackend,
  getKernel,
  type NamedAttrMap,
  registerKernel,
  type Tensor,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import { hostArray, hostOutput } from './host-memory';

export type Shapes = readonly (readonly number[])[];
type Numbers = Float32Array | Int32Array | Uint8Array;

export interface OwnKernel<A extends Record<string, number | string>> {
  name: string;
  /** Names of the inputs, as the WGSL code calls them. */
  inputs: readonly string[];
  outputShape(shapes: Shapes, attrs: A): number[];
  /** Type of the output; that of the first input unless given. */
  dtype?: 'float32';
  /** Left out where wasm and cpu do best with the composition. */
  host?(inputs: Numbers[], output: Numbers, attrs: A, shapes: Shapes): void;
  wgsl: {
    /** Values the code reads as `uniforms.NAME`. */
    uniforms(attrs: A, shapes: Shapes): Record<string, number>;
    /** Attributes whose value changes the code. */
    variant?(attrs: A): string;
    /** Body computing `result[i]` for one output element `i`; inputs are flat arrays. */
    body(attrs: A): string;
  };
  composed(inputs: Tensor[], attrs: A): Tensor;
  /**
   * Gradients of the differentiable inputs, made of differentiable operations, so that derivatives of every
   * order are right; tfjs's own are not where they save outputs. Left out where nobody differentiates.
   */
  gradient?(dy: Tensor, inputs: Tensor[], attrs: A): Tensor[];
  /** Number of inputs with a gradient, from the first on; the others are data. All unless given. */
  differentiable?: number;
}

/** Registers a kernel for cpu, wasm and webgpu and returns the function that runs it, differentiable. */
export function defineKernel<A extends Record<string, number | string>>(
  kernel: OwnKernel<A>,
): (inputs: Tensor[], attrs: A) => Tensor {
  const { host } = kernel;
  for (const backendName of host ? ['cpu', 'wasm'] : []) {
    registerKernel({
      kernelName: kernel.name,
      backendName,
      kernelFunc: ({ inputs, attrs, backend }) => {
        const infos = kernel.inputs.map((name) => inputs[name]) as TensorInfo[];
        const shapes = infos.map((info) => info.shape);
        const own = attrs as A;
        const output = hostOutput(backend, kernel.outputShape(shapes, own), kernel.dtype ?? infos[0].dtype);
        const arrays = infos.map((info) => hostArray(backend, info));
        host?.(arrays, hostArray(backend, output), own, shapes);
        return output;
      },
    });
  }
  registerKernel({
    kernelName: kernel.name,
    backendName: 'webgpu',
    kernelFunc: ({ inputs, attrs, backend }) => {
      const infos = kernel.inputs.map((name) => inputs[name]) as TensorInfo[];
      return runProgram(kernel, infos, attrs as A, backend as WebGPUBackend);
    },
  });
  const run = (inputs: Tensor[], attrs: A) => {
    if (!getKernel(kernel.name, getBackend())) return kernel.composed(inputs, attrs);
    const named = Object.fromEntries(kernel.inputs.map((name, i) => [name, inputs[i]]));
    return engine().runKernel(kernel.name, named, attrs as NamedAttrMap) as Tensor;
  };
  const { gradient } = kernel;
  if (!gradient) return run;
  return (inputs, attrs) => {
    const { gradientDepth, kernelDepth } = engine().state;
    if (gradientDepth === 0 || kernelDepth > 0) return run(inputs, attrs);
    const data = inputs.slice(kernel.differentiable ?? inputs.length);
    const op = customGrad((...rest) => {
      const save = rest[rest.length - 1] as GradSaveFunc;
      const own = rest.slice(0, -1) as Tensor[];
      save(own);
      return {
        value: run([...own, ...data], attrs),
        gradFunc: (dy: Tensor, saved: Tensor[]) => gradient(dy, [...saved, ...data], attrs),
      };
    });
    return op(...inputs.slice(0, inputs.length - data.length));
  };
}

const workgroupSize = 64;

function runProgram<A extends Record<string, number | string>>(
  kernel: OwnKernel<A>,
  infos: TensorInfo[],
  attrs: A,
  backend: WebGPUBackend,
): TensorInfo {
  const shapes = infos.map((info) => info.shape);
  const outputShape = kernel.outputShape(shapes, attrs);
  const uniforms = kernel.wgsl.uniforms(attrs, shapes);
  const program = {
    variableNames: [...kernel.inputs],
    outputShape,
    workgroupSize: [workgroupSize, 1, 1] as [number, number, number],
    dispatchLayout: { x: [0] },
    dispatch: [Math.ceil(util.sizeFromShape(outputShape) / workgroupSize), 1, 1] as [number, number, number],
    shaderKey: `${kernel.name}/${kernel.wgsl.variant?.(attrs) ?? ''}`,
    size: true,
    uniforms: Object.keys(uniforms)
      .map((name) => `${name} : i32,`)
      .join(' '),
    getUserCode: () => `fn main(i : i32) { if (i < uniforms.size) { ${kernel.wgsl.body(attrs)} } }`,
  };
  const values = Object.values(uniforms).map((value) => ({ type: 'int32', data: [value] }));
  return backend.runWebGPUProgram(program as never, infos, kernel.dtype ?? infos[0].dtype, values);
}
