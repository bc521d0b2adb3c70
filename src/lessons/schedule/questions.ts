/** The prediction that is asked for, and the rule by which numbers answer it. */
import type { Measured, Prediction } from '../lesson';
import { type Entrant, entrantsOf, verdictOf } from '../race';
import { summaryText } from '../race-words';
import { plan, runNames } from './plan';

export type Answer = 'ahead' | 'level' | 'behind';

/** Two phases against every rival, by 95 % intervals of paired differences; undefined while one is unknown. */
export function answerOf(entrants: readonly Entrant[]): Answer | undefined {
  const differences = entrants
    .filter(({ schedule }) => schedule !== 'two-phase')
    .map((each) => each.difference);
  const verdicts = differences.map((each) =>
    each && each.count > 1 ? verdictOf('testAccuracy', each) : undefined,
  );
  if (verdicts.length === 0 || verdicts.includes(undefined)) return undefined;
  if (verdicts.includes('better')) return 'behind';
  return verdicts.every((verdict) => verdict === 'worse') ? 'ahead' : 'level';
}

export const entrants = ({ runs }: Measured) => entrantsOf(runNames, plan, runs, 'testAccuracy');

export const raceQuestion: Prediction = {
  id: 'race',
  question:
    'How will two phases compare with the other schedules in test accuracy after 30 epochs, over five seeds?',
  options: [
    { id: 'ahead', label: 'Two phases, ahead of every other by more than chance' },
    { id: 'level', label: 'No other schedule is ahead of two phases by more than chance' },
    { id: 'behind', label: 'Some other schedule, ahead of two phases by more than chance' },
  ],
  measured: (measured) => answerOf(entrants(measured)),
  because: (measured) => summaryText(entrants(measured), 'testAccuracy'),
};
