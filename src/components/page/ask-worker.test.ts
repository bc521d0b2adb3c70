import { beforeEach, expect, test, vi } from 'vitest';
import { type LostPart, onLoss } from '../../arrival/load';
import { started, startWorker } from '../../arrival/start-worker';
import { askWorker } from './ask-worker';

let lost: LostPart[];
beforeEach(() => {
  lost = [];
  onLoss((each) => lost.push(each));
});

class StandIn extends EventTarget {
  onmessage: ((event: MessageEvent) => void) | undefined;
  onerror: ((event: ErrorEvent) => void) | undefined;
  terminate = vi.fn();
  postMessage = vi.fn();
  say(data: unknown) {
    this.dispatchEvent(new MessageEvent('message', { data }));
    this.onmessage?.({ data } as MessageEvent);
  }
  fail(message: string) {
    const event = Object.assign(new Event('error', { cancelable: true }), { message }) as ErrorEvent;
    this.dispatchEvent(event);
    this.onerror?.(event);
  }
}

function asking() {
  const worker = new StandIn();
  const made = startWorker('the program that reads', () => worker as unknown as Worker);
  return { worker, answer: askWorker(made, 'a question', 60) };
}

test('a worker answers one question and ends', async () => {
  const { worker, answer } = asking();
  worker.say(started);
  worker.say({ rows: 3 });
  expect(await answer).toEqual({ rows: 3 });
  expect(worker.postMessage).toHaveBeenCalledWith('a question');
  expect(worker.terminate).toHaveBeenCalled();
  expect(lost).toEqual([]);
});

test.each([
  ['its script does not come', [], '', /^The program that reads could not be loaded: the connection/, 1],
  ['it ends after it has started', [started], '', /^not enough memory$/, 0],
  ['it throws', [started], 'Uncaught Error: of its own', /^Uncaught Error: of its own$/, 0],
] as const)('a worker that is asked and %s', async (_, said, message, words, losses) => {
  const { worker, answer } = asking();
  for (const each of said) worker.say(each);
  worker.fail(message);
  await expect(answer).rejects.toThrow(words);
  expect(worker.terminate).toHaveBeenCalled();
  expect(lost).toHaveLength(losses);
});
