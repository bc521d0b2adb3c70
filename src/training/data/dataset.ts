/** What a data set is to the rest of the code. Types only. */
import type { RunConfig } from '../config';
import type { DatasetName } from '../fields';

export interface Split {
  /** Row-major, one example after the other; an example has the shape `Dataset.inputShape`. */
  inputs: Float32Array<ArrayBuffer>;
  /** Class of each example, 0 to classes - 1. */
  labels: Int32Array<ArrayBuffer>;
}

export interface Dataset {
  name: DatasetName;
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

/** A source makes the clean data set of a configuration; subset and label noise are applied after it. */
export interface DataSource {
  name: DatasetName;
  load(config: RunConfig, context: LoadContext): Promise<Dataset>;
}

/** The data cannot be had or is not what it should be; the message is for people. */
export class DataError extends Error {
  override name = 'DataError';
}
