import { Formula, Inline } from '../../components/terms/Formula';
import { defaultConfig } from '../../training/config';
import type { Lesson, Measured } from '../lesson';
import { number, percent } from '../numbers';
import { about } from './about';
import { compared, end, plan, rates } from './plan';
import { kappaAtTheEnd, lowestLoss } from './questions';

/** Where the sharpness of the useful run is highest; a test holds it to the recording. */
export const sharpest = 35.1;

const sharpness = ({ at }: Measured, run: string, epoch: number) => number(at(run, 'sharpness', epoch));

export const lesson: Lesson = {
  ...about,
  plan,
  steps: [
    {
      title: 'One learning rate, from the first step to the last',
      Text: ({ measured }) => (
        <>
          <p>
            So far the step became small because the learning rate did. Here the learning rate η is{' '}
            {rates.useful} throughout, with no momentum and no schedule.
          </p>
          <p>
            These are the first 35 epochs. The steps have become large by themselves: the median step number
            is {number(measured.at('useful', 'kappa', 35))}, and the training loss goes up and down around{' '}
            {number(measured.at('useful', 'trainLoss', 35))}.
          </p>
        </>
      ),
      stage: { kind: 'run', run: 'useful', figures: ['Loss', 'Step number'], epochs: [0, 35] },
      ask: kappaAtTheEnd,
    },
    {
      title: 'The rest of the run',
      Text: ({ measured }) => (
        <>
          <p>
            Soon after epoch 40 the network names every training example right (
            {percent(measured.at('useful', 'trainAccuracy', 45))} at epoch 45). With cross-entropy the loss
            and its curvature then shrink together, and the same step keeps more of what its gradient
            promises: the step number is {number(measured.at('useful', 'kappa', end))} at the end, the loss{' '}
            {number(measured.at('useful', 'trainLoss', end))}.
          </p>
          <p>
            The regime is one of the state, not of the learning rate. The strip says “transition” rather than
            “small step”: κ is small, but Q is not: much of the decrease that the gradient promises on the
            probe set is lost.
          </p>
        </>
      ),
      stage: {
        kind: 'run',
        run: 'useful',
        figures: ['Loss', 'Step size', 'Step number'],
        lens: ['badge'],
        highlight: 'Regime',
      },
    },
    {
      title: 'How sharp the valley is',
      Text: ({ measured }) => (
        <>
          <p>
            The sharpness is the curvature of the loss in its steepest direction. Where it is above{' '}
            <Inline name="edge" />, plain gradient descent on all examples would climb in that direction.
          </p>
          <Formula name="sharpness" />
          <p>
            At η {rates.small} it grows while the loss falls, from {sharpness(measured, 'small', 1)} after one
            epoch to {sharpness(measured, 'small', compared)} in epoch 28: progressive sharpening. At η{' '}
            {rates.useful} it moves below and about <Inline name="edge" /> = {number(2 / rates.useful)}, up to{' '}
            {sharpness(measured, 'useful', sharpest)} at epoch {Math.floor(sharpest)}, and ends at{' '}
            {sharpness(measured, 'useful', end)}. The line drawn is that of the run that is shown in full; for
            η {rates.small} it is {number(2 / rates.small)}.
          </p>
          <p>
            That full-batch descent settles at <Inline name="edge" /> is known as the edge of stability (Cohen
            et al., 2021); with batches of 32 it need not. The sharpness is read on 128 training examples
            here, every 313 steps.
          </p>
        </>
      ),
      stage: {
        kind: 'run',
        run: 'useful',
        beside: ['small'],
        figures: ['Loss', 'Sharpness'],
        highlight: 'Sharpness',
      },
    },
    {
      title: 'Three zones',
      Text: () => (
        <p>
          A learning rate can be so small that the steps lower the loss slowly, large and still useful, or too
          large. These three were chosen from runs that we trained: η {rates.small}, η {rates.useful} and η{' '}
          {rates['too-large']}. Where the borders lie depends on the data, the network and the batch size.
        </p>
      ),
      stage: { kind: 'run', run: 'useful', figures: ['Step size'], epochs: [0, compared] },
      ask: lowestLoss,
    },
    {
      title: 'Too small, useful, too large',
      Text: ({ measured }) => (
        <>
          <p>
            After {compared} epochs the training loss is {number(measured.at('small', 'trainLoss', compared))}{' '}
            at η {rates.small}, {number(measured.at('useful', 'trainLoss', compared))} at η {rates.useful} and{' '}
            {number(measured.at('too-large', 'trainLoss', compared))} at η {rates['too-large']}. Guessing
            gives {number(Math.log(10))}: the largest has learned nothing that lasted, though it did not run
            away to infinity.
          </p>
          <p>
            Turn the learning rate and run it live: your rate takes the place of η {rates.useful}, and the
            other two runs are trained as well.
          </p>
        </>
      ),
      stage: {
        kind: 'run',
        run: 'useful',
        beside: ['small', 'too-large'],
        figures: ['Loss', 'Accuracy', 'Step number'],
        epochs: [0, compared],
        control: 'learningRate',
      },
    },
    {
      title: 'Take it with you',
      Text: () => (
        <>
          <p>
            Two learning rates and one epoch to drop at are the whole schedule. In a training of your own,
            choose the large rate so that the loss still falls but bounces; drop when it has stopped
            improving; let the small rate, with momentum, finish.
          </p>
          <p>
            The numbers shown are those of lesson 1 and fit its task, not yours. That such a schedule does as
            well as a tuned one is our reading of the paper’s claim; what we measured of it, on small
            networks, is in lesson 4 and under Evidence.
          </p>
        </>
      ),
      stage: { kind: 'take-home', config: defaultConfig },
    },
  ],
};
