/** Run files as text in pieces: a string cannot hold the longest runs. The same text as that of `makeRunFile`. */
import type { Columns } from '../../training/growing-columns';
import { fileHead, tableNames } from '../run-file';
import { written } from '../run-file-numbers';
import { type FiledRun, fileFactsOf } from '../run-files';

const digits = 9;
/** Numbers in a piece. */
const mostInPiece = 8192;

/** The run file of a run. The regimes of all steps are judged first. */
export function* runJsonChunks(run: FiledRun, app: string): Generator<string> {
  const { data, engine } = run;
  if (!data.settled) data.settle();
  yield JSON.stringify(fileHead(data, engine, app, fileFactsOf(run))).slice(0, -1);
  for (const name of tableNames) {
    yield `,"${name}":{`;
    yield* tableChunks(data[name] as Columns<string>);
    yield '}';
  }
  yield '}';
}

function* tableChunks(table: Columns<string>): Generator<string> {
  for (const [place, name] of table.names.entries()) {
    yield `${place === 0 ? '' : ','}${JSON.stringify(name)}:[`;
    const values = table.get(name);
    for (let from = 0; from < values.length; from += mostInPiece) {
      const piece = values.subarray(from, from + mostInPiece);
      const texts = Array.from(piece, (value) => JSON.stringify(written(value, digits)));
      yield (from === 0 ? '' : ',') + texts.join(',');
    }
    yield ']';
  }
}

/** What stands around run files in a file of several, and between them. */
export const severalRuns = {
  before: '{"format":"two-regimes-runs","version":1,"runs":[',
  between: ',',
  after: ']}',
};
