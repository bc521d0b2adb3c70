/** Temporary. */
import type { RunEntry } from './run-entry';

export function names(runs: readonly RunEntry[]): Map<string, string> {
  return new Map(runs.map(({ id, name }, i) => [id, name || `Run ${i + 1}`]));
}

export function difference(_from: unknown, _to: unknown): string {
  return 'change';
}
