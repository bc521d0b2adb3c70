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
  const adapter = await requestAdapter();
  if (wanted === 'webgpu') {
    if (!adapter)
      throw new EngineError('This browser offers no WebGPU adapter. Open the page without “backend=webgpu”.');
    return startWebgpu(adapter, watcher).catch((error: Error) => {
      throw new EngineError(`WebGPU did not start: ${error.message} Open the page without “backend=webgpu”.`);
    });
  }
  if (!adapter) return startOther('wasm', wasmFolder, 'no WebGPU adapter');
  if (isSoftware(adapter.info)) return startOther('wasm', wasmFolder, 'the WebGPU adapter is a software one');
  try {
    return await startWebgpu(adapter, watcher);
  } catch (error) {
    return startOther('wasm', wasmFolder, `WebGPU did not start: ${(error as Error).message}`);
  }
}

async function requestAdapter(): Promise<GPUAdapter | null> {
  const gpu = (globalThis.navigator as Navigator | undefined)?.gpu;
  return gpu ? gpu.requestAdapter({ powerPreference: 'high-performance' }) : null;
}

function isSoftware(info: GPUAdapterInfo): boolean {
  return (
    info.isFallbackAdapter || /swiftshader|llvmpipe|warp/i.test(`${info.architecture} ${info.description}`)
  );
}

async function startWebgpu(adapter: GPUAdapter, watcher: GpuWatcher): Promise<EngineInfo> {
  const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
  const device = await requestDevice(adapter);
  device.lost.then((info) => {
    if (info.reason !== 'destroyed') watcher.onLost(info.message || 'The graphics processor was lost.');
  });
  device.addEventListener('uncapturederror', (event) => watcher.onError(event.error.message));
  removeBackend('webgpu');
  registerBackend('webgpu', () => new WebGPUBackend(device, adapter.info), 3);
  await use('webgpu');
  const { vendor, architecture, device: model, description } = adapter.info;
  return {
    engine: 'tfjs',
    backend: 'webgpu',
    adapter: description || [vendor, architecture, model].filter(Boolean).join(' '),
    software: isSoftware(adapter.info),
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
  await use(name, forced);
  return { engine: 'tfjs', backend: name, adapter: '', software: false, reason };
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
