import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { FileWriter } from './file-writer';

test.each([false, true])('pieces become one file, in order; packed: %s', async (gzip) => {
  const writer = new FileWriter(gzip, 'text/csv');
  const pieces = Array.from({ length: 400 }, (_, i) => `${i} κ `.repeat(2000));
  for (const piece of pieces) await writer.write(piece);
  const file = await writer.end();
  const bytes = Buffer.from(await file.arrayBuffer());
  const text = (gzip ? gunzipSync(bytes) : bytes).toString();
  expect(text === pieces.join('')).toBe(true);
  expect(file.type).toBe(gzip ? 'application/gzip' : 'text/csv');
  if (gzip) expect(bytes.length).toBeLessThan(text.length / 10);
});
