/**
 * Fashion-MNIST (Xiao, Rasul & Vollgraf 2017): 5,000 training and 1,000 test images of the published set, one
 * packed file beside the page, fetched when first asked for and checked before use.
 */
import { fetchWhole } from '../../fetch-whole';
import { NoAnswer, within } from '../../within';
import { DataError, type Dataset, type Load, type LoadContext, type Split } from '../dataset';
import { manifest } from './manifest';
import { fashion } from './part';

const pixels = 28 * 28;
/** Mean and deviation of the published training set's pixels, scaled to 0..1. */
const mean = 0.286;
const deviation = 0.353;
/** It takes a tenth of a second; a phone under load takes a few. */
const unpackingSeconds = 30;
const unpacking = 'What unpacks Fashion-MNIST in this browser';

let decoded: Promise<Dataset> | undefined;

export const load: Load = (_config, context) => {
  decoded ??= fetchDataset(context).catch((error) => {
    decoded = undefined;
    throw error;
  });
  return decoded;
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
    inputShape: [28, 28, 1],
    classes: fashion.classes,
    train: split(0, manifest.train),
    test: split(manifest.train, images),
  };
}

async function download(
  url: string,
  onProgress: LoadContext['onProgress'],
): Promise<Uint8Array<ArrayBuffer>> {
  let received = 0;
  const follow = (bytes: number) => {
    received = bytes;
    if (bytes > manifest.bytes) {
      throw new DataError(
        `Fashion-MNIST is not the expected file: more than ${manifest.bytes} bytes arrived.`,
      );
    }
    onProgress(bytes / manifest.bytes);
  };
  const response = await fetchWhole(url, follow).catch((error: Error) => {
    if (error instanceof DataError) throw error;
    const why = error instanceof NoAnswer ? error.message : 'no connection to the site.';
    if (received === 0) throw new DataError(`Fashion-MNIST could not be fetched: ${why}`);
    throw truncated(received, error instanceof NoAnswer ? ` ${error.message}` : '');
  });
  if (!response.ok) {
    throw new DataError(
      `Fashion-MNIST could not be fetched: the site answered ${response.status} for ${url}.`,
    );
  }
  if (response.headers.get('content-type')?.includes('text/html')) {
    throw new DataError(`Fashion-MNIST is missing: the site answered with a page in place of ${url}.`);
  }
  if (received < manifest.bytes) throw truncated(received);
  return new Uint8Array(await response.arrayBuffer());
}

function truncated(received: number, why = ''): DataError {
  return new DataError(`Fashion-MNIST is truncated: ${received} of ${manifest.bytes} bytes arrived.${why}`);
}

async function check(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  if (!globalThis.crypto?.subtle) {
    throw new DataError('Fashion-MNIST cannot be checked here: open the page over https, or on localhost.');
  }
  const digest = new Uint8Array(
    await within(unpackingSeconds, crypto.subtle.digest('SHA-256', bytes), unpacking),
  );
  const hex = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  if (hex !== manifest.sha256) throw new DataError('Fashion-MNIST is corrupt: its checksum is wrong.');
}

function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return within(unpackingSeconds, new Response(stream).arrayBuffer(), unpacking);
}
