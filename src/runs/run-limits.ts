/** How large a run may be, and so the files of one: writer and reader keep to the same numbers. */
import { curvatureColumns, evaluationColumns, probeColumns, stepColumns } from '../training/columns';
import { fields } from '../training/fields';

/** Most rows of a table: a step for every batch of the longest run, and step 0 is the untrained network. */
export const mostRows = Math.ceil(fields.trainSize.max / fields.batchSize.min) * fields.epochs.max + 1;

const columns = [stepColumns, evaluationColumns, probeColumns, curvatureColumns].flat().length;

/** Most numbers in the columns of one file: those of the longest run with everything measured at every step. */
export const mostNumbers = mostRows * columns;

/** Most live changes of a run. */
export const mostChanges = 10_000;

/** Most characters of a run file beside its columns. */
export const mostOtherText = 2 ** 26;

/** Characters that a number with its comma takes at most, with some room for spaces of other programs. */
const mostNumberText = 24;

/** Most bytes of a file, unpacked: any that keeps the limits above is smaller. */
export const mostFileBytes = mostNumbers * mostNumberText + 4 * mostOtherText;

/** What a person is told where a file would hold more. */
export function tooManyNumbers(numbers: number): string {
  const [there, most] = [numbers, mostNumbers].map(
    (n) => `${Math.round(n / 1e6).toLocaleString('en')} million`,
  );
  return `These runs hold ${there} numbers together; a file holds up to ${most}. Export them one by one.`;
}
