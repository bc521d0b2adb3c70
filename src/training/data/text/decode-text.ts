/** From the bytes of a file to its text, whatever encoding its program wrote. Pure. */

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface DecodedText {
  /** Without byte order marks; line ends are as they were. */
  text: string;
  encoding: Encoding;
}

/** Bytes that are looked at to tell text from other files. */
const lookedAt = 65_536;

/**
 * UTF-16 with a byte order mark or without, UTF-8, else Windows-1252, which Latin-1 is part of. The bytes may end
 * within a character; that one is left out. Undefined for what is no text, such as an image.
 */
export function decodeText(bytes: Uint8Array): DecodedText | undefined {
  const whole = withoutTail(bytes);
  const wide = wideEncoding(whole);
  if (wide) return decodedAs(wide, whole);
  if (whole.subarray(0, lookedAt).includes(0)) return undefined;
  try {
    return decodedAs('utf-8', whole, true);
  } catch {
    return damagedText(whole);
  }
}

/** A machine that fails while it writes leaves zeros at the end of a log. A single one may be half a character. */
function withoutTail(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  return bytes.length - end > 2 ? bytes.subarray(0, end + (end % 2)) : bytes;
}

function decodedAs(encoding: Encoding, bytes: Uint8Array, fatal = false): DecodedText {
  // A stream holds back the incomplete character at its end.
  const text = new TextDecoder(encoding, { fatal }).decode(bytes, { stream: true });
  let [from, to] = [0, text.length];
  while (text[from] === '\uFEFF') from++;
  while (to > from && text[to - 1] === '\0') to--;
  return { text: text.slice(from, to), encoding };
}

function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const start = bytes.subarray(0, lookedAt);
  const zeros = [0, 0];
  start.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2]++;
  });
  // Digits, separators and line ends have a zero for their upper byte, and text has no zero character.
  const most = Math.max(...zeros);
  if (Math.min(...zeros) > 0 || most < start.length / 4) return undefined;
  const encoding = zeros[1] > 0 ? 'utf-16le' : 'utf-16be';
  return hasControls(decodedAs(encoding, start).text) ? undefined : encoding;
}

/** Not all of it is UTF-8: another encoding where hardly a character is, else UTF-8 with a few bytes lost. */
function damagedText(bytes: Uint8Array): DecodedText | undefined {
  const utf8 = decodedAs('utf-8', bytes);
  const lost = utf8.text.split('\uFFFD').length - 1;
  const beyondAscii = utf8.text.match(/[^\0-\x7F]/gu)?.length ?? 0;
  const decoded = lost > beyondAscii / 2 ? decodedAs('windows-1252', bytes) : utf8;
  return hasControls(decoded.text) ? undefined : decoded;
}

/** Many characters that no text has. A few are those of progress bars and of colours in a terminal. */
function hasControls(text: string): boolean {
  const start = text.slice(0, lookedAt);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const controls = start.match(/[\0-\x07\x0E-\x19\x1C-\x1F\uFFFE\uFFFF]|\p{Cs}/gu)?.length ?? 0;
  return 100 * controls > start.length;
}
