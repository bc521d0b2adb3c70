import type { RunData } from '../runs/run-data';

/** A run that diverged has readings too, and the last of them is not that of its end. */
export function cameToItsEnd({ config, stepsPerEpoch, evaluations }: RunData): boolean {
  return (evaluations.last('step') ?? 0) >= config.epochs * stepsPerEpoch;
}
