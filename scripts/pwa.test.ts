import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test.each([
  ['192', 192],
  ['512', 512],
  ['maskable-192', 192],
  ['maskable-512', 512],
])('the icon %s is a PNG of its size', (name, size) => {
  const bytes = readFileSync(`public/icons/${name}.png`);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([size, size]);
});
