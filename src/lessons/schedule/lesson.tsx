import { Term } from '../../components/terms/Term';
import type { Lesson } from '../lesson';
import { entrantsOf } from '../race';
import { edgeText, summaryText } from '../race-words';
import { about } from './about';
import { plan, runNames } from './plan';
import { entrants, raceQuestion } from './questions';

export const lesson: Lesson = {
  ...about,
  plan,
  steps: [
    {
      title: 'Two regimes, two settings',
      Text: () => (
        <>
          <p>
            If each regime does a job of its own, each can have settings of its own. First a large learning
            rate without momentum; then, from one epoch on, a small one with momentum. That is the whole
            schedule.
          </p>
          <Term
            name="Two phases"
            named
            meaning="Four numbers: the large learning rate, the epoch of the drop, the small learning rate and its momentum."
            formula="two-phase"
          />
          <p>
            The paper says that this simplifies schedules. Its rivals here: cosine, linear to zero, step
            decay, one cycle, and a constant rate. All have 30 epochs and, seed by seed, the same first
            weights and the same batches.
          </p>
        </>
      ),
      stage: { kind: 'against', runs: ['two-phase-0.4'], x: 'epoch', y: 'trainLoss' },
      ask: raceQuestion,
    },
    {
      title: 'The race, by test accuracy',
      Text: () => (
        <>
          <p>
            A circle is one seed, the diamond the mean. Below the figure you read which schedules differ from
            two phases by more than chance.
          </p>
          <p>
            “More than chance” means: the 95&nbsp;% interval of the difference, taken seed by seed, leaves out
            zero. Of five such intervals, now and then one does so by chance alone.
          </p>
          <Term
            name="Paired difference"
            named
            meaning="Runs of one seed start from the same weights and see the same batches; their difference is taken seed by seed."
            formula="paired"
          />
        </>
      ),
      stage: { kind: 'race', runs: runNames, measure: 'testAccuracy' },
    },
    {
      title: 'The race, by training loss',
      Text: ({ measured }) => (
        <>
          <p>
            The same runs, judged by what they were trained for; each schedule with the rate that is best at
            this. {summaryText(entrantsOf(runNames, plan, measured.runs, 'trainLoss'), 'trainLoss')}
          </p>
          <p>
            Compare the order with that of the step before: low training loss and high test accuracy are two
            things.
          </p>
        </>
      ),
      stage: { kind: 'race', runs: runNames, measure: 'trainLoss' },
    },
    {
      title: 'What was tuned',
      Text: ({ measured }) => (
        <>
          <p>
            Each schedule had the same six learning rates (one cycle by its effective rate).{' '}
            {edgeText(entrants(measured))} The drop of two phases is at half of the run, the small step is
            that of the other lessons; neither was tuned. Step decay divides by ten twice.
          </p>
          <p>
            With more rates, or epochs, or another network, the order may change. Explore takes any schedule;
            its Compare table sets your runs side by side.
          </p>
        </>
      ),
      stage: { kind: 'race', runs: runNames, measure: 'testAccuracy' },
    },
  ],
};
