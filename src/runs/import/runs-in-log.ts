/** Which rows of a log are of which run. Pure. */
import type { LogColumn, LogTable } from './log-table';
import type { Meaning } from './roles';

export interface RunRows {
  /** Undefined: the file says nothing of several runs. */
  name?: string;
  rows: Uint32Array;
}

/** More than a list can show. */
const mostRuns = 60;

/** The rows of every run, in the order in which the runs begin; tells `notes`. */
export function runsOf(table: LogTable, meaning: Meaning, notes: string[]): RunRows[] {
  const all = Uint32Array.from({ length: table.rows }, (_, row) => row);
  const { run } = meaning;
  if (!run) return restarts(table, meaning, all, notes);
  const groups = new Map<string, number[]>();
  for (const row of all) {
    const name = run.textAt(row);
    const group = groups.get(name);
    if (group) group.push(row);
    else groups.set(name, [row]);
  }
  const losses = lossesOf(meaning);
  const filled = [...groups].filter(([, rows]) =>
    rows.some((row) => losses.some((loss) => !loss.isBlank(row))),
  );
  if (filled.length > mostRuns) {
    notes.push(`The file has ${filled.length.toLocaleString('en')} runs; the first ${mostRuns} are opened.`);
  }
  return filled
    .slice(0, mostRuns)
    .map(([name, rows]) => ({ name: name === '' ? 'no name' : name, rows: Uint32Array.from(rows) }));
}

const lossesOf = ({ columns }: Meaning): LogColumn[] =>
  (['batchLoss', 'loss', 'trainLoss', 'testLoss'] as const).flatMap((each) => columns.get(each) ?? []);

/**
 * A program that is started again writes on into the same file: where its steps begin anew and it says the same
 * quantities again, another run begins. Steps that begin anew with each epoch are those of one run.
 */
function restarts(table: LogTable, meaning: Meaning, all: Uint32Array, notes: string[]): RunRows[] {
  const [step] = meaning.columns.get('step') ?? [];
  const [epoch] = meaning.columns.get('epoch') ?? [];
  if (!step) return [{ rows: all }];
  const starts = [0];
  let [first, before, epochBefore] = [Number.NaN, Number.NaN, Number.NaN];
  for (const row of all) {
    const at = step.at(row);
    if (Number.isNaN(at)) continue;
    if (Number.isNaN(first)) first = at;
    if (at < first) return [{ rows: all }];
    const of = epoch?.at(row) ?? Number.NaN;
    const epochGoesOn = of > epochBefore;
    if (at < before && at === first && !epochGoesOn) starts.push(row);
    before = at;
    if (!Number.isNaN(of)) epochBefore = of;
  }
  const parts = starts.map((from, i) => all.subarray(from, starts[i + 1] ?? all.length));
  if (parts.length < 2 || parts.length > mostRuns || !repeats(parts, meaning, step)) return [{ rows: all }];
  notes.push(
    `Steps begin anew at ${table.word.toLowerCase()} ${starts
      .slice(1, 4)
      .map((row) => table.numberOf(row))
      .join(', ')}${starts.length > 4 ? ', …' : ''}: the file has ${parts.length} runs.`,
  );
  return parts.map((rows, i) => ({ name: `${i + 1}`, rows }));
}

/** Whether every part has several steps and one of the losses is in all of them. */
function repeats(parts: readonly Uint32Array[], meaning: Meaning, step: LogColumn): boolean {
  const isRun = (rows: Uint32Array) => new Set(rows.subarray(0, 50).map((row) => step.at(row))).size > 1;
  return (
    parts.every(isRun) &&
    lossesOf(meaning).some((loss) => parts.every((rows) => rows.some((row) => !loss.isBlank(row))))
  );
}
