import { Term } from '../../components/terms/Term';
import type { Lesson } from '../lesson';
import { about } from './about';
import { plan } from './plan';
import { lossQuestion, noiseQuestion } from './questions';
import {
  curveText,
  endText,
  longPhasesText,
  matchedText,
  meansText,
  memorizedText,
  unfinishedText,
} from './words';

const against = (runs: string[]) => ({ kind: 'against', runs, x: 'trainLoss', y: 'testAccuracy' }) as const;

export const lesson: Lesson = {
  ...about,
  plan,
  steps: [
    {
      title: 'A riddle',
      Text: ({ measured }) => (
        <>
          <p>
            Large steps keep the loss high; small ones lower it. Why take large steps at all? The paper’s
            claim: they are what makes a network do well on examples it has not seen.
          </p>
          <p>
            Shown are runs of small steps only, learning rate 0.03: test accuracy against training loss, which
            falls to the right. After 60 epochs: {endText(measured, 'small')}. After 240:{' '}
            {endText(measured, 'small-long')}. {meansText(measured)}
          </p>
        </>
      ),
      stage: against(['small', 'small-long']),
      ask: lossQuestion,
    },
    {
      title: 'At the same training loss',
      Text: ({ measured }) => (
        <>
          <p>
            Compared after equal time, a run that fits the data further may be ahead for that reason alone. So
            compare where the training loss is the same: straight up from one point of the axis.
          </p>
          <p>{matchedText(measured)}</p>
          <Term
            name="Paired difference"
            named
            meaning="Runs of one seed start from the same weights and see the same batches. Their difference is taken seed by seed, and the interval is that of Student’s t."
            formula="paired"
          />
        </>
      ),
      stage: against(['small-long', 'two-phase']),
    },
    {
      title: 'Large steps alone',
      Text: ({ measured }) => (
        <>
          <p>
            Without the drop, large steps end at {endText(measured, 'large')}. With it, two phases end at{' '}
            {endText(measured, 'two-phase')}.
          </p>
          <p>
            Each thick line is the median of five seeds, each thin line is one of them. Watch the lines of the
            large steps: they turn back and forth, because the loss does.
          </p>
        </>
      ),
      stage: against(['large', 'two-phase', 'small', 'small-long']),
    },
    {
      title: 'When to drop',
      Text: ({ measured }) => (
        <>
          <p>
            Now the step drops earlier or later in the 60 epochs. Move the slider, or drag in the figure.{' '}
            {curveText(measured, 0)}
          </p>
          <p>
            Careful: two things change together. After an early drop the run also gets less far:{' '}
            {unfinishedText(measured)}.
          </p>
        </>
      ),
      stage: { kind: 'curves', sweep: 'drop', measure: 'testAccuracy', lines: [0] },
      ask: noiseQuestion,
    },
    {
      title: 'With wrong labels',
      Text: ({ measured }) => (
        <>
          <p>
            {curveText(measured, 20)} {curveText(measured, 40)}
          </p>
          <p>
            The test labels are all right. Of the training labels some are wrong, and a long phase of large
            steps leads far enough to learn those by heart: {memorizedText(measured)}.
          </p>
        </>
      ),
      stage: { kind: 'curves', sweep: 'drop', measure: 'testAccuracy' },
    },
    {
      title: 'What this shows, and what not',
      Text: ({ measured }) => (
        <>
          <p>
            With right labels a first phase of large steps bought test accuracy here, also at the same
            training loss. {matchedText(measured)} {longPhasesText(measured)}
          </p>
          <p>
            These are small networks on one made-up data set. The best point of a curve was picked by the runs
            that it is compared with, which favours it a little.
          </p>
          <p>
            Move both sliders, and train a point here to see one run of it. Evidence has the same comparison
            on other data and networks.
          </p>
        </>
      ),
      stage: { kind: 'curves', sweep: 'drop', measure: 'testAccuracy' },
    },
  ],
};
