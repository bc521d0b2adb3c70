import { Formula, Inline } from '../../components/terms/Formula';
import { keptShare } from '../../training/probes/kappa';
import type { Lesson, Measured } from '../lesson';
import { number, percent } from '../numbers';
import { about } from './about';
import { closeUp, drop, end, fullEnd, plan } from './plan';
import { kappaOfLargeSteps, landingOnFullBatches, lossAfterDrop } from './questions';

const run = 'two-phase';

const loss = ({ at }: Measured, epoch: number) => number(at(run, 'trainLoss', epoch));

const keptOnProbe = (share: number) => (share <= 0 ? 'nothing' : percent(share));

/** What the median step keeps on its own batch of what its gradient promised. */
const kept = ({ at }: Measured, name: string, epoch: number) => keptShare(at(name, 'kappa', epoch));

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
            {percent(measured.at(run, 'testAccuracy', end))}. The strip below the loss names the regime, which
            is <em>measured</em> on the steps themselves; the planned drop has a mark of its own.
          </p>
          <p>
            Was it the drop? The second run shown is a fork: it shares the first {drop} epochs, step by step,
            and then keeps the large step. Its training loss is{' '}
            {number(measured.at('kept', 'trainLoss', drop + 1))} one epoch later and{' '}
            {number(measured.at('kept', 'trainLoss', end))} at the end, with test accuracy{' '}
            {percent(measured.at('kept', 'testAccuracy', end))}. Run it live, then fork your own run where it
            drops.
          </p>
        </>
      ),
      stage: {
        kind: 'run',
        run,
        beside: ['kept'],
        figures: ['Loss', 'Accuracy', 'Step size'],
        highlight: 'Regime',
        fork: { name: 'kept', changes: { schedule: 'constant' } },
      },
      ask: kappaOfLargeSteps,
    },
    {
      title: 'One large step, close up',
      Text: () => (
        <>
          <p>
            The microscope shows the loss of one batch along one step that was taken on it. The step number κ
            says how much the step kept of what its gradient promised:
          </p>
          <Formula name="kappa" />
          <p>
            At 0 a step keeps all of it, at 1 half, at 2 nothing. Here <Inline name="batch-loss" /> is the
            loss of the batch, w the weights before the step, s the step and g the gradient there. Where in
            the valley the step landed, the slope at its landing tells:
          </p>
          <Formula name="landing" />
          <p>
            Below 1 the loss still falls there, at 1 the step is on the floor, above 1 it has crossed the
            floor.
          </p>
        </>
      ),
      stage: {
        kind: 'run',
        run,
        figures: ['Step number'],
        step: closeUp.batches,
        lens: ['badge', 'microscope'],
      },
      ask: landingOnFullBatches,
    },
    {
      title: 'Small batches and the full batch, side by side',
      Text: ({ measured }) => (
        <>
          <p>
            Both runs have the same network, the same data and the same learning rate. Only the batch differs.
          </p>
          <p>
            On batches of 32 a large step goes to about the floor of <em>its own</em> batch’s valley: the
            median p before the drop is {number(measured.at(run, 'landing', drop))}. The valleys of the other
            batches lie elsewhere, and the other batches undo it. On its own batch the median step keeps{' '}
            {percent(kept(measured, run, drop))} of what its gradient promised. On a fixed set of training
            examples, the probe set, {keptOnProbe(measured.at(run, 'probeKept', drop))} of what its gradient
            promised over the last eight epochs was kept.
          </p>
          <p>
            On the full batch there are no other batches. There the step bounces from wall to wall: the median
            p of the last steps is {number(measured.at('full', 'landing', fullEnd))}, and{' '}
            {percent(measured.at('full', 'crossed', fullEnd))} of them cross the floor. It was not so at
            first: at step 50, with the same learning rate, the median p was{' '}
            {number(measured.at('full', 'landing', 50))}.
          </p>
        </>
      ),
      stage: {
        kind: 'sides',
        sides: [
          { run, title: 'Batches of 32', step: closeUp.batches, epoch: drop },
          { run: 'full', title: 'The full batch', step: closeUp.full, epoch: fullEnd },
        ],
      },
    },
    {
      title: 'A small step, close up',
      Text: ({ measured }) => (
        <p>
          Two epochs after the drop. The step stops far short of the floor, and the next one goes on from
          there. In the last epoch the median p is {number(measured.at(run, 'landing', end))}. Over the last
          eight epochs {keptOnProbe(measured.at(run, 'probeKept', end))} of what the gradient of the probe set
          promised was kept. Choose another step under the microscope, before the drop (up to 3,750) or after
          it.
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
            On batches of 32 nearly every large step lowers the loss of its own batch, and curvature and the
            other batches take that back. Q is the share of the promised decrease that is lost on the probe
            set; at 1 nothing is left of it. The plane shows κ and Q, a point for each window of steps, and p
            in place of κ if you choose it.
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
