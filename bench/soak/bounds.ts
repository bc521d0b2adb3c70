/** What a soak must keep to, and what a leg of it breaks, in sentences. Pure. */
import { median } from 'd3';
import type { Memory } from './memory';

/** What was seen at the end of a leg, the run at rest. */
export interface Reading {
  steps: number;
  memory: Memory;
  /** Bytes of the kept runs in the browser. */
  stored: number;
  /** From Pause to "Paused", ms. */
  pauses: readonly number[];
}

/** Memory grows by at most so many times the recorded numbers. */
export const mostGrowth = 1.5;
/** Bytes that one reading differs from the next without a cause. */
const noise = 4e6;
/** Kept rows take at most so many times the recorded numbers, and so much room that is not given back yet. */
export const mostStored = 2;
const storedNoise = 32e6;
/** Median time from Pause to "Paused", ms. */
export const mostPause = 300;

export const bytesOf = ({ page, workers }: Memory): number => page + workers;

/** `first` is the reading that it is compared with, `recorded` the bytes that were recorded since. */
export function breaches(reading: Reading, first: Reading, recorded: number): string[] {
  const { steps, memory, stored, pauses } = reading;
  const grown = bytesOf(memory) - bytesOf(first.memory);
  const typical = median(pauses) ?? 0;
  const at = `At step ${steps.toLocaleString('en')}`;
  const faults: string[] = [];
  if (grown > mostGrowth * recorded + noise)
    faults.push(
      `${at} memory has grown by ${inMb(grown)}, ${(grown / recorded).toFixed(2)} times the ${inMb(recorded)} that are recorded.`,
    );
  if (memory.threads > first.memory.threads)
    faults.push(`${at} there are ${memory.threads} workers in place of ${first.memory.threads}.`);
  if (stored > mostStored * recorded + storedNoise)
    faults.push(`${at} ${inMb(stored)} are stored for ${inMb(recorded)} that are recorded.`);
  if (typical > mostPause) faults.push(`${at} Pause takes ${Math.round(typical)} ms.`);
  return faults;
}

export const inMb = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
