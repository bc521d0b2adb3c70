/**
 * Starts one tfjs backend and says which. Owns the choice and our own WebGPU device; a backend that did not
 * start is an error in words, never silently another one.
 */
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { getBackend, ready, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import type { BackendName, EngineInfo } from '../../protocol';
import { EngineError } from '../engine';

export interface GpuWatcher {
  /** The device is gone for good; everything on it is lost. */
  onLost(message: string): void;
  /** The device refused a command; results may be wrong. */
  onError(message: string): void;
}

/**
 * Starts `wanted`; 'auto' is webgpu on a hardware adapter, else wasm. `wasmFolder` ends with a slash.
 * Throws EngineError when the backend cannot start.
 */
export async function startBackend(
  wanted: BackendName | 'auto',
  wasmFolder: string,
  watcher: GpuWatcher,
): Promise<EngineInfo> {
  if (wanted === 'wasm' || wanted === 'webgl' || wanted === 'cpu') {
    return startOther(wanted, wasmFolder, '', true);
  }
  const forced = wanted === 'webgpu';
  const way = forced ? ' Open the page without “backend=webgpu”.' : '';
  let reason: string;
  try {
    const adapter = await requestAdapter();
    if (!adapter) reason = forced ? 'This browser offers no WebGPU adapter.' : 'no WebGPU adapter';
    else if (!forced && isSoftware(infoOf(adapter))) reason = 'the WebGPU adapter is a software one';
    else return await startWebgpu(adapter, watcher);
  } catch (error) {
    reason = `WebGPU did not start: ${(error as Error).message}`;
  }
  if (forced) throw new EngineError(`${reason}${way}`);
  return startOther('wasm', wasmFolder, reason);
}

/** Older browsers ask for the description of an adapter in another way, and have no such property. */
function infoOf({ info }: GPUAdapter): Partial<GPUAdapterInfo> {
  return (info as GPUAdapterInfo | undefined) ?? {};
}

async function requestAdapter(): Promise<GPUAdapter | null> {
  const gpu = (globalThis.navigator as Navigator | undefined)?.gpu;
  return gpu ? gpu.requestAdapter({ powerPreference: 'high-performance' }) : null;
}

function isSoftware({ isFallbackAdapter, architecture, description }: Partial<GPUAdapterInfo>): boolean {
  return isFallbackAdapter === true || /swiftshader|llvmpipe|warp/i.test(`${architecture} ${description}`);
}

async function startWebgpu(adapter: GPUAdapter, watcher: GpuWatcher): Promise<EngineInfo> {
  const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
  const device = await requestDevice(adapter);
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
    software: isSoftware(info),
    reason: '',
  };
}

/** A device with every limit that training needs raised to what the adapter can do. */
function requestDevice(adapter: GPUAdapter): Promise<GPUDevice> {
  const { limits, features } = adapter;
  const raised = [
    'maxStorageBuffersPerShaderStage',
    'maxComputeWorkgroupStorageSize',
    'maxComputeWorkgroupsPerDimension',
    'maxComputeWorkgroupSizeX',
    'maxComputeInvocationsPerWorkgroup',
    'maxBufferSize',
    'maxStorageBufferBindingSize',
  ] as const;
  return adapter.requestDevice({
    requiredFeatures: (['timestamp-query'] as const).filter((name) => features.has(name)),
    requiredLimits: Object.fromEntries(raised.map((name) => [name, limits[name]])),
  });
}

async function startOther(
  name: 'wasm' | 'webgl' | 'cpu',
  wasmFolder: string,
  reason: string,
  forced = false,
): Promise<EngineInfo> {
  if (name === 'wasm') {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    setWasmPaths(wasmFolder);
  } else if (name === 'webgl') {
    await import('@tensorflow/tfjs-backend-webgl');
  } else {
    await import('@tensorflow/tfjs-backend-cpu');
  }
  await use(name, forced).catch(async (error: EngineError) => {
    const why = name === 'wasm' ? await wasmFault(wasmFolder) : '';
    throw why ? new EngineError(why) : error;
  });
  return { engine: 'tfjs', backend: name, adapter: '', software: false, reason };
}

/** What is wrong with the programs of the wasm backend, where it is their fault; else ''. */
async function wasmFault(folder: string): Promise<string> {
  if (!/^https?:/.test(folder)) return '';
  for (const kind of ['-threaded-simd', '-simd', '']) {
    const url = `${folder}tfjs-backend-wasm${kind}.wasm`;
    const response = await fetch(url).catch(() => undefined);
    if (!response) return `The wasm backend did not start: ${url} could not be reached.`;
    if (!response.ok) return `The wasm backend did not start: ${url} answered ${response.status}.`;
    const program = await response.arrayBuffer().catch(() => new ArrayBuffer(0));
    // "\0asm": a WebAssembly program that the browser can at least read.
    if (!WebAssembly.validate(program)) return `The wasm backend did not start: ${url} is damaged.`;
  }
  return '';
}

/** setBackend reports failure by returning false, and a later `ready` would pick another backend. */
async function use(name: BackendName, forced = false): Promise<void> {
  const started = await setBackend(name).catch(() => false);
  if (started) await ready();
  if (!started || getBackend() !== name) {
    const way = forced ? ` Open the page without “backend=${name}”.` : '';
    throw new EngineError(`The ${name} backend did not start in this browser.${way}`);
  }
}
