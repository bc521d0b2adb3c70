/** Logs for the tests of their reader: read, or refused in words. */
import { readLog } from '../read-log';

/** The first run of a log. */
export function log(text: string, name = 'run.csv') {
  const result = readLog(text, name);
  if (!result.ok) throw new Error(result.message);
  return result.logs[0];
}
export function fault(text: string, name = 'run.csv'): string {
  const result = readLog(text, name);
  if (result.ok) throw new Error('was read');
  return result.message;
}
export const f32 = (...values: number[]) => Float32Array.from(values);
export const lines = (rows: unknown[][], separator = ',') =>
  rows.map((row) => row.join(separator)).join('\n');
