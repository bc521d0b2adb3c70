import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultConfig } from '../../config';
import { manifest } from './manifest';

const blob = new Uint8Array(await readFile('public/data/fashion-mnist.pack'));

/** A fresh module each time: a decoded data set stays in memory. */
async function load(respond: () => Response | Promise<Response>) {
  vi.stubGlobal('fetch', async () => respond());
  const source = await import('./load');
  const seen: number[] = [];
  const result = await source.load(defaultConfig, {
    baseUrl: 'http://site/',
    onProgress: (x) => seen.push(x),
  });
  return { ...result, seen };
}

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllGlobals());

test('the shipped file holds the images and labels it says', async () => {
  const { train, test: held, seen } = await load(() => new Response(blob));
  expect(train.inputs).toHaveLength(manifest.train * 784);
  expect(held.inputs).toHaveLength(manifest.test * 784);
  for (let c = 0; c < 10; c++) {
    expect(train.labels.filter((label) => label === c)).toHaveLength(500);
    expect(held.labels.filter((label) => label === c)).toHaveLength(100);
  }
  const mean = train.inputs.reduce((sum, x) => sum + x, 0) / train.inputs.length;
  const square = train.inputs.reduce((sum, x) => sum + x * x, 0) / train.inputs.length;
  expect(Math.abs(mean)).toBeLessThan(0.02);
  expect(Math.abs(square - 1)).toBeLessThan(0.03);
  expect(seen.at(-1)).toBe(1);
});

const flipped = blob.slice();
flipped[1_000_000] ^= 1;

test.each([
  ['missing', () => new Response('', { status: 404 }), /answered 404/],
  [
    'a page',
    () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
    /a page in place of/,
  ],
  ['truncated', () => new Response(blob.slice(0, 1000)), /1000 of 2627076 bytes/],
  ['too long', () => new Response(new Blob([blob, 'x'])), /more than 2627076/],
  ['corrupt', () => new Response(flipped), /checksum/],
  ['offline', () => Promise.reject(new TypeError('fetch failed')), /no connection/],
])('%s: says so, and the next try starts anew', async (_name, respond, message) => {
  await expect(load(respond)).rejects.toThrow(message);
  const source = await import('./load');
  vi.stubGlobal('fetch', async () => new Response(blob));
  await expect(
    source.load(defaultConfig, { baseUrl: 'http://site/', onProgress: () => {} }),
  ).resolves.toMatchObject({ classes: 10 });
});

test('a connection that falls silent: said with what had come, and the request is ended', async () => {
  vi.useFakeTimers();
  let ended = false;
  const stalled = new ReadableStream({
    start: (pieces) => pieces.enqueue(blob.slice(0, 5000)),
    pull: () => new Promise(() => {}),
  });
  vi.stubGlobal('fetch', async (_: string, { signal }: RequestInit) => {
    signal?.addEventListener('abort', () => {
      ended = true;
    });
    return new Response(stalled);
  });
  const source = await import('./load');
  const loading = source.load(defaultConfig, { baseUrl: 'http://site/', onProgress: () => {} });
  const failed = expect(loading).rejects.toThrow(
    'Fashion-MNIST is truncated: 5000 of 2627076 bytes arrived. The site did not answer within 30 s.',
  );
  await vi.advanceTimersByTimeAsync(31_000);
  await failed;
  expect(ended).toBe(true);
  vi.useRealTimers();
});
