/** Python source from validated values: numbers and switches become literals, never text that somebody wrote. Pure. */

/** A number or a switch as a Python literal; whatever else it is given becomes NaN, so nothing can smuggle in code. */
export function literal(value: number | boolean): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return Number.isFinite(value) ? String(value) : 'float("nan")';
}

/** A number as a Python float: 1 becomes 1.0. */
export function float(value: number): string {
  const text = literal(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** Top-level parts of a file, two blank lines between them (PEP 8); empty parts are left out. */
export function joinParts(parts: readonly string[]): string {
  const present = parts.map((part) => part.trim()).filter((part) => part !== '');
  return `${present.join('\n\n\n')}\n`;
}

/** Lines of one part, those that are not wanted left out. */
export function lines(...all: (string | false)[]): string {
  return all.filter((line) => line !== false).join('\n');
}
