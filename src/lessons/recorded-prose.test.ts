/** What the prose of lessons 1 and 5 says in words must be true of the recording that is shipped. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readRecording } from '../runs/lesson-recording';
import { lesson as bounce } from './bounce/lesson';
import type { Lesson, Measured } from './lesson';
import { measuredOf } from './measured';
import { sharpest, lesson as state } from './state/lesson';
import { lesson as whyLarge } from './why-large/lesson';
import { longPhasesText } from './why-large/words';

async function recordedIn(lesson: Lesson) {
  const result = readRecording(JSON.parse(await readFile(`public/recorded/${lesson.id}.json`, 'utf8')));
  if (!result.ok) throw new Error(result.message);
  return result.recorded;
}

async function measuredIn(lesson: Lesson): Promise<Measured> {
  const recorded = await recordedIn(lesson);
  for (const [{ data }] of recorded.runs.values()) data.settle();
  return measuredOf(lesson.plan, recorded);
}

const answers = ({ steps }: Lesson, measured: Measured) =>
  Object.fromEntries(steps.flatMap(({ ask }) => (ask ? [[ask.id, ask.measured(measured)]] : [])));

/** How often the full training loss rose from one epoch to the next. */
function rises({ at }: Measured, run: string, from: number, to: number): number {
  const losses = Array.from({ length: to - from + 1 }, (_, i) => at(run, 'trainLoss', from + i));
  return losses.filter((loss, i) => loss > losses[i - 1]).length;
}

test('the bounce: up and down before the drop, a fall at it, smooth after it', async () => {
  const measured = await measuredIn(bounce);
  expect(answers(bounce, measured)).toEqual({ 'loss-after-drop': 'falls', 'kappa-large': 'less' });
  expect(rises(measured, 'two-phase', 20, 30)).toBeGreaterThanOrEqual(2);
  expect(rises(measured, 'two-phase', 30, 60)).toBeLessThanOrEqual(2);
  const { at } = measured;
  expect(at('two-phase', 'trainLoss', 31)).toBeLessThan(at('two-phase', 'trainLoss', 30) / 2);
  expect(at('two-phase', 'testAccuracy', 60)).toBeGreaterThan(at('two-phase', 'testAccuracy', 30));
  expect(at('two-phase', 'kappa', 60)).toBeLessThan(0.1);
});

test('the lessons name no landing, which was not measured when they were recorded', async () => {
  const texts = import.meta.glob<string>('./*/{lesson.tsx,questions.ts,words.ts}', {
    query: '?raw',
    import: 'default',
    eager: true,
  });
  expect(Object.keys(texts).length).toBeGreaterThan(5);
  for (const [path, text] of Object.entries(texts))
    expect(text, path).not.toMatch(/wall to wall|jump(s|ed)? across/);
});

test('the bounce, close up: large steps that lower the loss of their batch by less than half of the promise', async () => {
  const { runs, views } = await recordedIn(bounce);
  const { steps } = runs.get('two-phase')?.[0].data ?? { steps: undefined };
  const large = Array.from(steps?.get('lossChange') ?? []).filter(
    (change, i) => Number.isFinite(change) && (steps?.get('step')[i] ?? 0) <= 3750,
  );
  expect(large.length).toBeGreaterThan(500);
  expect(large.filter((change) => change >= 0).length / large.length).toBeLessThan(0.01);
  const view = views.get('two-phase')?.get(3740);
  if (!view) throw new Error('Step 3,740 was not recorded.');
  const { lossBefore, lossAfter, slope } = view;
  const kappa = 2 * (1 - (lossAfter - lossBefore) / slope);
  expect(kappa > 1 && kappa < 2).toBe(true);
});

test('the regime is in the state: large at epoch 35, small at the end; sharpening; three zones', async () => {
  const measured = await measuredIn(state);
  expect(answers(state, measured)).toEqual({ 'kappa-at-the-end': 'small', 'lowest-loss': 'useful' });
  const { at } = measured;
  expect(at('useful', 'kappa', 35)).toBeGreaterThan(1);
  expect(rises(measured, 'useful', 25, 35)).toBeGreaterThanOrEqual(2);
  expect(at('useful', 'trainAccuracy', 40)).toBeLessThan(1);
  expect(at('useful', 'trainAccuracy', 45)).toBe(1);
  expect(at('small', 'sharpness', 30)).toBeGreaterThan(3 * at('small', 'sharpness', 1));
  // The last reading is one of epoch 28.
  expect(at('small', 'sharpness', 28)).toBe(at('small', 'sharpness', 30));
  expect(at('small', 'sharpness', 27)).not.toBe(at('small', 'sharpness', 30));
  const sharpnesses = Array.from({ length: 59 }, (_, i) => at('useful', 'sharpness', i + 2));
  expect(Math.max(...sharpnesses)).toBe(at('useful', 'sharpness', sharpest));
  expect(at('useful', 'sharpness', 60)).toBeLessThan(1);
  // Within a hundredth of guessing among ten.
  expect(at('too-large', 'trainLoss', 30)).toBeGreaterThan(Math.log(10) - 0.01);
});

test('wrong labels: a long phase of large steps costs test accuracy, and by how much is said', async () => {
  const measured = await measuredIn(whyLarge);
  const accuracy = (epoch: number, noise: number) =>
    measured.point('drop', epoch, noise, 'testAccuracy').mean;
  expect(accuracy(45, 20)).toBeLessThan(accuracy(5, 20) - 0.04);
  expect(accuracy(45, 40)).toBeLessThan(accuracy(0, 40) - 0.06);
  expect(longPhasesText(measured).replaceAll('\u00a0', ' ')).toBe(
    'With wrong labels a long phase of large steps cost test accuracy: at 20 % of wrong labels 49.5 % with a drop at epoch 45 against 54.2 % at epoch 5, and at 40 % of wrong labels 36.5 % with a drop at epoch 45 against 43.4 % at epoch 0.',
  );
});
