/** Reads a file that a person opens beside the page: text, JSON and checks of it may take a while. */
import { readLog, type TrainingLog } from '../../runs/import/read-log';
import { readText } from '../../runs/import/read-text';
import { sniff, sniffedBytes } from '../../runs/import/sniff';
import type { ParsedRun } from '../../runs/run-file';
import { parseRunFiles } from '../../runs/run-files';
import { readBytes } from '../../training/data/read-bytes';

export type Opened =
  | { kind: 'runs'; runs: ParsedRun[] }
  | { kind: 'log'; log: TrainingLog }
  /** Examples to train on, not a run. */
  | { kind: 'data' }
  | { kind: 'refused'; message: string };

/** A run of a million steps is some hundred megabytes of text. */
const mostRunBytes = 256 * 2 ** 20;

const refused = (message: string): Opened => ({ kind: 'refused', message });

async function open(file: File): Promise<Opened> {
  const start = new Uint8Array(await readBytes(file.slice(0, sniffedBytes)));
  const kind = sniff(start, file.name);
  if (kind === 'data') return { kind };
  if (kind === 'unknown') {
    return refused(
      'It is neither a run file nor a training log (CSV or JSON with a loss) nor data to train on.',
    );
  }
  const text = await readText(file, kind === 'log' ? undefined : mostRunBytes);
  if (!text.ok) return refused(text.message);
  if (kind === 'log') {
    const result = readLog(text.text, file.name);
    return result.ok ? { kind, log: result.log } : refused(result.message);
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

self.onmessage = async ({ data }: MessageEvent<File>) => {
  const opened = await open(data).catch((error) =>
    refused(`It could not be read: ${(error as Error).message}`),
  );
  self.postMessage(opened);
};
