/** Reads a file that a person opens beside the page: text, JSON and checks of it may take a while. */
import type { LogShape } from '../../runs/import/log-shape';
import { type Remembered, readLog, type TrainingLog } from '../../runs/import/read-log';
import { readText } from '../../runs/import/read-text';
import type { Choice } from '../../runs/import/roles';
import { sniff, sniffedBytes } from '../../runs/import/sniff';
import type { ParsedRun } from '../../runs/run-file';
import { parseRunFiles } from '../../runs/run-files';
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
  | { kind: 'log'; logs: TrainingLog[]; notes: string[]; shape: LogShape }
  /** Examples to train on, not a run. */
  | { kind: 'data' }
  /** `shape`: a log of which a person may say what the columns are; `ask`: nothing else is missing. */
  | { kind: 'refused'; message: string; isText?: boolean; shape?: LogShape; ask?: boolean };

/** A run of a million steps is some hundred megabytes of text. */
const mostRunBytes = 256 * 2 ** 20;

const refused = (message: string): Opened => ({ kind: 'refused', message });

async function open({ file, choice, remembered }: Question): Promise<Opened> {
  const start = new Uint8Array(await readBytes(file.slice(0, sniffedBytes)));
  const kind = choice ? 'log' : sniff(start, file.name);
  if (kind === 'data') return { kind };
  if (kind === 'unknown') {
    return refused('It is neither a run file nor a training log (text or JSON) nor data to train on.');
  }
  const text = await readText(file, kind === 'log' ? undefined : mostRunBytes);
  if (!text.ok) return refused(text.message);
  if (kind === 'log') {
    const result = readLog(text.text, file.name, choice, remembered);
    return result.ok ? { ...result, kind } : { ...result, kind: 'refused', isText: true };
  }
  let value: unknown;
  try {
    value = JSON.parse(text.text);
  } catch (error) {
    return refused(`It is not valid JSON: ${(error as Error).message}`);
  }
  const result = parseRunFiles(value);
  return result.ok ? { kind: 'runs', runs: result.runs } : refused(result.message);
}

self.onmessage = async ({ data }: MessageEvent<Question>) => {
  const opened = await open(data).catch((error) =>
    refused(`It could not be read: ${(error as Error).message}`),
  );
  self.postMessage(opened);
};
