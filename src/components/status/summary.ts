/** What happened in a run, in plain sentences made from its recorded numbers. Pure. */
import { divergenceAdvice } from '../../runs/divergence';
import type { RunData } from '../../runs/run-data';

interface Phase {
  name: string;
  from: number;
  to: number;
}

/** Sentences; empty while there is too little to say. */
export function summarize(data: RunData, divergedAt: number | undefined): string[] {
  const { stepsPerEpoch, evaluations, dropStep } = data;
  const drop = dropStep === undefined ? undefined : dropStep / stepsPerEpoch;
  const lastEpoch = (evaluations.last('step') ?? 0) / stepsPerEpoch;
  const sentences: string[] = [];
  if (divergedAt !== undefined) {
    const rate = data.steps.last('learningRate');
    sentences.push(
      `At step ${divergedAt.toLocaleString('en')} the loss or the step grew beyond all bounds: at learning rate ${digits(rate ?? 0)} the steps were too large to return from. ${divergenceAdvice(data)}`,
    );
  }
  if (evaluations.length < 3) return sentences;
  const phases: Phase[] =
    drop === undefined || lastEpoch <= drop
      ? [{ name: phaseName(data), from: 0, to: lastEpoch }]
      : [
          { name: `With the large step (${digits(rateAfter(data, drop - 1))})`, from: 0, to: drop },
          { name: `After the drop to ${digits(rateAfter(data, drop))}`, from: drop, to: lastEpoch },
        ];
  // A log may lack any of these numbers.
  if (Number.isFinite(evaluations.last('trainLoss'))) {
    for (const phase of phases) sentences.push(sentenceOf(data, phase));
  }
  if (!Number.isFinite(evaluations.last('testAccuracy'))) return sentences;
  const accuracy = evaluations.get('testAccuracy');
  const final = percent(accuracy[accuracy.length - 1]);
  sentences.push(
    phases.length === 2
      ? `Test accuracy was ${percent(valueAt(data, 'testAccuracy', phases[0].to))} at the drop and ${final} at the end.`
      : `Test accuracy was ${final} at the end.`,
  );
  return sentences;
}

function phaseName({ config, origin }: RunData): string {
  if (origin === 'log') return 'In this log';
  return config.schedule === 'constant' || config.schedule === 'two-phase'
    ? `With learning rate ${digits(config.learningRate)}`
    : `With learning rates up to ${digits(config.learningRate)}`;
}

function sentenceOf(data: RunData, { name, from, to }: Phase): string {
  const { rising, counted } = risesBetween(data, from, to);
  const loss = digits(valueAt(data, 'trainLoss', to));
  return `${name} the loss on the whole training set rose in ${rising} of ${counted} epochs and ended at ${loss}.`;
}

/** Readings after epoch `from` up to `to` at which the full training loss was above the reading before. */
export function risesBetween(data: RunData, from: number, to: number): { rising: number; counted: number } {
  const loss = data.evaluations.get('trainLoss');
  const step = data.evaluations.get('step');
  let rising = 0;
  let counted = 0;
  for (let i = 1; i < loss.length; i++) {
    const epoch = step[i] / data.stepsPerEpoch;
    if (epoch <= from || epoch > to) continue;
    counted++;
    if (loss[i] > loss[i - 1]) rising++;
  }
  return { rising, counted };
}

/** Learning rate of the first step after an epoch. */
function rateAfter(data: RunData, epoch: number): number {
  const index = Math.ceil(Math.max(0, epoch) * data.stepsPerEpoch - 1e-3);
  return data.steps.get('learningRate')[index] ?? Number.NaN;
}

/** Last reading not after an epoch. */
function valueAt(data: RunData, name: 'trainLoss' | 'testAccuracy', epoch: number): number {
  const step = data.evaluations.get('step');
  let at = step.length - 1;
  while (at > 0 && step[at] > epoch * data.stepsPerEpoch) at--;
  return data.evaluations.get(name)[at];
}

const digits = (x: number) => String(Number(x.toPrecision(2)));
const percent = (x: number) => `${Math.round(100 * x)} %`;
