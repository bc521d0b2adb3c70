import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { EngineError } from '../engine';
import { startBackend } from './backend';
import { GpuSource } from './gpu-source';
import { provideWebgpu } from './testing/start';

const watcher = { onLost: () => {}, onError: () => {} };
const wasm = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
const start = (wanted: 'auto' | 'webgpu', source?: GpuSource) =>
  startBackend(wanted, `${dirname(wasm)}/dist/`, watcher, source);

/** The browser's `navigator.gpu` answers like this. */
const withAdapter = (requestAdapter: () => Promise<unknown>) =>
  vi.stubGlobal('navigator', { gpu: { requestAdapter }, userAgent: 'node' });
const never = () => new Promise<never>(() => {});

/** Steps the clock of the limits by hand; whatever else goes on takes its own time. */
async function within<T>(seconds: number, starting: Promise<T>): Promise<PromiseSettledResult<T>> {
  const settled = Promise.allSettled([starting]);
  await vi.advanceTimersByTimeAsync(1000 * seconds);
  return (await settled)[0];
}
const stepByHand = () =>
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'performance'] });

let gpu: GPU;
let adapter: GPUAdapter;
/** A device of a new adapter: each gives one. */
const requestDevice = async (wanted: GPUDeviceDescriptor) =>
  ((await gpu.requestAdapter()) as GPUAdapter).requestDevice(wanted);
beforeAll(async () => {
  await provideWebgpu();
  gpu = navigator.gpu;
  adapter = (await navigator.gpu.requestAdapter()) as GPUAdapter;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

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

test('an adapter that never comes: wasm after 20 s, and the status says why; in words where it was asked for', async () => {
  stepByHand();
  withAdapter(never);
  expect(await within(20, start('auto'))).toMatchObject({
    value: { backend: 'wasm', reason: 'the graphics adapter did not answer within 20 s' },
  });
  expect(await within(20, start('webgpu'))).toMatchObject({
    reason: new EngineError(
      'The graphics adapter did not answer within 20 s. Open the page without “backend=webgpu”.',
    ),
  });
});

test('a device that never comes: the same', async () => {
  stepByHand();
  const { limits, features } = adapter;
  withAdapter(async () => ({ limits, features, info: {}, requestDevice: never }));
  expect(await within(20, start('auto'))).toMatchObject({
    value: { backend: 'wasm', reason: 'the graphics device did not answer within 20 s' },
  });
  expect(await within(20, start('webgpu'))).toMatchObject({ status: 'rejected' });
});

test('an adapter that is null at first is asked for again before wasm is taken', async () => {
  stepByHand();
  const { limits, features } = adapter;
  let asked = 0;
  withAdapter(async () => (++asked < 3 ? null : { limits, features, info: {}, requestDevice }));
  expect(await within(1, start('auto'))).toMatchObject({ value: { backend: 'webgpu' } });
  expect(asked).toBe(3);
  asked = Number.NEGATIVE_INFINITY;
  expect(await within(2, start('auto'))).toMatchObject({
    value: { backend: 'wasm', reason: 'no WebGPU adapter' },
  });
});

test('a browser without WebGPU is not asked twice', async () => {
  stepByHand();
  vi.stubGlobal('navigator', { userAgent: 'node' });
  expect(await within(0, start('auto'))).toMatchObject({ value: { backend: 'wasm' } });
});

test('an adapter or device that comes too late is used the next time, without asking again', async () => {
  stepByHand();
  const { limits, features } = adapter;
  for (const late of ['adapter', 'device']) {
    const source = new GpuSource();
    let [adapters, devices] = [0, 0];
    let arrive = () => {};
    const asked = (wanted: GPUDeviceDescriptor) => {
      devices++;
      const made = requestDevice(wanted);
      if (late === 'adapter') return made;
      return new Promise((resolve) => {
        arrive = () => resolve(made);
      });
    };
    const offered = { limits, features, info: {}, requestDevice: asked };
    withAdapter(async () => {
      adapters++;
      if (late === 'device') return offered;
      return new Promise((resolve) => {
        arrive = () => resolve(offered);
      });
    });
    expect(await within(20, start('auto', source))).toMatchObject({ value: { backend: 'wasm' } });
    // Still to come: it is not waited for as long again.
    expect(await within(1, start('auto', source))).toMatchObject({
      value: { backend: 'wasm', reason: `the graphics ${late} has not answered yet` },
    });
    arrive();
    expect(await within(0, start('auto', source))).toMatchObject({ value: { backend: 'webgpu' } });
    expect(late === 'adapter' ? adapters : devices).toBe(1);
  }
});
