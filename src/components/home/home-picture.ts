/** What the picture of the home page shows of the recorded run: few numbers, taken from its file. Pure. */
import { median } from 'd3';
import * as v from 'valibot';
import { firstPictureOf } from '../../runs/first-picture';
import { parseRunFile } from '../../runs/run-file';
import { floorWidth, landingPosition } from '../../training/probes/kappa';
import { regimeNames } from '../../training/regime/describe';
import type { Regime } from '../../training/regime/types';
import { scheduledDrop } from '../../training/schedules/plan';

export interface Reading {
  epoch: number;
  /** Of the whole training set. */
  trainLoss: number;
  /** From 0 to 1. */
  testAccuracy: number;
}

/** Least and largest batch loss of some steps in a row. */
export interface Reach {
  epoch: number;
  low: number;
  high: number;
}

export interface Stretch {
  from: number;
  to: number;
  regime: Regime;
}

/** What the last large steps did. */
export interface Large {
  epochs: number;
  /** Median landing position p, NaN where none was measured. */
  landing: number;
  /** Share of the promised decrease that was kept on the probe set, 1 - Q. */
  kept: number;
}

/** All places are in epochs. */
export interface Picture {
  epochs: number;
  drop: number | undefined;
  readings: Reading[];
  reaches: Reach[];
  stretches: Stretch[];
  /** Of a run whose steps become small. */
  large?: Large;
}

/** Epochs before the drop whose steps are told of. */
const told = 8;

/** Steps whose batch losses are drawn as one upright line. */
const together = 25;

const stretches = v.array(
  v.object({
    from: v.number(),
    to: v.number(),
    regime: v.picklist(Object.keys(regimeNames) as Regime[]),
  }),
);

/** The picture of a parsed recording, or why there is none. Never throws. */
export function readPicture(
  recording: unknown,
): { ok: true; picture: Picture } | { ok: false; message: string } {
  const file = firstPictureOf(recording);
  const parsed = parseRunFile(file);
  if (!parsed.ok) return parsed;
  const { initial, stepsPerEpoch, tables } = parsed.run;
  const regimes = v.safeParse(stretches, (file as { regimes?: unknown }).regimes);
  const { steps, evaluations, probes } = tables;
  const drop = scheduledDrop(initial);
  if (!steps || !evaluations || steps.step.length === 0 || !regimes.success)
    return { ok: false, message: 'The recorded run holds no steps or no regimes.' };
  return {
    ok: true,
    picture: {
      epochs: initial.epochs,
      drop,
      readings: Array.from(evaluations.step, (step, i) => ({
        epoch: step / stepsPerEpoch,
        trainLoss: evaluations.trainLoss[i],
        testAccuracy: evaluations.testAccuracy[i],
      })),
      reaches: reachesOf(steps.batchLoss, stepsPerEpoch),
      stretches: stretchesOf(regimes.output, stepsPerEpoch, initial.epochs),
      ...(drop !== undefined && probes && { large: largeOf(steps, probes, drop, stepsPerEpoch) }),
    },
  };
}

type NumberColumns = { step: ArrayLike<number>; [name: string]: ArrayLike<number> };

function largeOf(steps: NumberColumns, probes: NumberColumns, drop: number, stepsPerEpoch: number): Large {
  const epochs = Math.min(told, drop);
  const [from, to] = [(drop - epochs) * stepsPerEpoch, drop * stepsPerEpoch];
  const rowsOf = ({ step }: NumberColumns) =>
    Array.from(step, (_, row) => row).filter((row) => step[row] > from && step[row] <= to);
  const sum = (name: string) => rowsOf(probes).reduce((all, row) => all + probes[name][row], 0);
  const landings = rowsOf(steps).map((row) => landingPosition(steps.slope[row], steps.landingSlope[row]));
  return {
    epochs,
    landing: median(landings) ?? Number.NaN,
    kept: sum('change') / sum('slope'),
  };
}

/** In epochs. The last steps may not fill a window: they go on under the name of the ones before. */
function stretchesOf(measured: readonly Stretch[], stepsPerEpoch: number, epochs: number): Stretch[] {
  return measured.map(({ from, to, regime }, i) => {
    const end = to / stepsPerEpoch;
    const last = i === measured.length - 1 && epochs - end < 1;
    return { from: from / stepsPerEpoch, to: last ? epochs : end, regime };
  });
}

function reachesOf(losses: Float32Array, stepsPerEpoch: number): Reach[] {
  return Array.from({ length: Math.ceil(losses.length / together) }, (_, i) => {
    const some = losses.subarray(i * together, (i + 1) * together);
    const middle = i * together + some.length / 2;
    return { epoch: middle / stepsPerEpoch, low: Math.min(...some), high: Math.max(...some) };
  });
}

/** The last reading that is not after an epoch. */
export function readingAt({ readings }: Picture, epoch: number): Reading {
  return readings.findLast((reading) => reading.epoch <= epoch) ?? readings[0];
}

/** Under the picture while it runs: "epoch 31 of 60 · small step · training loss 0.21". */
export function momentText(picture: Picture, epoch: number): string {
  const { trainLoss } = readingAt(picture, epoch);
  const regime = picture.stretches.find(({ from, to }) => epoch > from && epoch <= to)?.regime ?? 'undecided';
  return [
    `epoch ${Math.floor(epoch)} of ${picture.epochs}`,
    regimeNames[regime].toLowerCase(),
    `training loss ${shortLoss(trainLoss)}`,
  ].join(' · ');
}

/** The picture in words, from its numbers. */
export function inWords(picture: Picture): string {
  const { epochs, drop } = picture;
  const last = readingAt(picture, epochs);
  const end = `training loss ${shortLoss(last.trainLoss)} and test accuracy ${percent(last.testAccuracy)}`;
  if (drop === undefined) return `Loss of a recorded run over ${epochs} epochs; it ends with ${end}.`;
  const before = readingAt(picture, drop);
  return `Loss of a recorded run. With large steps the training loss is ${shortLoss(before.trainLoss)} after ${drop} epochs; the step is made small then, and after ${epochs} epochs the run ends with ${end}.`;
}

/** So little kept on the probe set is nearly nothing. */
const nearlyNothing = 0.1;

/** What the large steps did, where it is what batches that undo each other do; else nothing is said. */
export function landingText({ large }: Picture): string {
  if (!large || !(Math.abs(large.landing - 1) <= floorWidth && large.kept < nearlyNothing)) return '';
  const { epochs, landing, kept } = large;
  const share = kept <= 0 ? 'nothing' : `only ${percent(kept)}`;
  return `A large step goes to about the floor of its own batch’s valley, and the other batches undo it: in the last ${epochs} epochs of large steps the median landing position p is ${landing.toFixed(2)}, where 1 is the floor. On a fixed set of training examples ${share} of the promised decrease was kept.`;
}

export const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
export const shortLoss = (loss: number) => String(Number(loss.toPrecision(2)));
