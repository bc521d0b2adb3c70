/**
 * The keys and values of a link as they were before mail programs, chats and people had it: what was put around,
 * between and over them is taken off again, and named. Pure.
 */

import { mailMarks } from './mend-value';

/** A link with a hundred live changes has fewer characters, and fewer keys; what comes later is left out. */
export const mostCharacters = 100_000;
export const mostPieces = 1000;

export interface Pieces {
  pairs: (readonly [key: string, value: string])[];
  /** What was taken off, in words. */
  repairs: Set<string>;
  /** What was left out unread, in words. */
  faults: string[];
}

const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;
/** A pair as this page writes it. */
const clean = /^[A-Za-z]+=[\w.*-]+$/;
const dashes = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/g;
/** A mail program breaks a long line, with a mark before the break or the marks of a quoted mail after it. */
const wraps = /[\r\n]+[ \t>]*/g;
const markedWraps = /=[\r\n]+[ \t>]*/g;
/** What is left of &amp; behind its first character. */
const entity = /^(?:amp[;,]|#0*38;|#x26;)+/i;
/** The same without its last character: the rest may be a key. */
const bareEntity = /^amp(?=\w)/i;

/** `&` and `=` as some programs write them into JSON and scripts. */
const signCodes = /(?:(?:\\|%5C)(?:u00|x)|%u00)(26|3d)/gi;
/** Markdown and TeX write them before signs that mean something there. */
const backslashes = /(?:\\|%5C)(?=[&*_=?#.-]|%2A)/gi;
/** What programs that shorten a link put at its end. */
const cutShort = /(?:…|%E2%80%A6|\.{3})$/i;

/** Splits a query (with or without its `?`). `isOwn` knows the keys that mean something; the others stay as they are. */
export function piecesOf(search: string, isOwn: (key: string) => boolean): Pieces {
  const repairs = new Set<string>();
  const faults: string[] = [];
  const escaped = search.slice(0, mostCharacters);
  const unescaped = escaped
    .replace(signCodes, (_, code) => (code === '26' ? '&' : '='))
    .replace(backslashes, '');
  if (unescaped !== escaped) repairs.add('backslashes');
  if (cutShort.test(unescaped)) repairs.add('“…” at its end, behind which something may be missing');
  let raw = unescaped.split(/[&?]/);
  if (search.length > mostCharacters) {
    const cut = raw.pop() ?? '';
    faults.push(
      `It has ${search.length.toLocaleString('en')} characters; what follows the first ${mostCharacters.toLocaleString('en')} is left out, from “${cut.slice(0, 40)}” on.`,
    );
  }
  if (raw.length > mostPieces) {
    faults.push(
      `It has ${raw.length.toLocaleString('en')} keys; those after the first ${mostPieces.toLocaleString('en')} are left out.`,
    );
    raw = raw.slice(0, mostPieces);
  }
  const pairs: [string, string][] = [];
  for (const piece of raw) {
    if (clean.test(piece) && !bareEntity.test(piece)) {
      const at = piece.indexOf('=');
      pairs.push([piece.slice(0, at), piece.slice(at + 1)]);
      continue;
    }
    const read = decoded(piece);
    const text = cleaned(read.text);
    const parts = [...separate(text, piece.includes('='), isOwn)];
    const found = parts.map((part) => pairOf(part, isOwn));
    if (found.some(([key]) => isOwn(key))) {
      if (read.twice || parts.length > 1 || (text.includes('=') && !piece.includes('=')))
        repairs.add('characters that were encoded twice');
      note(read.text, text, repairs);
      if (found.some(([key]) => isOwn(key) && !text.replace(/\s/g, '').includes(key))) repairs.add(mailMarks);
      if (entity.test(text.trim()) || bareEntity.test(text.trim())) repairs.add('“&amp;” for “&”');
    }
    pairs.push(...found.filter(([key, value]) => key !== '' || value !== ''));
  }
  return { pairs, repairs, faults };
}

/** Without percent signs, however often they were encoded. */
function decoded(piece: string): { text: string; twice: boolean } {
  let text = piece.replaceAll('+', ' ');
  for (let times = 0; ; times++) {
    const next = text.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => {
      try {
        return decodeURIComponent(bytes);
      } catch {
        return bytes.replace(/%(..)/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
      }
    });
    if (next === text || times === 4) return { text, twice: times > 1 };
    text = next;
  }
}

function cleaned(text: string): string {
  const joined = joinLines(text);
  return joined.normalize('NFKC').replace(invisible, '').replace(dashes, '-').trim();
}

/** The mark before a break is that of the mail program, unless it is the only sign between key and value. */
function joinLines(text: string): string {
  const unmarked = text.replace(markedWraps, '').replace(wraps, '');
  return unmarked.includes('=') ? unmarked : text.replace(wraps, '');
}

function note(before: string, after: string, repairs: Set<string>): void {
  if (/[\r\n]/.test(before)) repairs.add('line breaks');
  const line = before.replace(/[\r\n]/g, '');
  if (invisible.test(line)) repairs.add('invisible characters');
  invisible.lastIndex = 0;
  if (/\p{Zs}/u.test(line) || /\p{Zs}/u.test(after)) repairs.add('blanks');
  if (dashes.test(line)) repairs.add('dashes for minus signs');
  dashes.lastIndex = 0;
  if (/[\uFF01-\uFF5E]/.test(line)) repairs.add('wide characters');
}

/** Several pairs where their separators were encoded too, in a text that is one of this page's. */
function separate(text: string, hadSign: boolean, isOwn: (key: string) => boolean): string[] {
  const [first] = pairOf(text, isOwn);
  const may = isOwn(first) || !hadSign;
  return may
    ? text
        .trim()
        .replace(entity, '')
        .split(/[&?]|;(?=[a-z]+=)/i)
        .filter((part) => part !== '')
    : [text];
}

/** Key and value, without blanks; an own key without the marks around it. */
function pairOf(text: string, isOwn: (key: string) => boolean): [string, string] {
  const bare = text.trim().replace(entity, '');
  const at = bare.indexOf('=');
  const head = (at < 0 ? bare : bare.slice(0, at)).replace(/\s/g, '');
  const value = at < 0 ? '' : bare.slice(at + 1).trim();
  const key = ownPart(head);
  if (isOwn(key)) return [key, value];
  const unmarked = key.replace(bareEntity, '');
  if (isOwn(unmarked)) return [unmarked, value];
  // A mark of a mail program within the key, whose line break is gone: learningRa=te=0.1
  const second = value.indexOf('=');
  const joined = key + value.slice(0, Math.max(0, second));
  if (second > 0 && isOwn(joined)) return [joined, value.slice(second + 1)];
  return [head, value];
}

/** A key without quotes, brackets and stops around it. */
export function ownPart(key: string): string {
  return key.replace(/^[^a-z0-9_]+|[^a-z0-9_]+$/gi, '');
}
