/** What the prose of lessons 2 to 4 says in fixed words must be true of the recording that is shipped. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readRecording } from '../runs/lesson-recording';
import type { Lesson, Measured } from './lesson';
import { measuredOf } from './measured';
import { lesson as momentum } from './momentum/lesson';
import { entrantsOf } from './race';
import { lesson as schedule } from './schedule/lesson';
import { runNames } from './schedule/plan';
import { lesson as whyLarge } from './why-large/lesson';
import { lengthAnswer } from './why-large/questions';
import { noisyCurve } from './why-large/words';

async function measuredIn(lesson: Lesson): Promise<Measured> {
  const result = readRecording(JSON.parse(await readFile(`public/recorded/${lesson.id}.json`, 'utf8')));
  if (!result.ok) throw new Error(result.message);
  return measuredOf(lesson.plan, result.recorded);
}

test.each([momentum, whyLarge, schedule])('the recording of $id answers every question', async (lesson) => {
  const measured = await measuredIn(lesson);
  for (const { ask } of lesson.steps) {
    if (!ask) continue;
    expect(ask.options.map(({ id }) => id)).toContain(ask.measured(measured));
    expect(ask.because(measured)).not.toMatch(/–|NaN|not recorded/);
  }
});

test('momentum: speeds up small steps; without noise of batches it allows larger effective rates', async () => {
  const { final, point } = await measuredIn(momentum);
  expect(final('small-matched', 'trainLoss').mean).toBeLessThan(final('slow', 'trainLoss').mean - 0.1);
  const loss = (rate: number, mu: number) => point('full-batch', rate, mu, 'trainLoss').mean;
  // Effective rate 4.096 without momentum, and with it.
  expect(loss(4.096, 0)).toBeGreaterThan(1);
  expect(loss(0.128, 0.96875)).toBeLessThan(0.1);
});

test('why large steps: they keep the loss high, up and down; learn wrong labels by heart; longer is not always better', async () => {
  const measured = await measuredIn(whyLarge);
  const { final, runs, point } = measured;
  expect(final('large', 'trainLoss').mean).toBeGreaterThan(10 * final('two-phase', 'trainLoss').mean);
  const [{ data }] = runs('large');
  const losses = data.evaluations.get('trainLoss').slice(30);
  expect(losses.filter((loss, i) => loss > losses[i - 1]).length).toBeGreaterThan(5);
  const { x } = whyLarge.plan.sweeps.drop;
  const noisy = x.values.map((epoch) => point('drop', epoch, 40, 'trainLoss').mean);
  expect(Math.min(...noisy)).toBeLessThan(noisy[0] / 4);
  // The title of step 5 and the last question: with wrong labels the longest phase is not the best.
  expect(lengthAnswer(noisyCurve(measured, 40) as never)).toBe('shorter');
  expect(lengthAnswer(noisyCurve(measured, 0) as never)).toBe('longer');
});

test('schedules: the order by training loss is not that by test accuracy', async () => {
  const { runs } = await measuredIn(schedule);
  const order = (measure: 'trainLoss' | 'testAccuracy', sign: number) =>
    entrantsOf(runNames, schedule.plan, runs, measure)
      .sort((a, b) => sign * (a.finals.mean - b.finals.mean))
      .map(({ schedule: name }) => name);
  expect(order('trainLoss', 1)).not.toEqual(order('testAccuracy', -1));
});
