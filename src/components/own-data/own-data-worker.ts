/** Reads the data of a person beside the page: unpacking and decoding may take a while. */
import type { Pixels } from '../../training/data/own/png';
import { type OwnFile, type ReadResult, readOwnData } from '../../training/data/own/read-own-data';
import { within } from '../../training/within';

/** One image; many are decoded at once. */
const decodingSeconds = 60;

async function decode(bytes: Uint8Array): Promise<Pixels> {
  const decoded = createImageBitmap(new Blob([Uint8Array.from(bytes)], { type: 'image/png' }), {
    colorSpaceConversion: 'none',
    premultiplyAlpha: 'none',
  });
  const image = await within(decodingSeconds, decoded, 'What decodes images in this browser');
  const { width, height } = image;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D;
  context.drawImage(image, 0, 0);
  image.close();
  return { width, height, rgba: context.getImageData(0, 0, width, height).data };
}

self.onmessage = async ({ data }: MessageEvent<{ files: OwnFile[]; label: number | undefined }>) => {
  let result: ReadResult;
  try {
    result = await readOwnData(data.files, decode, data.label);
  } catch (error) {
    result = { ok: false, message: `It could not be read: ${(error as Error).message}` };
  }
  const transfer = result.ok ? [result.data.inputs.buffer, result.data.labels.buffer] : [];
  postMessage(result, { transfer });
};
