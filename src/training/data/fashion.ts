/**
 * Fashion-MNIST (Xiao, Rasul & Vollgraf 2017): 5,000 training and 1,000 test images of the published set, one
 * packed file beside the page, fetched when first asked for and checked before use.
 */
import { classesOf } from './classes';
import { DataError, type DataSource, type Dataset, type LoadContext, type Split } from './dataset';
import { manifest } from './fashion-manifest';

const pixels = 28 * 28;
/** Mean and deviation of the published training set's pixels, scaled to 0..1. */
const mean = 0.286;
const deviation = 0.353;

let decoded: Promise<Dataset> | undefined;

export const fashion: DataSource = {
  name: 'fashion',
  load(_config, context) {
    decoded ??= fetchDataset(context).catch((error) => {
      decoded = undefined;
      throw error;
    });
    return decoded;
  },
};

async function fetchDataset({ baseUrl, onProgress }: LoadContext): Promise<Dataset> {
  const bytes = await download(new URL(manifest.file, baseUrl).href, onProgress);
  await check(bytes);
  const content = new Uint8Array(await inflate(bytes));
  const images = manifest.train + manifest.test;
  const split = (from: number, to: number): Split => ({
    inputs: Float32Array.from(
      content.subarray(from * pixels, to * pixels),
      (x) => (x / 255 - mean) / deviation,
    ),
    labels: Int32Array.from(content.subarray(images * pixels + from, images * pixels + to)),
  });
  return {
    name: 'fashion',
    inputShape: [28, 28, 1],
    classes: classesOf.fashion,
    train: split(0, manifest.train),
    test: split(manifest.train, images),
  };
}

async function download(
  url: string,
  onProgress: LoadContext['onProgress'],
): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url).catch(() => undefined);
  if (!response) throw new DataError('Fashion-MNIST could not be fetched: no connection to the site.');
  if (!response.ok || !response.body) {
    throw new DataError(
      `Fashion-MNIST could not be fetched: the site answered ${response.status} for ${url}.`,
    );
  }
  if (response.headers.get('content-type')?.includes('text/html')) {
    throw new DataError(`Fashion-MNIST is missing: the site answered with a page in place of ${url}.`);
  }
  const bytes = new Uint8Array(manifest.bytes);
  let received = 0;
  for (const reader = response.body.getReader(); ; ) {
    // A connection that breaks off ends here too; the length says so below.
    const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
    if (done || !value) break;
    if (received + value.length <= bytes.length) bytes.set(value, received);
    received += value.length;
    onProgress(Math.min(1, received / bytes.length));
  }
  if (received < bytes.length) {
    throw new DataError(`Fashion-MNIST is truncated: ${received} of ${bytes.length} bytes arrived.`);
  }
  if (received > bytes.length) {
    throw new DataError(`Fashion-MNIST is not the expected file: more than ${bytes.length} bytes arrived.`);
  }
  return bytes;
}

async function check(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  if (!globalThis.crypto?.subtle) {
    throw new DataError('Fashion-MNIST cannot be checked here: open the page over https, or on localhost.');
  }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const hex = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  if (hex !== manifest.sha256) throw new DataError('Fashion-MNIST is corrupt: its checksum is wrong.');
}

function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}
