/** The kept share on the probe set, 1 - Q, by window: worked out when it is read. */
import type { Values } from './blocks';
import type { RunData } from './run-data';

export function probeKept({ regime: { windows } }: RunData): Values {
  const shares = windows.get('share');
  return { length: shares.length, at: (row) => 1 - shares[row] };
}
