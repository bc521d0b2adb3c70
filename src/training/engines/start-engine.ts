/** Starts the engine that a page asks for, or the one that suits the machine. */
import type { EngineWish } from '../protocol';
import { storedCalibration } from './calibration';
import { type Engine, EngineError } from './engine';
import { FusedEngine } from './fused/fused-engine';
import { type GpuWatcher, startBackend } from './tfjs/backend';
import { GpuSource } from './tfjs/gpu-source';
import { TfjsEngine } from './tfjs/tfjs-engine';

/** `wasmFolder` ends with a slash. Throws EngineError, in words, when it cannot be had. */
export async function startEngine(
  { engine, backend }: EngineWish,
  wasmFolder: string,
  watcher: GpuWatcher,
  gpu = new GpuSource(),
): Promise<Engine> {
  const fused = engine === 'fused';
  if (fused && backend !== 'auto' && backend !== 'webgpu') {
    throw new EngineError(`The fused kernels need WebGPU. Open the page without “backend=${backend}”.`);
  }
  // Asked for, they run on a software adapter too.
  const started = startBackend(fused ? 'webgpu' : backend, wasmFolder, watcher, gpu);
  const info = await started.catch((error: Error) => {
    throw fused ? new EngineError(error.message.replace('backend=webgpu', 'engine=fused')) : error;
  });
  const tfjs = new TfjsEngine(info);
  if (tfjs.info.backend !== 'webgpu' || engine === 'tfjs') return tfjs;
  return new FusedEngine(tfjs, fused ? undefined : storedCalibration());
}
