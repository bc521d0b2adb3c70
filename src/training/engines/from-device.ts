/**
 * Numbers that are read back from a device: they come once everything asked for before is computed, or never. How long
 * that takes differs a thousandfold, so the limit follows what work of the same kind has taken.
 */
import { within } from '../within';

/** Where nothing is known yet: the first work of a kind compiles its programs, on a processor that is slow at both. */
const firstSeconds = { hardware: 60, software: 180 } as const;
/** Work of a known kind, at least and at most; between them so many times what it took before. */
const leastSeconds = 20;
const mostSeconds = 600;
const patience = 20;
/** Programs are compiled before they are used; tens of seconds were seen. */
const compileSeconds = 120;

let first: number = firstSeconds.software;
const longest = new Map<string, number>();

/** Other networks or data: nothing is known of the work to come. `software`: the device is the processor. */
export function expectNewWork(software: boolean): void {
  first = software ? firstSeconds.software : firstSeconds.hardware;
  longest.clear();
}

/**
 * Passes on what the device computes, or rejects with NoAnswer. Work of the same `kind` takes about as long for each of
 * its `parts`, such as the steps of a batch.
 */
export async function fromDevice<T>(kind: string, numbers: Promise<T>, parts = 1): Promise<T> {
  const one = longest.get(kind);
  const known = one === undefined ? undefined : one * parts;
  const seconds =
    known === undefined ? first : Math.ceil(Math.min(mostSeconds, Math.max(leastSeconds, patience * known)));
  const began = performance.now();
  const result = await within(seconds, numbers, 'The graphics processor');
  longest.set(kind, Math.max(one ?? 0, (performance.now() - began) / 1000 / parts));
  return result;
}

/** The same for programs that are compiled. */
export function compiled<T>(programs: Promise<T>): Promise<T> {
  return within(compileSeconds, programs, 'The graphics processor’s compiler');
}
