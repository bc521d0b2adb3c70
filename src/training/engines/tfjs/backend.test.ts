import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startBackend } from './backend';
import { provideWebgpu } from './testing/start';

const watcher = { onLost: () => {}, onError: () => {} };
const wasm = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
const start = (wanted: 'auto' | 'webgpu') => startBackend(wanted, `${dirname(wasm)}/dist/`, watcher);

/** The browser's `navigator.gpu` answers like this. */
const withAdapter = (requestAdapter: () => Promise<unknown>) =>
  vi.stubGlobal('navigator', { gpu: { requestAdapter }, userAgent: 'node' });

let adapter: GPUAdapter;
beforeAll(async () => {
  await provideWebgpu();
  adapter = (await navigator.gpu.requestAdapter()) as GPUAdapter;
});
afterEach(() => void vi.unstubAllGlobals());

test('an adapter request that is refused: wasm where the choice is free, words where it is not', async () => {
  withAdapter(() => Promise.reject(new Error('blocked by policy')));
  expect(await start('auto')).toMatchObject({
    backend: 'wasm',
    reason: 'WebGPU did not start: blocked by policy',
  });
  await expect(start('webgpu')).rejects.toThrow(
    'WebGPU did not start: blocked by policy. Open the page without “backend=webgpu”.',
  );
});

test('a device that is refused: the same', async () => {
  const { limits, features } = adapter;
  const requestDevice = () => Promise.reject(new Error('no device'));
  withAdapter(async () => ({ limits, features, info: { description: 'some card' }, requestDevice }));
  expect(await start('auto')).toMatchObject({ backend: 'wasm', reason: 'WebGPU did not start: no device' });
  await expect(start('webgpu')).rejects.toThrow('WebGPU did not start: no device');
});

test('an adapter that does not say what it is trains', async () => {
  const { limits, features } = adapter;
  const requestDevice = (wanted: GPUDeviceDescriptor) => adapter.requestDevice(wanted);
  withAdapter(async () => ({ limits, features, info: undefined, requestDevice }));
  expect(await start('auto')).toMatchObject({ backend: 'webgpu', adapter: '', software: false });
});

test('a software adapter is not chosen by itself', async () => {
  const { limits, features } = adapter;
  withAdapter(async () => ({ limits, features, info: { architecture: 'swiftshader' } }));
  expect(await start('auto')).toMatchObject({
    backend: 'wasm',
    reason: 'the WebGPU adapter is a software one',
  });
});
