/** A step as the microscope sees it, in JSON: lists in place of typed arrays, null where nothing was measured. */
import * as v from 'valibot';
import type { StepView } from '../training/protocol';

/** Numbers of one view; a batch shows twelve images of 28 x 28 at most. */
const mostNumbers = 20_000;

const measured = v.pipe(
  v.nullable(v.number()),
  v.transform((value) => value ?? Number.NaN),
);
const list = v.pipe(v.array(measured), v.maxLength(mostNumbers));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const wholes = v.pipe(v.array(whole), v.maxLength(mostNumbers));

export const fileView = v.pipe(
  v.object({
    step: v.pipe(whole, v.minValue(1)),
    learningRate: measured,
    momentum: measured,
    lossBefore: measured,
    lossAfter: measured,
    slope: measured,
    gradientNorm: measured,
    stepNorm: measured,
    // Not in views of earlier versions.
    landingSlope: v.optional(measured, null),
    probeLosses: v.optional(list, []),
    alphas: list,
    losses: list,
    batchSize: whole,
    examples: v.object({ inputs: list, labels: wholes, shape: wholes }),
    layers: v.pipe(
      v.array(v.object({ name: v.pipe(v.string(), v.maxLength(60)), gradientNorm: measured })),
      v.maxLength(100),
    ),
  }),
  v.check(
    ({ alphas, losses, probeLosses }) =>
      alphas.length === losses.length && [0, alphas.length].includes(probeLosses.length),
    'a loss is needed for each alpha.',
  ),
  v.check(
    ({ examples: { inputs, labels, shape } }) =>
      inputs.length === labels.length * shape.reduce((product, size) => product * size, 1),
    'the inputs of the examples are not of their shape.',
  ),
);

export function viewOf({ examples, ...view }: v.InferOutput<typeof fileView>): StepView {
  const { inputs, labels, shape } = examples;
  return {
    ...view,
    examples: { inputs: Float32Array.from(inputs), labels: Int32Array.from(labels), shape },
  };
}

/** All that 32-bit numbers have. */
const lossDigits = 9;

/** `digits`: significant ones that are kept of numbers whose differences nobody reads. */
export function writtenView(view: StepView, digits: number): v.InferInput<typeof fileView> {
  const { examples, layers, alphas, losses, probeLosses, step, batchSize, ...numbers } = view;
  const short = (value: number) => (Number.isFinite(value) ? Number(value.toPrecision(digits)) : null);
  // Differences of losses are read from them.
  const exact = (value: number) => (Number.isFinite(value) ? Number(value.toPrecision(lossDigits)) : null);
  const { learningRate, momentum, lossBefore, lossAfter, slope, landingSlope } = numbers;
  const { gradientNorm, stepNorm } = numbers;
  return {
    step,
    batchSize,
    learningRate: short(learningRate),
    momentum: short(momentum),
    lossBefore: exact(lossBefore),
    lossAfter: exact(lossAfter),
    slope: exact(slope),
    landingSlope: short(landingSlope),
    gradientNorm: short(gradientNorm),
    stepNorm: short(stepNorm),
    alphas,
    losses: losses.map(exact),
    probeLosses: probeLosses.map(exact),
    examples: {
      inputs: Array.from(examples.inputs, short),
      labels: [...examples.labels],
      shape: examples.shape,
    },
    layers: layers.map(({ name, gradientNorm: norm }) => ({ name, gradientNorm: short(norm) })),
  };
}
