/** What the prose of lessons 1 and 5 says in words must be true of the recording that is shipped. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { verdictText } from '../components/lens/words';
import { readRecording } from '../runs/lesson-recording';
import { lesson as bounce } from './bounce/lesson';
import { closeUp } from './bounce/plan';
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
  expect(answers(bounce, measured)).toEqual({
    'loss-after-drop': 'falls',
    'kappa-large': 'less',
    'landing-full': 'across',
  });
  expect(rises(measured, 'two-phase', 20, 30)).toBeGreaterThanOrEqual(2);
  expect(rises(measured, 'two-phase', 30, 60)).toBeLessThanOrEqual(2);
  const { at } = measured;
  expect(at('two-phase', 'trainLoss', 31)).toBeLessThan(at('two-phase', 'trainLoss', 30) / 2);
  expect(at('two-phase', 'testAccuracy', 60)).toBeGreaterThan(at('two-phase', 'testAccuracy', 30));
  expect(at('two-phase', 'kappa', 60)).toBeLessThan(0.1);
});

test('the bounce: batches of 32 to the floor of their own valley and undone, the full batch wall to wall', async () => {
  const recorded = await recordedIn(bounce);
  for (const [{ data }] of recorded.runs.values()) data.settle();
  const measured = measuredOf(bounce.plan, recorded);
  const { at } = measured;
  expect(Math.abs(at('two-phase', 'landing', 30) - 1)).toBeLessThan(0.1);
  expect(at('two-phase', 'probeKept', 30)).toBeLessThan(0.1);
  expect(at('two-phase', 'probeKept', 60)).toBeGreaterThan(0.9);
  expect(at('two-phase', 'landing', 60)).toBeLessThan(0.1);
  // Its own batch keeps more than the probe set.
  expect(1 - at('two-phase', 'kappa', 30) / 2).toBeGreaterThan(at('two-phase', 'probeKept', 30) + 0.05);
  expect(at('full', 'landing', 200)).toBeGreaterThan(1.8);
  expect(at('full', 'crossed', 200)).toBeGreaterThan(0.9);
  expect(at('full', 'landing', 50)).toBeLessThan(0.2);
  const subtypes = (run: string) =>
    recorded.runs.get(run)?.[0].data.regime.segments.map(({ subtype }) => subtype) ?? [];
  expect(subtypes('full')).toContain('wall-to-wall');
  expect(subtypes('two-phase')).not.toContain('wall-to-wall');
  const verdict = (run: string, step: number) => {
    const view = recorded.views.get(run)?.get(step);
    return view && verdictText(view);
  };
  expect(verdict('two-phase', closeUp.batches)).toMatch(
    /kept 20 % .* about on the floor of its own batch’s valley .* probe set rose/,
  );
  expect(verdict('full', closeUp.full)).toMatch(/It crossed the floor/);
  expect(verdict('two-phase', 4000)).toMatch(/It stopped short of the floor/);
});

test('the bounce, close up: large steps that lower the loss of their batch by less than half of the promise', async () => {
  const { runs, views } = await recordedIn(bounce);
  const { steps } = runs.get('two-phase')?.[0].data ?? { steps: undefined };
  const changes = Array.from(steps?.get('lossChange') ?? []).filter(
    (change, i) => Number.isFinite(change) && (steps?.get('step')[i] ?? 0) <= 3750,
  );
  expect(changes.length).toBeGreaterThan(500);
  expect(changes.filter((change) => change >= 0).length / changes.length).toBeLessThan(0.01);
  const view = views.get('two-phase')?.get(closeUp.batches);
  if (!view) throw new Error('The step was not recorded.');
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
