import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type LostPart, load, onLoss } from './load';

let lost: LostPart[];
beforeEach(() => {
  lost = [];
  onLoss((each) => lost.push(each));
});

// What Chromium, Firefox, WebKit and the bundler say.
const undelivered = [
  new TypeError('Failed to fetch dynamically imported module: http://localhost/assets/a.js'),
  new TypeError('error loading dynamically imported module: http://localhost/assets/a.js'),
  new TypeError('Importing a module script failed.'),
  new Error('Unable to preload CSS for /assets/a.css'),
];

test.each(undelivered)('a part that does not arrive is told in words: %s', async (error) => {
  await expect(load('the list of runs', () => Promise.reject(error))).rejects.toThrow(
    'The list of runs could not be loaded: the connection was lost or the site was updated.',
  );
  expect(lost.map(({ what, inPlace }) => [what, inPlace])).toEqual([['the list of runs', false]]);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test.each([
  ['is there', async () => new Response(''), true],
  ['is not there', async () => new Response('', { status: 404 }), false],
  ['does not answer', async () => Promise.reject(new TypeError('Failed to fetch')), false],
])('a part that was lost and %s by now', async (_, answer, isThere) => {
  const fetched = vi.fn(answer);
  vi.stubGlobal('fetch', fetched);
  await expect(load('the a', () => Promise.reject(undelivered[0]))).rejects.toMatchObject({ isThere });
  expect(fetched).toHaveBeenCalledWith('http://localhost/assets/a.js', { cache: 'no-store' });
});

test('a part that arrives and fails is not told as lost', async () => {
  const fault = new TypeError('undefined is not a function');
  await expect(load('the list of runs', () => Promise.reject(fault))).rejects.toBe(fault);
  expect(lost).toEqual([]);
});

test('a part that was lost is loaded by the next call', async () => {
  const get = vi.fn().mockRejectedValueOnce(undelivered[0]).mockResolvedValue('there');
  await expect(load('the list of runs', get)).rejects.toThrow();
  expect(await load('the list of runs', get)).toBe('there');
});
