import { describe, expect, it, test } from 'vitest';
import type { Measured } from '../lesson';
import type { LiveRun } from '../live';
import { type Entrant, entrantsOf, verdictOf } from '../race';
import { differsHere, hereText, raceRow, summaryText } from '../race-words';
import type { RecordedRun } from '../recorded';
import { recordedRun } from '../testing/recorded-run';
import { plan, runNames } from './plan';
import { answerOf, raceQuestion } from './questions';

const seeds = [1, 2, 3, 4, 5];

/** Runs that end at these accuracies, one for each seed. */
const ending = (accuracies: readonly number[]): RecordedRun[] =>
  accuracies.map((testAccuracy, i) =>
    recordedRun(seeds[i], { trainLoss: [1, 0.5], testAccuracy: [0.1, testAccuracy] }),
  );

/** Every run of the plan at the same accuracies, but for those named. */
function race(others: Record<string, readonly number[]>, usual = [0.5, 0.52, 0.51, 0.53, 0.5]): Entrant[] {
  return entrantsOf(runNames, plan, (name) => ending(others[name] ?? usual), 'testAccuracy');
}

/** All rates of a schedule at the same accuracies. */
const every = (schedule: string, accuracies: readonly number[]) =>
  Object.fromEntries(
    runNames.filter((name) => plan.runs[name].config.schedule === schedule).map((name) => [name, accuracies]),
  );

const named = (entrants: Entrant[], schedule: string) =>
  entrants.find((each) => each.schedule === schedule) as Entrant;

describe('the plan', () => {
  it('gives every schedule the same number of rates, of epochs and the same seeds', () => {
    const entrants = race({});
    expect(entrants.map(({ schedule }) => schedule)).toEqual([
      ...['two-phase', 'cosine', 'linear', 'step', 'one-cycle', 'constant'],
    ]);
    expect(new Set(entrants.map(({ tried }) => tried.length))).toEqual(new Set([6]));
    const budgets = Object.values(plan.runs).map(({ config, seeds: more }) => [
      ...[config.epochs, config.batchSize, config.trainSize, config.seed],
      ...(more ?? []),
    ]);
    expect(new Set(budgets.map(String)).size).toBe(1);
  });
});

describe('an entrant', () => {
  it('runs with the best of its rates', () => {
    const entrants = race({ 'cosine-0.4': [0.6, 0.6, 0.6, 0.6, 0.61] });
    expect(named(entrants, 'cosine').best?.name).toBe('cosine-0.4');
    expect(named(entrants, 'cosine').finals.mean).toBeCloseTo(0.602);
  });

  it('does not run with a rate that failed with one seed', () => {
    const entrants = race({ 'cosine-0.4': [0.9, 0.9, 0.9, 0.9] });
    expect(named(entrants, 'cosine').best?.name).toBe('cosine-0.1');
    const broken = race({ ...every('cosine', []), 'cosine-0.4': [0.9] });
    expect(named(broken, 'cosine')).toMatchObject({ best: undefined, difference: undefined });
    expect(raceRow(named(broken, 'cosine'), 'testAccuracy').slice(1, 6)).toEqual(['–', '–', '–', '–', '–']);
  });

  it('does not count a run that stopped before its end', () => {
    const runs = (name: string) =>
      name === 'cosine-0.1'
        ? seeds.map((seed) => recordedRun(seed, { trainLoss: [1], testAccuracy: [0.99] }, 2))
        : ending([0.5, 0.52, 0.51, 0.53, 0.5]);
    const entrants = entrantsOf(runNames, plan, runs, 'testAccuracy');
    expect(named(entrants, 'cosine').best?.name).toBe('cosine-0.2');
  });

  it('has the lowest loss where losses are compared', () => {
    const runs = (name: string) =>
      seeds.map((seed) => recordedRun(seed, { trainLoss: [1, name === 'step-0.4' ? 0.1 : 0.2] }));
    const entrants = entrantsOf(runNames, plan, runs, 'trainLoss');
    expect(named(entrants, 'step').best?.name).toBe('step-0.4');
    expect(named(entrants, 'step').difference?.mean).toBeCloseTo(-0.1);
  });
});

describe('verdicts', () => {
  const of = (low: number, high: number) => ({ mean: 0, standardError: 0, low, high, count: 5 });
  it.each([
    [0.001, 0.02, 'better', 'worse'],
    [-0.001, 0.02, 'open', 'open'],
    [-0.02, 0.001, 'open', 'open'],
    [-0.02, -0.001, 'worse', 'better'],
    [Number.NaN, Number.NaN, 'open', 'open'],
  ])('%s to %s: of an accuracy %s, of a loss %s', (low, high, accuracy, loss) => {
    expect(verdictOf('testAccuracy', of(low, high))).toBe(accuracy);
    expect(verdictOf('trainLoss', of(low, high))).toBe(loss);
  });

  const higher = [0.6, 0.62, 0.61, 0.63, 0.6];
  const lower = [0.4, 0.42, 0.41, 0.43, 0.4];
  const twoPhases = (accuracies: readonly number[]) => every('two-phase', accuracies);

  it('two phases are ahead of all, level, or behind one', () => {
    expect(answerOf(race(twoPhases(higher)))).toBe('ahead');
    expect(answerOf(race({ ...twoPhases(higher), 'step-0.2': higher }))).toBe('level');
    expect(answerOf(race({}))).toBe('level');
    expect(answerOf(race({ 'step-0.2': higher }))).toBe('behind');
    expect(answerOf(race({ ...twoPhases(lower), 'step-0.2': lower }))).toBe('behind');
  });

  it('nothing is said while a rival is missing, or of one seed', () => {
    expect(answerOf([])).toBeUndefined();
    expect(answerOf(race({}, []))).toBeUndefined();
    expect(raceQuestion.measured({ runs: () => [] } as unknown as Measured)).toBeUndefined();
    expect(raceQuestion.options.map(({ id }) => id)).toEqual(['ahead', 'level', 'behind']);
  });

  it('are told in words', () => {
    expect(summaryText(race({}), 'testAccuracy')).toContain('No schedule differs from two phases');
    const text = summaryText(race({ 'step-0.2': higher }), 'testAccuracy');
    expect(text).toContain('step decay higher (+10.0 points)');
    expect(text).toContain('The other differences may be chance.');
  });
});

test('runs that were trained here otherwise than recorded are said to be no race with it', () => {
  const entrants = race({});
  const name = named(entrants, 'cosine').best?.name as string;
  const here = new Map([[name, 0.6]]);
  const run = (changes: object, state = 'finished') =>
    ({ name, label: '', config: { ...plan.runs[name].config, ...changes }, entry: { state } }) as LiveRun;
  expect(differsHere(entrants, [run({})], plan)).toBe('');
  expect(differsHere(entrants, [run({ epochs: 4 }, 'training')], plan)).toBe('');
  const differs = differsHere(entrants, [run({ epochs: 4, switchEpoch: 2 })], plan);
  expect(differs).toContain('30 → 4');
  // Of a run that is not in the race nothing is drawn.
  const other = runNames.find((each) => !entrants.some(({ best }) => best?.name === each)) as string;
  expect(differsHere(entrants, [{ ...run({ epochs: 4, switchEpoch: 2 }), name: other }], plan)).toBe('');
  expect(hereText(entrants, here, 'testAccuracy')).toBe(
    'Trained here, one seed, drawn as squares: cosine 60.0 %. One seed settles nothing.',
  );
  expect(hereText(entrants, here, 'testAccuracy', differs)).toContain(
    `They differ from what was recorded (${differs}), so they are no race with it.`,
  );
});
