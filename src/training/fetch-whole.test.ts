import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fetchWhole } from './fetch-whole';
import { NoAnswer } from './within';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A body of so many pieces of three bytes, each `ms` after the one before; it never ends where `pieces` is endless. */
function slowly(ms: number, pieces: number): ReadableStream {
  let sent = 0;
  return new ReadableStream({
    pull: async (controller) => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      controller.enqueue(new TextEncoder().encode('abc'));
      if (++sent === pieces) controller.close();
    },
  });
}

test('gives the whole answer, and says how far it is', async () => {
  vi.stubGlobal('fetch', async () => new Response(slowly(10, 3), { status: 203, headers: { 'x-a': 'b' } }));
  const seen: number[] = [];
  const fetching = fetchWhole('http://site/file', (bytes) => seen.push(bytes));
  await vi.advanceTimersByTimeAsync(100);
  const answer = await fetching;
  expect([answer.status, answer.headers.get('x-a'), await answer.text()]).toEqual([203, 'b', 'abcabcabc']);
  expect(seen).toEqual([3, 6, 9]);
});

test('a slow connection may take an hour, as long as something comes', async () => {
  vi.stubGlobal('fetch', async () => new Response(slowly(28_000, 130)));
  const fetching = fetchWhole('http://site/file');
  await vi.advanceTimersByTimeAsync(3_700_000);
  expect(await (await fetching).text()).toHaveLength(390);
});

test.each([
  ['never answers', () => new Promise<Response>(() => {})],
  ['answers and falls silent', async () => new Response(slowly(1e9, 2))],
])('a site that %s: an error in words, and the request is ended', async (_, fetched) => {
  let signal: AbortSignal | undefined;
  vi.stubGlobal('fetch', (_address: string, init: RequestInit) => {
    signal = init.signal ?? undefined;
    return fetched();
  });
  const failed = expect(fetchWhole('http://site/file')).rejects.toThrow(
    new NoAnswer('The site did not answer within 30 s.'),
  );
  await vi.advanceTimersByTimeAsync(30_000);
  await failed;
  expect(signal?.aborted).toBe(true);
});

test('a listener that has had enough ends it', async () => {
  vi.stubGlobal('fetch', async () => new Response(slowly(10, 1000)));
  const failed = expect(
    fetchWhole('http://site/file', (bytes) => {
      if (bytes > 6) throw new Error('too much');
    }),
  ).rejects.toThrow('too much');
  await vi.advanceTimersByTimeAsync(100);
  await failed;
});
