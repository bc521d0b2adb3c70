/**
 * Makes public/data/fashion-mnist.pack from Debian's package dataset-fashion-mnist: 500 training and 100 test
 * images of each class in file order, images then labels, gzipped. `node scripts/pack-fashion.mjs`
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';

const pixels = 28 * 28;
const parts = [
  { part: 'train', perClass: 500, digests: ['b0564c3e', '0ae29f65'] },
  { part: 't10k', perClass: 100, digests: ['cc1d090a', '8d3605d1'] },
];

const listed = execFileSync('dpkg', ['-L', 'dataset-fashion-mnist'], { encoding: 'utf8' }).split('\n');
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

function idx(name, digest) {
  const path = listed.find((line) => line.endsWith(`${name}.gz`));
  if (!path) throw new Error(`${name}.gz is not in the package dataset-fashion-mnist`);
  const packed = readFileSync(path);
  const bytes = gunzipSync(packed);
  if (![sha256(packed), sha256(bytes)].some((sum) => sum.startsWith(digest)))
    throw new Error(`${name}: other content than expected`);
  return bytes.subarray(4 + 4 * bytes[3]);
}

/** The first `perClass` images of each class, in file order. */
function select({ part, perClass, digests }) {
  const images = idx(`${part}-images-idx3-ubyte`, digests[0]);
  const labels = idx(`${part}-labels-idx1-ubyte`, digests[1]);
  const left = new Array(10).fill(perClass);
  const chosen = [...labels.keys()].filter((i) => left[labels[i]]-- > 0);
  return {
    images: Buffer.concat(chosen.map((i) => images.subarray(i * pixels, (i + 1) * pixels))),
    labels: Buffer.from(chosen.map((i) => labels[i])),
  };
}

const [train, test] = parts.map(select);
const content = Buffer.concat([train.images, test.images, train.labels, test.labels]);
const packed = gzipSync(content, { level: 9 });
mkdirSync('public/data', { recursive: true });
writeFileSync('public/data/fashion-mnist.pack', packed);
writeFileSync(
  'public/data/LICENSE-fashion-mnist.txt',
  `fashion-mnist.pack holds 6,000 of the 70,000 images of Fashion-MNIST, selected by scripts/pack-fashion.mjs.\n\n${mitOf('Zalando SE, https://tech.zalando.com', '2017')}`,
);
const number = (n) => n.toLocaleString('en').replaceAll(',', '_');
writeFileSync(
  'src/training/data/fashion/manifest.ts',
  `/** Made by scripts/pack-fashion.mjs; describes public/data/fashion-mnist.pack. */
export const manifest = {
  file: 'data/fashion-mnist.pack',
  bytes: ${number(packed.length)},
  sha256: '${sha256(packed)}',
  train: ${number(train.labels.length)},
  test: ${number(test.labels.length)},
} as const;
`,
);
console.log(`public/data/fashion-mnist.pack: ${packed.length} bytes, sha256 ${sha256(packed)}`);

function mitOf(owner, year) {
  return `The MIT License (MIT)

Copyright (c) ${year} ${owner}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
`;
}
