/** The worker's own program, with a browser around it whose graphics processor stays silent; limits are stepped by hand. */
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { defaultConfig, type RunConfig } from './config';
import { provideWebgpu } from './engines/tfjs/testing/start';
import { defaultProbes } from './probes/settings';
import type { Command, EngineWish, TrainingEvent } from './protocol';

const small: RunConfig = {
  ...defaultConfig,
  dataset: 'moons',
  trainSize: 60,
  batchSize: 20,
  width: 4,
  hiddenLayers: 1,
  epochs: 1000,
  switchEpoch: 500,
};
const never = () => new Promise<never>(() => {});

let site: string;
let gpu: GPU;
let scope: { onmessage(message: { data: Command }): void };
let events: TrainingEvent[];

beforeAll(async () => {
  await provideWebgpu();
  gpu = navigator.gpu;
  site = mkdtempSync(join(tmpdir(), 'two-regimes-worker-'));
  const wasm = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
  symlinkSync(join(dirname(wasm), 'dist'), join(site, 'wasm'));
  const postMessage = (event: TrainingEvent) => {
    events.push(event);
    // As a page does: rows wait for those before.
    if (event.kind === 'metrics') setTimeout(say, 0, { kind: 'ack', sequence: event.sequence });
  };
  vi.stubGlobal('self', { postMessage });
  await import('./worker');
  scope = self as never;
});
afterAll(() => rmSync(site, { recursive: true }));
// Programs are compiled for a processor that plays a graphics one: that takes as long as it takes.
vi.setConfig({ testTimeout: 120_000 });
beforeEach(() => {
  events = [];
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(async () => {
  vi.restoreAllMocks();
  say({ kind: 'pause' });
  await turns(20);
  vi.useRealTimers();
});

const say = (command: Command) => scope.onmessage({ data: command });
const load = (run: number, wish: EngineWish, resumeAt = 0, checkpoints: unknown[] = []) =>
  say({
    kind: 'load',
    run,
    config: small,
    wish,
    baseUrl: `${pathToFileURL(site).href}/`,
    probes: defaultProbes,
    resumeAt,
    checkpoints: checkpoints as never,
  });

async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setTimeout(resolve));
}

/** The first event of a kind that fits. */
async function heard<K extends TrainingEvent['kind']>(
  kind: K,
  fits: (event: Extract<TrainingEvent, { kind: K }>) => boolean = () => true,
): Promise<Extract<TrainingEvent, { kind: K }>> {
  for (let tries = 0; tries < 20_000; tries++) {
    const found = events.find((each) => each.kind === kind && fits(each as never));
    if (found) return found as never;
    await turns(5);
  }
  throw new Error(`No ${kind} was heard: ${JSON.stringify(events.map((each) => each.kind))}`);
}
/** From now on no readback comes; resolves once one is awaited. */
async function hang(): Promise<void> {
  const spy = vi.spyOn(GPUBuffer.prototype, 'mapAsync').mockImplementation(never);
  while (spy.mock.calls.length === 0) await turns(1);
}

test('an adapter that comes too late is not taken under a run, and is for the next one', async () => {
  let arrive: (() => void) | undefined;
  const requestAdapter = () =>
    new Promise<GPUAdapter>((resolve) => {
      arrive = () => gpu.requestAdapter().then((adapter) => resolve(asHardware(adapter as GPUAdapter)));
    });
  vi.stubGlobal('navigator', { gpu: { requestAdapter }, userAgent: 'node' });
  load(1, { engine: 'auto', backend: 'auto' });
  while (!arrive) await turns(1);
  await vi.advanceTimersByTimeAsync(20_000);
  const first = await heard('loaded', ({ run }) => run === 1);
  expect(first.engine).toMatchObject({
    backend: 'wasm',
    reason: 'the graphics adapter did not answer within 20 s',
  });
  arrive();
  const { checkpoint } = await (async () => {
    say({ kind: 'step' });
    return heard('checkpoint');
  })();
  // The same run, recovered.
  load(2, { engine: 'auto', backend: 'auto' }, 1, [checkpoint]);
  expect((await heard('loaded', ({ run }) => run === 2)).engine.backend).toBe('wasm');
  load(3, { engine: 'tfjs', backend: 'auto' });
  expect((await heard('loaded', ({ run }) => run === 3)).engine).toMatchObject({
    backend: 'webgpu',
    reason: '',
  });
});

test('a readback that never comes: pings are answered, and the run ends as silent within a limit', async () => {
  vi.stubGlobal('navigator', { gpu, userAgent: 'node' });
  load(1, { engine: 'tfjs', backend: 'webgpu' });
  await heard('state', ({ state }) => state === 'ready');
  say({ kind: 'train' });
  await heard('metrics', ({ steps }) => steps.step.length > 0);
  await hang();
  events = [];
  say({ kind: 'pause' });
  say({ kind: 'ping' });
  await heard('pong');
  await vi.advanceTimersByTimeAsync(19_000);
  expect(events.filter(({ kind }) => kind === 'failed')).toEqual([]);
  // On a slow machine as much longer as its work took.
  await vi.advanceTimersByTimeAsync(600_000);
  const failed = await heard('failed');
  expect(failed).toMatchObject({ run: 1, reason: 'silent' });
  expect(failed.message).toMatch(/^The graphics processor did not answer within \d+ s\.$/);
});

test('a device that stays silent while a run is loaded is told too', async () => {
  vi.stubGlobal('navigator', { gpu, userAgent: 'node' });
  load(1, { engine: 'fused', backend: 'webgpu' });
  await hang();
  await vi.advanceTimersByTimeAsync(180_000);
  expect(await heard('failed')).toMatchObject({ run: 1, reason: 'silent' });
});

test('every command is carried out, each after those before it', async () => {
  const wasm = { engine: 'tfjs', backend: 'wasm' } as const;
  load(1, wasm);
  expect((await heard('loaded')).engine.backend).toBe('wasm');
  say({ kind: 'probes', probes: { ...defaultProbes, kappaEvery: 1 } });
  say({ kind: 'step' });
  say({ kind: 'reconfigure', config: { ...small, learningRate: 0.125 } });
  say({ kind: 'step' });
  const stepped = (step: number) =>
    heard('metrics', ({ steps }) => steps.step.includes(step)).then(({ steps }) => steps);
  const second = await stepped(2);
  expect(second.learningRate[second.step.indexOf(2)]).toBe(0.125);
  // By default only every fourth step is measured.
  expect(second.lossChange[second.step.indexOf(2)]).not.toBeNaN();
  // Steps that are taken one by one are shown too.
  events = [];
  say({ kind: 'inspect', step: 1 });
  expect((await heard('step-view')).view.step).toBe(1);
  say({ kind: 'valleys', steps: 2 });
  expect((await heard('valleys')).valleys).toHaveLength(2);
  say({ kind: 'regions', step: 'latest', grid: { size: 4, low: -1, high: 1 } });
  expect((await heard('regions')).regions).toMatchObject({ step: 2 });
  say({ kind: 'train' });
  await heard('state', ({ state }) => state === 'training');
  await stepped(8);
  events = [];
  say({ kind: 'pause' });
  await heard('state', ({ state }) => state === 'paused');
});

/** The only adapter of a machine without a graphics processor says that it is one. */
function asHardware(adapter: GPUAdapter): GPUAdapter {
  const { limits, features } = adapter;
  const requestDevice = (wanted: GPUDeviceDescriptor) => adapter.requestDevice(wanted);
  return { limits, features, info: {}, requestDevice } as unknown as GPUAdapter;
}
