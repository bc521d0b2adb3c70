/** Records a dispatch of our own into the command encoder tfjs is filling, so that order is kept. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { env, type TensorInfo } from '@tensorflow/tfjs-core';

/** Members of the backend that its type declarations hide; tfjs is pinned, so they stay. */
interface Recorder {
  computePassEncoder: GPUComputePassEncoder | null;
  commandEncoder: GPUCommandEncoder | null;
  dispatchCountInPass: number;
  commandQueueOwnedIds: WeakSet<object>;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
}

/** The buffer behind a tensor, uploaded if need be, and kept until the recorded work is submitted. */
export function gpuBufferOf(backend: WebGPUBackend, info: TensorInfo): GPUBuffer {
  backend.uploadToGPU(info.dataId);
  (backend as unknown as Recorder).commandQueueOwnedIds.add(info.dataId);
  return backend.tensorMap.get(info.dataId).resource as GPUBuffer;
}

/** One dispatch with group 0 bound to `resources` in order; the last one has a dynamic offset. */
export function dispatch(
  backend: WebGPUBackend,
  pipeline: GPUComputePipeline,
  resources: GPUBufferBinding[],
  dynamicOffset: number,
  workgroups: number,
): void {
  const recorder = backend as unknown as Recorder;
  recorder.ensureCommandEncoderReady();
  recorder.computePassEncoder ??= (recorder.commandEncoder as GPUCommandEncoder).beginComputePass();
  const pass = recorder.computePassEncoder;
  const bindGroup = backend.device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: resources.map((resource, binding) => ({ binding, resource })),
  });
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, bindGroup, [dynamicOffset]);
  pass.dispatchWorkgroups(workgroups);
  recorder.dispatchCountInPass++;
  if (env().getNumber('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE') <= recorder.dispatchCountInPass) {
    submitRecorded(backend);
  }
}

/** Hands everything recorded so far to the device, before commands of another encoder. */
export function submitRecorded(backend: WebGPUBackend): void {
  const recorder = backend as unknown as Recorder;
  if (!recorder.commandEncoder) return;
  recorder.endComputePassEncoder();
  recorder.submitQueue();
}
