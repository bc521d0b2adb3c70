/** All figures of the page in one archive: each as SVG and as PNG. */

import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { readBytes } from '../../training/data/read-bytes';

export interface FileFigure {
  /** Of the file, without its ending. */
  name: string;
  /** Throws with a reason where there is nothing to draw. */
  svg(): string;
}

export interface Archive {
  blob: Blob;
  /** Figures that could not be made: "Microscope: no step has been measured." */
  left: string[];
}

/** One figure after another, the page free in between. Rejects where there is none at all. */
export async function archiveOf(
  figures: readonly FileFigure[],
  toPng: (svg: string) => Promise<Blob>,
): Promise<Archive> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk as Uint8Array<ArrayBuffer>);
  });
  const left: string[] = [];
  for (const { name, svg } of figures) {
    try {
      const text = svg();
      const picture = new Uint8Array(await readBytes(await toPng(text)));
      const drawing = new ZipDeflate(`${name}.svg`);
      zip.add(drawing);
      drawing.push(new TextEncoder().encode(text), true);
      const image = new ZipPassThrough(`${name}.png`);
      zip.add(image);
      image.push(picture, true);
    } catch (error) {
      left.push(`${name}: ${(error as Error).message}`);
    }
  }
  if (left.length === figures.length) throw new Error('there is no figure to write.');
  zip.end();
  return { blob: new Blob(chunks, { type: 'application/zip' }), left };
}
