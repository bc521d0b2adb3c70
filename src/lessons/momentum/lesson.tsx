import { Inline } from '../../components/terms/Formula';
import { Term } from '../../components/terms/Term';
import type { Lesson } from '../lesson';
import { about } from './about';
import { plan } from './plan';
import { matchedQuestion, whereQuestion } from './questions';
import { gainSentence, gains, mapText, ratioText, slowText } from './words';

const curves = (runs: string[]) => ({ kind: 'against', runs, x: 'epoch', y: 'trainLoss' }) as const;
const map = (sweep: string) => ({ kind: 'map', sweep, measure: 'trainLoss' }) as const;

export const lesson: Lesson = {
  ...about,
  plan,
  steps: [
    {
      title: 'A step that remembers',
      Text: () => (
        <>
          <p>
            With momentum μ a step keeps the share μ of the step before it. As long as the gradient stays much
            the same, steps add up and grow as if the learning rate were not η but{' '}
            <Inline name="effective-rate" />: the effective learning rate.
          </p>
          <Term
            name="Effective learning rate"
            named
            meaning={
              <>
                A step adds the gradient to what is left of the steps before; under a steady gradient the sum
                goes to <Inline name="steady-sum" /> gradients.
              </>
            }
            formula="effective"
          />
          <p>
            The paper says of large steps that momentum brings no benefit one can tell: other momenta give
            similar losses once the learning rate is changed to match. Shown: learning rate 0.4, no momentum,
            batches of 32.
          </p>
        </>
      ),
      stage: curves(['large']),
      ask: matchedQuestion,
    },
    {
      title: 'The same effective rate, with momentum',
      Text: ({ measured }) => (
        <>
          <p>
            The second line has a learning rate of 0.04 and momentum 0.9. Its single steps are made in another
            way; its effective rate is the same 0.4.
          </p>
          <p>{ratioText(measured.runs('large'), measured.runs('large-matched'))}</p>
          <p>
            The 95&nbsp;% interval (Student’s t) is where the mean over very many seeds may well lie. Where it
            leaves out 1, we call a difference more than chance. The legend has medians of the last epoch
            alone, and of a bouncing loss one epoch says little.
          </p>
        </>
      ),
      stage: curves(['large', 'large-matched']),
    },
    {
      title: 'Small steps, and what speeds them up',
      Text: ({ measured }) => (
        <>
          <p>{slowText(measured)}</p>
          <p>
            So momentum does speed up small steps. Whether it does more than a larger learning rate would is
            another question. {ratioText(measured.runs('small'), measured.runs('small-matched'))}
          </p>
        </>
      ),
      stage: curves(['slow', 'small', 'small-matched']),
    },
    {
      title: 'A map of both, batches of 32',
      Text: ({ measured }) => (
        <>
          <p>
            Each cell is a run of its own: learning rate to the right, momentum upwards. On a dashed line the
            effective rate is the same.
          </p>
          <p>{mapText(plan.sweeps['small-batch'], measured.results('small-batch'))}</p>
          <p>The next map has the whole training set in every step. Guess before you look.</p>
        </>
      ),
      stage: map('small-batch'),
      ask: whereQuestion,
    },
    {
      title: 'All examples in every step',
      Text: ({ measured }) => (
        <>
          <p>
            1,000 examples, all of them in each of 200 steps: no noise from batches. An effective rate that is
            too large without momentum can be fine with it.
          </p>
          <p>{mapText(plan.sweeps['full-batch'], measured.results('full-batch'))}</p>
          <p>{gainSentence(gains(measured, plan.sweeps))}</p>
        </>
      ),
      stage: map('full-batch'),
    },
    {
      title: 'What the literature disagrees on',
      Text: () => (
        <>
          <p>
            Wang and others (2024) find training with and without momentum alike where learning rates are
            small and the noise of batches rules. Fu and others (2023) find them alike at small effective
            rates only; at larger ones momentum is ahead, more so with large batches.
          </p>
          <p>
            Andreyev and others (2026) give a reason: the curvature of a batch’s loss along its own gradient
            settles at <Inline name="edge-small-batches" /> with small batches, where only{' '}
            <Inline name="effective-rate" /> counts, and at <Inline name="edge-large-batches" /> with large
            ones.
          </p>
          <p>
            Our maps are one small network on one data set, one seed a point, and they differ in the number of
            examples and steps too. Take from them that the answer can depend on the batch size, and try your
            own.
          </p>
        </>
      ),
      stage: map('full-batch'),
    },
  ],
};
