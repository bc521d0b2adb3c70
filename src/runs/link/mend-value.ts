/** A value of a link as it was before something was put behind, before or into it. Pure. */
import type { Field } from '../../training/field';

export interface Mended {
  text: string;
  /** What was wrong, in words; nothing when the text was right. */
  repair?: string;
}

/** Quoted-printable mails write =3D for =, =20 for a blank at the end of a line, and = where they break one. */
export const mailMarks = 'marks of a mail program';
export const marks = 'marks before or behind a value';

/** The first reading of a text that is allowed; the text itself where none is. */
export function mendText(text: string, isAllowed: (text: string) => boolean, field?: Field): Mended {
  if (isAllowed(text)) return { text };
  for (const [reading, repair] of readings(text, field)) {
    if (isAllowed(reading)) return { text: reading, repair };
  }
  return { text };
}

function* readings(text: string, field: Field | undefined): Generator<[string, string]> {
  const unquoted = text
    .replace(/^3D/i, '')
    .replace(/=(20)?$/, '')
    .replaceAll('=', '');
  for (const whole of unquoted === text ? [text] : [text, unquoted]) {
    const repair = whole === text ? marks : mailMarks;
    yield [whole, repair];
    const stripped = whole.replace(/^[^\p{L}\p{N}.+-]+|[^\p{L}\p{N}]+$/gu, '');
    yield [stripped, repair];
    yield [stripped.replace(/\s/g, ''), 'blanks'];
    const [first] = stripped.split(/[\s()[\]<>"“”#|\\]/, 1);
    yield [first.replace(/[^\p{L}\p{N}]+$/u, ''), 'words behind a value'];
    if (field?.kind !== 'number') continue;
    const compact = stripped.replace(/\s/g, '');
    if (field.integer && /^\d{1,3}(,\d{3})+$/.test(compact)) {
      yield [compact.replaceAll(',', ''), 'commas in a number'];
    } else if (/^[+-]?\d*,\d+(e[+-]?\d+)?$/i.test(compact)) {
      yield [compact.replace(',', '.'), 'a decimal comma'];
    }
  }
}
