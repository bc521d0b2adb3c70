import { expect, test } from 'vitest';
import { EngineLadder } from './engine-ladder';

const auto = { engine: 'auto', backend: 'auto' } as const;
const fused = { engine: 'fused', backend: 'webgpu' } as const;
const tfjs = { engine: 'tfjs', backend: 'webgpu' } as const;
const wasm = { engine: 'tfjs', backend: 'wasm' } as const;
const why = 'The graphics processor did not answer within 20 s.';

test('an engine that is silent twice gives way: fused kernels, TensorFlow.js on WebGPU, WebAssembly', () => {
  const ladder = new EngineLadder(auto);
  expect([ladder.wish, ladder.reason]).toEqual([auto, '']);
  expect(ladder.lost(fused, true, 1, why)).toBe('same');
  expect(ladder.wish).toEqual(auto);
  // It had got on in between.
  expect(ladder.lost(fused, true, 1, why)).toBe('next');
  expect(ladder.wish).toEqual({ engine: 'tfjs', backend: 'auto' });
  expect(ladder.reason).toBe('the graphics processor did not answer within 20 s');
  expect(ladder.lost(tfjs, true, 1, why)).toBe('same');
  expect(ladder.lost(tfjs, true, 1, why)).toBe('next');
  expect(ladder.wish.backend).toBe('wasm');
  expect(ladder.words).toBe('WebAssembly');
  expect(ladder.lost(wasm, false, 2, why)).toBe('none');
});

test('what is lost in words gives way where nothing new came in between', () => {
  const ladder = new EngineLadder(auto);
  for (let day = 0; day < 5; day++) expect(ladder.lost(fused, false, 1, why)).toBe('same');
  expect(ladder.lost(fused, false, 2, why)).toBe('next');
});

test('an engine that never got so far as to say what it is counts as the one that was asked for', () => {
  const ladder = new EngineLadder(auto);
  ladder.lost(undefined, true, 1, why);
  ladder.lost(undefined, true, 1, why);
  expect(ladder.wish).toEqual({ engine: 'tfjs', backend: 'auto' });
});

test('the next run asks for everything again, and one silence is enough then', () => {
  const ladder = new EngineLadder(auto);
  ladder.lost(fused, true, 1, why);
  ladder.lost(fused, true, 1, why);
  ladder.begin();
  expect([ladder.wish, ladder.reason]).toEqual([auto, '']);
  expect(ladder.lost(fused, true, 1, why)).toBe('next');
});

test('what the page was asked for is never left silently', () => {
  const gpu = new EngineLadder({ engine: 'auto', backend: 'webgpu' });
  gpu.lost(fused, true, 1, why);
  expect(gpu.lost(fused, true, 1, why)).toBe('next');
  expect(gpu.wish).toEqual({ engine: 'tfjs', backend: 'webgpu' });
  gpu.lost(tfjs, true, 1, why);
  expect(gpu.lost(tfjs, true, 1, why)).toBe('none');
  expect(gpu.wayOut).toBe(' Open the page without “backend=webgpu”.');

  const own = new EngineLadder({ engine: 'fused', backend: 'auto' });
  own.lost(fused, true, 1, why);
  expect(own.lost(fused, true, 1, why)).toBe('none');
  expect(own.wayOut).toBe(' Open the page without “engine=fused”.');

  const single = new EngineLadder({ engine: 'tfjs', backend: 'auto' });
  single.lost(tfjs, true, 1, why);
  expect(single.lost(tfjs, true, 1, why)).toBe('next');
  expect(single.wish.backend).toBe('wasm');
});
