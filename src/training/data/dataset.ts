/** What a data set is to the rest of the code. Types only. */
import type { Field } from '../field';
import type { AnyRun, Fields, Own, Part, ValuesOf } from '../part';
import type { RandomStream } from '../random';

export interface Split {
  /** Row-major, one example after the other; an example has the shape `Dataset.inputShape`. */
  inputs: Float32Array<ArrayBuffer>;
  /** Class of each example, 0 to classes - 1. */
  labels: Int32Array<ArrayBuffer>;
}

export interface Dataset {
  /** Shape of one example without the batch: [2], [40] or [28, 28, 1]. */
  inputShape: readonly number[];
  classes: number;
  train: Split;
  test: Split;
}

/** Examples that a person brought, ready to train on. */
export interface OwnData {
  name: string;
  /** Identity: a checksum of inputs and labels, from 1. */
  checksum: number;
  inputShape: readonly number[];
  /** Name of each class; labels are places in it. */
  classNames: readonly string[];
  /** All examples, shuffled; those from `testFrom` on are the test set. */
  inputs: Float32Array<ArrayBuffer>;
  labels: Int32Array<ArrayBuffer>;
  testFrom: number;
  /** What was left out, guessed or converted: whole sentences. */
  notes: readonly string[];
}

export interface LoadContext {
  /** Folder of the site, absolute, with a trailing slash; `data/` lies below it. */
  baseUrl: string;
  /** Called with a share from 0 to 1 while something is fetched. */
  onProgress(fraction: number): void;
  /** The data of the person, where the page has it. */
  own?: OwnData | undefined;
}

/** What every data set reads of a run beside its own fields. */
type Shared = {
  seed: number;
};

/** Makes the clean data set of a run, all or the first `trainSize` examples; wrong labels come after it. */
export type Load<F extends Fields = Record<never, Field>> = (
  config: Shared & ValuesOf<F>,
  context: LoadContext,
) => Promise<Dataset>;

export interface DataSource<Run = AnyRun> extends Part<Run> {
  /** Infinite where only the data says it: no loss counts as worse than guessing. */
  classes: number;
  /** Shape of one example; undefined where only the data says it. */
  inputShape?: readonly number[];
  /** Largest number of training examples, where there are fewer than a run may ask for. */
  examples?: number;
  /** Of data in the plane: a point of the class without noise. */
  point?(label: number, random: RandomStream): readonly [x: number, y: number];
  /** What takes much code has this in NAME/load.ts instead, which the page does not fetch. */
  load?(config: Run, context: LoadContext): Promise<Dataset>;
}

/** Its own fields say what its functions are given. */
export const dataSource = <const N extends string, const F extends Fields>(
  part: DataSource<Shared & ValuesOf<F>> & Own<N, F>,
) => part;

/** The data cannot be had or is not what it should be; the message is for people. */
export class DataError extends Error {
  override name = 'DataError';
}
