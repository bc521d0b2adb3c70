/** What is deleted with everything, in words. Pure. */
import type { RunEntry } from '../../runs/run-entry';

/** "This deletes 3 runs, 1 of which is training, and 1 data set: “Flowers”." */
export function whatGoes(
  runs: readonly Pick<RunEntry, 'state'>[],
  datasets: readonly { name: string }[],
): string {
  const training = runs.filter(({ state }) => state === 'training' || state === 'loading').length;
  const busy = training > 0 ? `, ${training} of which ${training === 1 ? 'is' : 'are'} training,` : '';
  const named = datasets.map(({ name }) => `“${name}”`).join(', ');
  const parts = [
    runs.length > 0 ? counted(runs.length, 'run') + busy : '',
    datasets.length > 0 ? `${counted(datasets.length, 'data set')}: ${named}` : '',
  ].filter(Boolean);
  return `This deletes ${parts.join(' and ').replace(/,$/, '') || 'what is kept in this browser'}.`;
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
