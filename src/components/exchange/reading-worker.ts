/** Reads a file that a person opens beside the page: text, JSON and checks of it may take a while. */
import { ColumnJson, JsonFault } from '../../runs/import/column-json';
import type { LogShape } from '../../runs/import/log-shape';
import { isOwnCsv, OwnCsv } from '../../runs/import/own-csv';
import { type Remembered, readLog, type TrainingLog } from '../../runs/import/read-log';
import { mostTextBytes, readText } from '../../runs/import/read-text';
import type { Choice } from '../../runs/import/roles';
import { holdsRunFile, sniff, sniffedBytes } from '../../runs/import/sniff';
import { bytesOf, eachText, firstBytes, isGzip, TextFault } from '../../runs/import/text-stream';
import type { ParsedRun } from '../../runs/run-file';
import { parseRunFiles } from '../../runs/run-files';
import { otherFile } from '../../training/data/own/other-files';
import { readBytes } from '../../training/data/read-bytes';

/** What the page asks: a file, and what is known of the columns of logs. */
export interface Question {
  file: File;
  /** What a person says of the columns of this log. */
  choice?: Choice;
  remembered?: Remembered;
}

export type Opened =
  | { kind: 'runs'; runs: ParsedRun[] }
  /** `shape`: where a person may say what the columns are; those of this page's own files are known. */
  | { kind: 'log'; logs: TrainingLog[]; notes: string[]; shape?: LogShape }
  /** Examples to train on, not a run. */
  | { kind: 'data' }
  /** `shape`: a log of which a person may say what the columns are; `ask`: nothing else is missing. */
  | { kind: 'refused'; message: string; isText?: boolean; shape?: LogShape; ask?: boolean };

const refused = (message: string): Opened => ({ kind: 'refused', message });

async function open({ file, choice, remembered }: Question): Promise<Opened> {
  const start = new Uint8Array(await readBytes(file.slice(0, sniffedBytes)));
  const gzip = isGzip(start);
  const name = gzip ? file.name.replace(/\.gz$/i, '') : file.name;
  const known = choice ? 'log' : sniff(start, file.name);
  const other = choice ? undefined : otherFile(start, file.name);
  if (other) return refused(other);
  if (known === 'data') return { kind: known };
  const inner = gzip ? await firstBytes(bytesOf(file, gzip), sniffedBytes) : start;
  const kind = gzip && !choice ? sniff(inner, name) : known;
  if (kind === 'data') return { kind };
  if (kind === 'run-file' || kind === 'run-files') return readRuns(file, gzip);
  if (kind !== 'log') {
    return refused('It is neither a run file nor a training log (text or JSON) nor data to train on.');
  }
  if (!choice && isOwnCsv(new TextDecoder().decode(inner))) {
    const own = await readOwnCsv(file, gzip, name);
    // A person may have worked on it.
    if (own.kind === 'log' || file.size > mostTextBytes) return own;
  }
  // No more of it is unpacked than is read.
  const packed = gzip && (await firstBytes(bytesOf(file, true), mostTextBytes + 1));
  const text = await readText(packed ? new Blob([packed]) : file);
  if (!text.ok) return refused(text.message);
  // Another program may have sorted the keys of a run file, or put something around it.
  if (!choice && holdsRunFile(text.text)) return readRuns(file, gzip);
  const result = readLog(text.text, name, choice, remembered);
  return result.ok ? { ...result, kind } : { ...result, kind: 'refused', isText: true };
}

async function readRuns(file: File, gzip: boolean): Promise<Opened> {
  const json = new ColumnJson();
  await eachText(bytesOf(file, gzip), (text) => void json.feed(text));
  const result = parseRunFiles(json.end());
  return result.ok ? { kind: 'runs', runs: result.runs } : refused(result.message);
}

async function readOwnCsv(file: File, gzip: boolean, name: string): Promise<Opened> {
  const csv = new OwnCsv();
  await eachText(bytesOf(file, gzip), (text) => csv.feed(text));
  const result = csv.end(name.replace(/(.)\.[^.]*$/, '$1'));
  return result.ok ? { kind: 'log', logs: [result.log], notes: result.log.notes } : refused(result.message);
}

/** Buffers of all columns: they are handed over, not copied. */
function buffersOf(opened: Opened): ArrayBuffer[] {
  const tables =
    opened.kind === 'runs'
      ? opened.runs.flatMap((run) => Object.values(run.tables))
      : opened.kind === 'log'
        ? opened.logs.flatMap(({ steps, evaluations }) => [steps, evaluations])
        : [];
  return tables.flatMap((table) =>
    Object.values<Float32Array<ArrayBuffer>>(table).map(({ buffer }) => buffer),
  );
}

self.onmessage = async ({ data }: MessageEvent<Question>) => {
  const opened = await open(data).catch((error) =>
    refused(
      error instanceof TextFault || error instanceof JsonFault
        ? error.message
        : `It could not be read: ${(error as Error).message}`,
    ),
  );
  self.postMessage(opened, { transfer: [...new Set(buffersOf(opened))] });
};
