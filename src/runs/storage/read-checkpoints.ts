/** Checks the checkpoints of a kept run. Loaded when a person goes on with one. Pure. */
import * as v from 'valibot';
import type { Checkpoint } from '../../training/protocol';
import type { RunRecord } from './run-record';

const checkpointSchema = v.object({
  step: v.pipe(v.number(), v.integer(), v.minValue(0)),
  tensors: v.pipe(v.array(v.instance(Float32Array)), v.minLength(1)),
});

export interface KeptCheckpoints {
  /** Ascending. */
  checkpoints: Checkpoint[];
  /** Steps of those that the record names and that are damaged or gone. */
  damaged: number[];
}

/**
 * The undamaged ones of stored checkpoints: every number is finite, and sizes are those of the run's parameters, or
 * where these are unknown those that most of its checkpoints have.
 */
export function readCheckpoints(values: readonly unknown[], record?: RunRecord): KeptCheckpoints {
  const whole = values.flatMap((value) => {
    const result = v.safeParse(checkpointSchema, value);
    return result.success ? [result.output as Checkpoint] : [];
  });
  const usual = mostCommon(whole.map(sizesOf));
  const parameters = record?.facts?.parameters;
  const checkpoints = whole.filter((each) => {
    const fits = parameters === undefined ? sizesOf(each) === usual : holdsTwice(each, parameters);
    return fits && each.tensors.every((tensor) => tensor.every(Number.isFinite));
  });
  const good = new Set(checkpoints.map(({ step }) => step));
  const named = record?.checkpoints.map(({ step }) => step) ?? [];
  return { checkpoints, damaged: named.filter((step) => !good.has(step)) };
}

const sizesOf = ({ tensors }: Checkpoint): string => tensors.map(({ length }) => length).join();

/** Of several that are equally common the latest. */
function mostCommon(texts: readonly string[]): string | undefined {
  const times = (text: string) => texts.filter((each) => each === text).length;
  return texts.reduceRight<string | undefined>(
    (best, each) => (best === undefined || times(each) > times(best) ? each : best),
    undefined,
  );
}

/** The weights come first, so many numbers; then a velocity for each of them, in the same sizes. */
function holdsTwice({ tensors }: Checkpoint, parameters: number): boolean {
  let [count, sum] = [0, 0];
  while (count < tensors.length && sum < parameters) sum += tensors[count++].length;
  return (
    sum === parameters &&
    tensors.slice(0, count).every(({ length }, i) => tensors[count + i]?.length === length)
  );
}
