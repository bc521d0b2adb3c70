/** Starts a real tfjs backend in Node: wasm from its package, webgpu through Dawn on Chromium's SwiftShader. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import type { BackendName } from '../../../protocol';
import { startBackend } from '../backend';
import { TfjsEngine } from '../tfjs-engine';

export const testedBackends = ['cpu', 'wasm', 'webgpu'] as const;

/** Messages of devices that refused a command or were lost; empty in a good run. */
export const gpuErrors: string[] = [];

export async function startForTest(name: Exclude<BackendName, 'webgl'>): Promise<TfjsEngine> {
  if (name === 'webgpu') await provideWebgpu();
  const wasm = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
  const note = (message: string) => gpuErrors.push(message);
  return new TfjsEngine(await startBackend(name, `${dirname(wasm)}/dist/`, { onLost: note, onError: note }));
}

/** In a `describe`: an engine for its tests, gone after them. No command may have been refused meanwhile. */
export function startAround(
  name: Exclude<BackendName, 'webgl'>,
  use: (engine: TfjsEngine) => void = () => {},
): void {
  let engine: TfjsEngine;
  beforeAll(async () => {
    engine = await startForTest(name);
    use(engine);
  });
  afterAll(() => {
    engine.dispose();
    expect(gpuErrors).toEqual([]);
  });
}

export async function provideWebgpu(): Promise<void> {
  if (globalThis.navigator?.gpu) return;
  const { create, globals } = await import('webgpu');
  Object.assign(globalThis, globals);
  const gpu = create([]);
  Object.defineProperty(globalThis, 'navigator', { value: { gpu, userAgent: 'node' }, configurable: true });
}
