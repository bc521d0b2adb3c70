/**
 * Starts one tfjs backend and says which. Owns the choice and our own WebGPU device; a backend that did not
 * start is an error in words, never silently another one.
 */
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { getBackend, ready, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { LostPart, load } from '../../../arrival/load';
import type { BackendName, EngineInfo } from '../../protocol';
import { NoAnswer, within } from '../../within';
import { EngineError } from '../engine';
import { GpuSource, infoOf, isSoftware } from './gpu-source';
import { wasmFault } from './wasm-fault';

export interface GpuWatcher {
  /** The device is gone for good; everything on it is lost. */
  onLost(message: string): void;
  /** The device refused a command; results may be wrong. */
  onError(message: string): void;
}

/** WebAssembly fetches and compiles its program, 140 KiB. */
const startSeconds = 120;

/**
 * Starts `wanted`; 'auto' is webgpu on a hardware adapter, else wasm. `wasmFolder` ends with a slash.
 * Throws EngineError when the backend cannot start.
 */
export async function startBackend(
  wanted: BackendName | 'auto',
  wasmFolder: string,
  watcher: GpuWatcher,
  gpu = new GpuSource(),
): Promise<EngineInfo> {
  if (wanted !== 'auto' && wanted !== 'webgpu') return startOther(wanted, wasmFolder, '', true);
  let reason: string;
  try {
    const adapter = await gpu.adapter();
    if (adapter && (wanted === 'webgpu' || !isSoftware(adapter)))
      return await startWebgpu(adapter, await gpu.device(adapter), watcher);
    reason = adapter ? 'the WebGPU adapter is a software one' : 'no WebGPU adapter';
  } catch (error) {
    if (error instanceof LostPart && wanted === 'webgpu') refuse(error);
    reason = reasonOf(error as Error);
  }
  if (wanted === 'auto') return startOther('wasm', wasmFolder, asNote(reason));
  const what = reason === 'no WebGPU adapter' ? 'This browser offers no WebGPU adapter' : reason;
  throw new EngineError(`${what.replace(/\.$/, '')}. Open the page without “backend=webgpu”.`);
}

function reasonOf(error: Error): string {
  if (error instanceof LostPart) return `${error.what} could not be loaded`;
  return error instanceof NoAnswer ? error.message : `WebGPU did not start: ${error.message}`;
}

/** A sentence as a note in brackets. */
const asNote = (sentence: string) =>
  /^The /.test(sentence) ? `the ${sentence.slice(4)}`.replace(/\.$/, '') : sentence;

async function startWebgpu(adapter: GPUAdapter, device: GPUDevice, watcher: GpuWatcher): Promise<EngineInfo> {
  const { WebGPUBackend } = await load('the WebGPU engine', () => import('@tensorflow/tfjs-backend-webgpu'));
  device.lost.then((info) => {
    if (info.reason !== 'destroyed') watcher.onLost(info.message || 'The graphics processor was lost.');
  });
  device.addEventListener('uncapturederror', (event) => watcher.onError(event.error.message));
  removeBackend('webgpu');
  const info = infoOf(adapter);
  registerBackend('webgpu', () => new WebGPUBackend(device, info as GPUAdapterInfo), 3);
  await use('webgpu');
  const { vendor, architecture, device: model, description } = info;
  return {
    engine: 'tfjs',
    backend: 'webgpu',
    adapter: description || [vendor, architecture, model].filter(Boolean).join(' '),
    software: isSoftware(adapter),
    reason: '',
  };
}

/** A program that did not arrive is one that did not start: only a new worker asks for it again. */
const refuse = (error: Error): never => {
  throw error instanceof LostPart ? new EngineError(error.message) : error;
};

async function startOther(
  name: 'wasm' | 'webgl' | 'cpu',
  wasmFolder: string,
  reason: string,
  forced = false,
): Promise<EngineInfo> {
  if (name === 'wasm') {
    const program = load('the WebAssembly engine', () => import('@tensorflow/tfjs-backend-wasm'));
    const { setWasmPaths } = await program.catch(refuse);
    setWasmPaths(wasmFolder);
  } else if (name === 'webgl') {
    await load('the WebGL engine', () => import('@tensorflow/tfjs-backend-webgl')).catch(refuse);
  } else {
    await load('the plain engine', () => import('@tensorflow/tfjs-backend-cpu')).catch(refuse);
  }
  const fault = () => (name === 'wasm' ? wasmFault(wasmFolder) : undefined);
  await use(name, forced, fault);
  return { engine: 'tfjs', backend: name, adapter: '', software: false, reason };
}

/**
 * setBackend reports failure by returning false, and a later `ready` would pick another backend. `fault` knows what
 * else than the browser can be to blame.
 */
async function use(
  name: BackendName,
  forced = false,
  fault: () => Promise<string | undefined> | undefined = () => undefined,
): Promise<void> {
  const asked = setBackend(name).then((started) => started && ready().then(() => true));
  const started = await within(startSeconds, asked, `The ${name} backend`).catch((error) => {
    if (error instanceof NoAnswer) throw new EngineError(error.message);
    return false;
  });
  if (started && getBackend() === name) return;
  const known = await fault();
  if (known) throw new EngineError(`The ${name} backend did not start. ${known}`);
  const way = forced ? ` Open the page without “backend=${name}”.` : '';
  throw new EngineError(`The ${name} backend did not start in this browser.${way}`);
}
