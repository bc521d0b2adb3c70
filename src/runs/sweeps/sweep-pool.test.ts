import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultConfig } from '../../training/config';
import type { SweepJob } from '../../training/sweep/sweep';
import { SweepPool } from './sweep-pool';
import { StubWorker } from './testing/stub-worker';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const jobs = (count: number) =>
  Array.from({ length: count }, (_, x): SweepJob => ({ x, y: 0, seed: 1, config: defaultConfig }));

function started(count: number, cores = 4) {
  const stubs: StubWorker[] = [];
  const over: number[] = [];
  const ended: string[] = [];
  const spawn = () => {
    const stub = new StubWorker();
    stubs.push(stub);
    return stub as never;
  };
  const pool = new SweepPool(
    { spawn, cores, wish: { engine: 'auto', backend: 'auto' }, baseUrl: 'http://x/' },
    {
      onEngine: () => {},
      onSteps: () => {},
      onResult: ({ x }) => over.push(x),
      onMisfit: () => {},
      onFinished: () => ended.push('finished'),
      onFailed: (message) => ended.push(message),
    },
  );
  pool.start({ jobs: jobs(count), targetLoss: 0.5 });
  return { pool, stubs, over, ended };
}

test('engines with one network: a worker for each core but one, a job at a time, every job once', () => {
  const { stubs, over, ended } = started(7);
  stubs[0].open('tfjs');
  expect(stubs).toHaveLength(3);
  for (const stub of stubs.slice(1)) stub.open('tfjs');
  expect(stubs.map(({ has }) => has.map(({ x }) => x))).toEqual([[0], [1], [2]]);
  while (ended.length === 0) for (const stub of stubs) if (!stub.terminated) stub.finish();
  expect([...new Set(over)].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(ended).toEqual(['finished']);
  expect(stubs.every(({ terminated }) => terminated)).toBe(true);
});

test('the fused kernels: one worker, which gets more jobs at once while they are quick', () => {
  const { stubs } = started(2000);
  stubs[0].open('fused');
  expect(stubs).toHaveLength(1);
  const sizes = [stubs[0].has.length];
  for (let i = 0; i < 5; i++) {
    stubs[0].finish();
    sizes.push(stubs[0].has.length);
  }
  expect(sizes).toEqual([32, 64, 128, 256, 512, 512]);
});

test('jobs of a lost worker go to another; one that is lost again and again ends the sweep in words', () => {
  const { stubs, over, ended } = started(2, 1);
  stubs[0].open('tfjs');
  stubs[0].onerror?.({ message: 'out of memory', preventDefault: () => {} });
  expect(stubs[0].terminated).toBe(true);
  stubs[1].open('tfjs');
  stubs[1].finish();
  stubs[1].finish();
  expect([over, ended]).toEqual([[0, 1], ['finished']]);

  const again = started(1, 1);
  for (let i = 0; i < 4; i++) {
    again.stubs[i].open('tfjs');
    again.stubs[i].say({ kind: 'failed', reason: 'lost', message: 'The device was lost' });
  }
  expect(again.ended).toEqual([expect.stringContaining('stopped 4 times in a row: The device was lost')]);
  expect(again.stubs).toHaveLength(4);
});

test('a program that does not arrive ends the sweep in words, unless others train', () => {
  const gone = { message: '', preventDefault: () => {} };
  const alone = started(1, 1);
  alone.stubs[0].onerror?.(gone);
  expect(alone.ended).toEqual([
    'The program that trains sweeps could not be loaded: the connection was lost or the site was updated.',
  ]);

  const { stubs, ended } = started(4, 3);
  stubs[0].open('tfjs');
  stubs[1].onerror?.(gone);
  expect(stubs).toHaveLength(2);
  while (ended.length === 0) stubs[0].finish();
  expect(ended).toEqual(['finished']);
});

test('fused kernels that were lost with many jobs get half as many next; every silent worker is replaced by itself', () => {
  const { stubs } = started(100);
  stubs[0].open('fused');
  expect(stubs[0].has).toHaveLength(32);
  stubs[0].say({ kind: 'failed', reason: 'lost', message: 'The device was lost' });
  stubs[1].open('fused');
  expect(stubs[1].has).toHaveLength(16);

  const many = started(20, 6);
  many.stubs[0].open('tfjs');
  expect(many.stubs).toHaveLength(5);
  for (let s = 0; s < 200; s++) {
    vi.advanceTimersByTime(1000);
    many.stubs[0].say({ kind: 'steps', count: 1 });
  }
  expect(many.stubs.map(({ terminated }) => terminated)).toEqual([
    false,
    true,
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
  expect(many.ended).toEqual([]);
});

test('a worker that cannot do what it is asked ends the sweep; one that says nothing is replaced, unless paused', () => {
  const { stubs, ended } = started(2, 1);
  stubs[0].say({ kind: 'failed', reason: 'other', message: 'No WebGPU here.' });
  expect(ended).toEqual(['No WebGPU here.']);

  const silent = started(2, 1);
  silent.stubs[0].open('tfjs');
  silent.pool.pause();
  vi.advanceTimersByTime(1_000_000);
  expect(silent.stubs).toHaveLength(1);
  silent.pool.go();
  vi.advanceTimersByTime(1_000_000);
  expect(silent.stubs.length).toBeGreaterThan(1);
  expect(silent.stubs[0].told.map(({ kind }) => kind)).toEqual(['open', 'jobs', 'pause', 'go']);
});
