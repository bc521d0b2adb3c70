/** Reads the data of a person beside the page: unpacking and decoding may take a while. */
import { type OwnFile, type ReadResult, readOwnData } from '../../training/data/own/read-own-data';

self.onmessage = async ({ data }: MessageEvent<{ files: OwnFile[]; label: number | undefined }>) => {
  let result: ReadResult;
  try {
    result = await readOwnData(data.files, data.label);
  } catch (error) {
    result = { ok: false, message: `It could not be read: ${(error as Error).message}` };
  }
  const transfer = result.ok ? [result.data.inputs.buffer, result.data.labels.buffer] : [];
  postMessage(result, { transfer });
};
