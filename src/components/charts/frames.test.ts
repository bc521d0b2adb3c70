import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cancelFrame, inFrame } from './frames';

/** A clock and frames that the test moves; drawing takes as long as a task says. */
let now = 0;
let frames: (() => void)[] = [];
const frame = () => {
  for (const run of frames.splice(0)) run();
};

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run));
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  frames = [];
});

test('a frame ends when its budget is spent, the rest follows in order, nothing twice', () => {
  const drawn: string[] = [];
  const task = (name: string) => () => {
    drawn.push(name);
    now += 4;
  };
  const tasks = ['a', 'b', 'c'].map(task);
  for (const each of [...tasks, tasks[0]]) inFrame(each);
  frame();
  expect(drawn).toEqual(['a', 'b']);
  frame();
  expect(drawn).toEqual(['a', 'b', 'c']);
  expect(frames).toHaveLength(0);
});

test('a figure that is gone is not drawn; one asked for while drawing comes in the next frame', () => {
  const drawn: string[] = [];
  const again = () => {
    drawn.push('again');
    now += 20;
    if (drawn.length === 1) inFrame(again);
  };
  const gone = () => drawn.push('gone');
  inFrame(gone);
  inFrame(again);
  cancelFrame(gone);
  frame();
  expect(drawn).toEqual(['again']);
  frame();
  expect(drawn).toEqual(['again', 'again']);
});
