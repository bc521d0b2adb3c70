import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TrainingClient } from './client';
import type { Command, TrainingEvent } from './protocol';

class StandIn {
  sent: Command[] = [];
  ended = false;
  onmessage: ((event: MessageEvent<TrainingEvent>) => void) | undefined;
  onerror: ((event: ErrorEvent) => void) | undefined;
  postMessage = (command: Command) => void this.sent.push(command);
  terminate() {
    this.ended = true;
  }
  say(data: TrainingEvent) {
    this.onmessage?.({ data } as MessageEvent<TrainingEvent>);
  }
}

let workers: StandIn[];
let events: TrainingEvent[];
let losses: string[];
let client: TrainingClient;
beforeEach(() => {
  vi.useFakeTimers();
  [workers, events, losses] = [[], [], []];
  client = new TrainingClient(
    () => {
      const worker = new StandIn();
      workers.push(worker);
      return worker as never;
    },
    {
      onEvent: (event) => events.push(event),
      onLost: (reason) => losses.push(reason),
      onAbsent: (message) => losses.push(message),
    },
  );
});
afterEach(() => {
  client.stop();
  vi.useRealTimers();
});

test('starts a worker with the first command only', () => {
  expect(workers).toHaveLength(0);
  client.send({ kind: 'train' });
  client.send({ kind: 'pause' });
  expect(workers).toHaveLength(1);
  expect(workers[0].sent).toEqual([{ kind: 'train' }, { kind: 'pause' }]);
});

test('a worker that answers pings lives, pings are no events', () => {
  client.send({ kind: 'train' });
  for (let second = 0; second < 60; second++) {
    vi.advanceTimersByTime(1000);
    workers[0].say({ kind: 'pong' });
  }
  expect(losses).toEqual([]);
  expect(events).toEqual([]);
});

test('a program that comes slowly is waited for longer than a worker that was there', () => {
  client.send({ kind: 'train' });
  vi.advanceTimersByTime(40_000);
  expect(losses).toEqual([]);
  workers[0].say({ kind: 'pong' });
  vi.advanceTimersByTime(12_000);
  expect(losses).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(losses).toEqual(['it stopped answering']);
});

test('long work that was announced is waited for', () => {
  client.send({ kind: 'train' });
  workers[0].say({ kind: 'busy', run: 1 });
  expect(events).toEqual([{ kind: 'busy', run: 1 }]);
  vi.advanceTimersByTime(180_000);
  expect(losses).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(losses).toEqual(['it stopped answering']);
});

test('silence ends the worker and is reported once; the next command starts another', () => {
  client.send({ kind: 'train' });
  vi.advanceTimersByTime(60_000);
  expect(losses).toEqual(['it stopped answering']);
  expect(workers[0].ended).toBe(true);
  client.send({ kind: 'train' });
  expect(workers).toHaveLength(2);
  workers[0].say({ kind: 'gpu-error', message: 'from the dead' });
  expect(events).toEqual([]);
});

test('a program that does not arrive is told as that; the next command asks for it again', () => {
  client.send({ kind: 'train' });
  workers[0].onerror?.({ message: '', preventDefault() {} } as ErrorEvent);
  expect(losses).toEqual([
    'The program that trains could not be loaded: the connection was lost or the site was updated.',
  ]);
  expect(workers[0].ended).toBe(true);
  client.send({ kind: 'train' });
  expect(workers).toHaveLength(2);
  workers[1].say({ kind: 'pong' });
  workers[1].onerror?.({ message: '', preventDefault() {} } as ErrorEvent);
  expect(losses[1]).toBe('it ended without a word');
});

test('a program that fails is a loss with its reason', () => {
  client.send({ kind: 'train' });
  workers[0].onerror?.({ message: 'boom', preventDefault() {} } as ErrorEvent);
  expect(losses).toEqual(['boom']);
});
