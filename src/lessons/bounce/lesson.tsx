import { Formula, Inline } from '../../components/terms/Formula';
import type { Lesson, Measured } from '../lesson';
import { number, percent } from '../numbers';
import { about } from './about';
import { drop, end, plan } from './plan';
import { kappaOfLargeSteps, lossAfterDrop } from './questions';

const run = 'two-phase';

const loss = ({ at }: Measured, epoch: number) => number(at(run, 'trainLoss', epoch));

export const lesson: Lesson = {
  ...about,
  plan,
  steps: [
    {
      title: 'A loss that falls unevenly',
      Text: ({ measured }) => (
        <>
          <p>
            A small network learns MNIST-1D, ten shapes of noisy curves, by plain gradient descent on batches
            of 32 with learning rate 0.4: <em>large steps</em>. The paper this page is about, by Leclerc and
            Madry, says of them: the loss does not fall consistently, and it plateaus higher.
          </p>
          <p>
            Here are the first {drop} epochs. The training loss was {loss(measured, 20)} after 20 epochs and{' '}
            {loss(measured, drop)} after {drop}; in between it went up as well as down.
          </p>
        </>
      ),
      stage: { kind: 'run', run, figures: ['Loss'], epochs: [0, drop], highlight: 'Loss' },
    },
    {
      title: 'Then the step becomes small',
      Text: () => (
        <p>
          After epoch {drop} the learning rate is 0.003, with momentum 0.9. Nothing else changes: the same
          weights, the same data. With a learning rate η and momentum μ the steps add up to those of a rate of{' '}
          <Inline name="effective-rate" /> = 0.03. That is still about thirteen times less than before.
        </p>
      ),
      stage: { kind: 'run', run, figures: ['Loss', 'Step size'], epochs: [0, drop] },
      ask: lossAfterDrop,
    },
    {
      title: 'The drop',
      Text: ({ measured }) => (
        <>
          <p>
            The loss falls within one epoch, and then goes on smoothly: {loss(measured, drop)} at the drop,{' '}
            {loss(measured, drop + 1)} one epoch later, {loss(measured, end)} at the end. Test accuracy goes
            from {percent(measured.at(run, 'testAccuracy', drop))} to{' '}
            {percent(measured.at(run, 'testAccuracy', end))}.
          </p>
          <p>
            The strip below the loss names the regime, which is <em>measured</em> on the steps themselves. The
            drop was planned, and has a mark of its own.
          </p>
        </>
      ),
      stage: { kind: 'run', run, figures: ['Loss', 'Accuracy', 'Step size'], highlight: 'Regime' },
      ask: kappaOfLargeSteps,
    },
    {
      title: 'Was it the drop?',
      Text: ({ measured }) => (
        <>
          <p>
            A fork is a run with the same past. The second run shown shares the first {drop} epochs, step by
            step, and then keeps the large step. Its training loss is{' '}
            {number(measured.at('kept', 'trainLoss', drop + 1))} one epoch later and{' '}
            {number(measured.at('kept', 'trainLoss', end))} at the end, with test accuracy{' '}
            {percent(measured.at('kept', 'testAccuracy', end))}: from the same weights, only the step differs.
          </p>
          <p>
            Try it: run it live, then fork your own run where it drops. (Up to the drop the two curves are
            one.)
          </p>
        </>
      ),
      stage: {
        kind: 'run',
        run,
        beside: ['kept'],
        figures: ['Loss', 'Accuracy'],
        fork: { name: 'kept', changes: { schedule: 'constant' } },
      },
    },
    {
      title: 'One large step, close up',
      Text: () => (
        <>
          <p>
            The microscope shows the loss of one batch along one step that was taken on it: where the step
            began, and where it landed. The straight line is what the gradient promised. The step number κ
            says how much of that the step kept:
          </p>
          <Formula name="kappa" />
          <p>
            At 0 a step keeps all of it, at 1 half. At 2 it keeps nothing, and above 2 the loss of its batch
            rises. In the formula <Inline name="batch-loss" /> is the loss of the batch, w the weights before
            the step, s the step and g the gradient there. On which side of the valley’s floor a step landed,
            κ does not say: that takes the slope where it landed, which is measured in runs that are trained
            here.
          </p>
        </>
      ),
      stage: {
        kind: 'run',
        run,
        figures: ['Step number'],
        step: 3740,
        lens: ['badge', 'microscope'],
      },
    },
    {
      title: 'A small step, close up',
      Text: ({ measured }) => (
        <p>
          Two epochs after the drop. The step goes a small part of the way down, and the next one goes on from
          there. At the end of the run the median step number is {number(measured.at(run, 'kappa', end))}.
          Choose another step under the microscope, before the drop (up to 3,750) or after it.
        </p>
      ),
      stage: {
        kind: 'run',
        run,
        figures: ['Loss', 'Step number'],
        step: 4000,
        lens: ['badge', 'microscope'],
      },
    },
    {
      title: 'The bounce in one picture',
      Text: () => (
        <>
          <p>
            Large steps keep little: nearly every one lowers the loss of its own batch, and the next batches
            take most of that back. Q is the share of the promised decrease that curvature and the other
            batches take back; at 1 nothing is left of it. The plane shows both readings, a point for each
            window of steps.
          </p>
          <p>
            Run it live: the same run is trained on this machine. Try another learning rate before the drop:
            the loss falls at once only where the steps before were large.
          </p>
        </>
      ),
      stage: {
        kind: 'run',
        run,
        figures: ['Loss', 'Accuracy'],
        lens: ['badge', 'plane'],
        control: 'learningRate',
      },
    },
  ],
};
