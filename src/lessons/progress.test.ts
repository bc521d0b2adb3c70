import { expect, test } from 'vitest';
import { answered, noProgress, progressText, reached, readProgress } from './progress';

test('what was written is read again', () => {
  const progress = answered(reached(noProgress, 'bounce', 3, 5), 'bounce', 'drop', 'falls');
  expect(readProgress(JSON.stringify(progress))).toEqual({
    version: 1,
    lessons: { bounce: { step: 3, farthest: 3, steps: 5, answers: { drop: 'falls' } } },
  });
});

test.each([
  null,
  '',
  'null',
  '{',
  '[]',
  '{"version":2,"lessons":{}}',
  '{"version":1,"lessons":{"bounce":{"step":0,"farthest":1,"steps":5,"answers":{}}}}',
  '{"version":1,"lessons":{"bounce":{"step":1,"farthest":1,"steps":5,"answers":{"drop":7}}}}',
])('%s is no progress', (text) => {
  expect(readProgress(text)).toBe(noProgress);
});

test('going back keeps how far one has been; a lesson that became shorter is not read beyond its end', () => {
  const far = reached(noProgress, 'bounce', 5, 6);
  expect(reached(far, 'bounce', 2, 6).lessons.bounce).toMatchObject({ step: 2, farthest: 5 });
  expect(reached(far, 'bounce', 2, 4).lessons.bounce).toMatchObject({ step: 2, farthest: 4 });
});

test('an answer can be taken back, others stay', () => {
  const two = answered(answered(noProgress, 'bounce', 'a', 'x'), 'bounce', 'b', 'y');
  expect(answered(two, 'bounce', 'a', undefined).lessons.bounce.answers).toEqual({ b: 'y' });
});

test('in words', () => {
  const words = (step: number) => progressText(reached(noProgress, 'bounce', step, 6).lessons.bounce);
  expect([progressText(undefined), words(1), words(5), words(6)]).toEqual([
    'not begun',
    'read to step 1 of 6',
    'read to step 5 of 6',
    'read to the end',
  ]);
});
