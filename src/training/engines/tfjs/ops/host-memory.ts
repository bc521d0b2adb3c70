/** Typed views of tensors that live in the worker's own memory: the wasm heap or the cpu backend's arrays. */
import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';

type Numbers = Float32Array | Int32Array | Uint8Array;

/** The members of the wasm and cpu backends used here; tfjs is pinned, so they stay. */
interface WasmMemory {
  makeOutput(shape: number[], dtype: DataType): TensorInfo;
  typedArrayFromHeap(info: TensorInfo): Numbers;
  dataIdMap: { get(id: object): { id: number; memoryOffset: number } };
  dataIdNextNumber: number;
  wasm: {
    tfjs: { registerTensor(id: number, size: number, offset: number): void; disposeData(id: number): void };
  };
}
interface CpuMemory {
  makeTensorInfo(shape: number[], dtype: DataType, values: Numbers): TensorInfo;
  data: { get(id: object): { values: Numbers } };
}

function isWasm(backend: unknown): backend is WasmMemory {
  return typeof (backend as WasmMemory).typedArrayFromHeap === 'function';
}

/** Room for a result. On wasm this may move the heap: take views of the inputs afterwards. */
export function hostOutput(backend: unknown, shape: number[], dtype: DataType): TensorInfo {
  if (isWasm(backend)) return backend.makeOutput(shape, dtype);
  const size = shape.reduce((product, n) => product * n, 1);
  const values = dtype === 'int32' ? new Int32Array(size) : new Float32Array(size);
  return (backend as CpuMemory).makeTensorInfo(shape, dtype, values);
}

/** The numbers of a tensor, not a copy. */
export function hostArray(backend: unknown, info: TensorInfo): Numbers {
  return isWasm(backend)
    ? backend.typedArrayFromHeap(info)
    : (backend as CpuMemory).data.get(info.dataId).values;
}

/**
 * Must follow every change of a tensor in place: the wasm backend keeps packed copies of the matrices it has
 * multiplied with, under the tensor's number, so a changed tensor gets a new number over the same memory.
 */
export function changedInPlace(backend: unknown, { dataId, shape }: TensorInfo): void {
  if (!isWasm(backend)) return;
  const held = backend.dataIdMap.get(dataId);
  backend.wasm.tfjs.disposeData(held.id);
  held.id = backend.dataIdNextNumber++;
  const size = shape.reduce((product, n) => product * n, 1);
  backend.wasm.tfjs.registerTensor(held.id, size, held.memoryOffset);
}
