/** Files that people have beside logs and data, told by their first bytes: what they are, and what to do. Pure. */

const signatures: [bytes: number[], is: string, help: string][] = [
  [[0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59], 'an array of NumPy', 'write it as text with numpy.savetxt'],
  [[0x89, 0x48, 0x44, 0x46], 'an HDF5 file, as of weights of Keras', 'write what you need of it as CSV'],
  [[0x50, 0x41, 0x52, 0x31], 'a Parquet table', 'write it as CSV'],
  [
    [...'SQLite format 3'].map((each) => each.charCodeAt(0)),
    'a database of SQLite',
    'write its table as CSV',
  ],
  [[0xd0, 0xcf, 0x11, 0xe0], 'a workbook of a spreadsheet', 'save the sheet as CSV'],
  [[0xff, 0xd8, 0xff], 'a JPEG', 'save the images as PNG'],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF', 'save the images as PNG'],
  [[0x52, 0x49, 0x46, 0x46], 'a WebP image or a sound', 'save images as PNG'],
  [[...'MATLAB 5.0'].map((each) => each.charCodeAt(0)), 'a MAT-file of MATLAB', 'write its table as CSV'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF', 'open the table or log that it was made from'],
];
/** Zip archives by the endings of their names. */
const archives: [ending: RegExp, is: string, help: string][] = [
  [/\.(xlsx|xlsm|ods|numbers)$/i, 'a workbook of a spreadsheet', 'save the sheet as CSV'],
  [/\.npz$/i, 'an archive of arrays of NumPy', 'write the array as text with numpy.savetxt'],
  [/\.(pt|pth|ckpt|bin|keras|safetensors)$/i, 'a file of weights', 'open the log of the training instead'],
];

const startsWith = (bytes: Uint8Array, start: readonly number[]) =>
  start.every((each, i) => bytes[i] === each);
const sentence = (is: string, help: string) => `It is ${is}, which is not read here; ${help}.`;

/** What a file is that is neither a run, a log nor data, as a sentence; undefined where it may be one. */
export function otherFile(bytes: Uint8Array, name: string): string | undefined {
  const found = signatures.find(([start]) => startsWith(bytes, start));
  if (found) return sentence(found[1], found[2]);
  const archive = startsWith(bytes, [0x50, 0x4b, 3, 4]) && archives.find(([ending]) => ending.test(name));
  if (archive) return sentence(archive[1], archive[2]);
  if (/tfevents/i.test(name)) {
    return sentence(
      'an event file of TensorBoard',
      'TensorBoard hands out its curves as CSV (data download links)',
    );
  }
  const isPickle = bytes[0] === 0x80 && bytes[1] >= 2 && bytes[1] <= 5;
  // What a pickle begins with: a frame, a dictionary, a list, a mark.
  if (isPickle && ([0x95, 0x7d, 0x5d, 0x28].includes(bytes[2]) || /\.(pkl|pickle|pt|pth)$/i.test(name))) {
    return sentence('a pickle of Python', 'write what is in it as CSV or JSON');
  }
  const text = new TextDecoder().decode(bytes.subarray(0, 1000));
  if (/^\uFEFF?\s*(<!doctype html|<html|<head)/i.test(text)) {
    return sentence('a web page', 'save the file itself, often called “raw” or “download”');
  }
  if (/^\s*\{\s*"(cells|nbformat|metadata)"/.test(text) && /\.ipynb$/i.test(name)) {
    return sentence('a notebook', 'copy the lines that training printed into a text file');
  }
  return undefined;
}
