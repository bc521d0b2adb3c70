/** Lists of numbers under names, as Python and MATLAB write them: `{'loss': [2.5, 2.25]}`, `loss = [2.5 2.25];`. Pure. */
import { typed } from './plain-line';

/** How such a text begins; anything else is left to the other readers. */
const begins = /^\s*(?:History\b|defaultdict\(|\{\s*'|[A-Za-z_]\w{0,79}\s*=\s*\[)/;
/** A history has some numbers for each epoch. */
const mostCharacters = 2_000_000;
const list = /(?:'([^'\n]{1,80})'|\b([A-Za-z_]\w{0,79}))\s*[:=]\s*\[([^[\]]*)\]/g;
const number = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|nan|inf|None)$/i;

/** The lists as a JSON object; undefined where the text holds anything besides them. */
export function listsAsJson(text: string): string | undefined {
  if (text.length > mostCharacters || !begins.test(text.slice(0, 1000))) return undefined;
  const lists = new Map<string, (number | null)[]>();
  const rest = text.replace(typed, '$1').replace(list, (found, quoted, bare, inner: string) => {
    const cells = inner.split(/[\s,;]+/).filter((cell) => cell !== '');
    if (cells.length < 2 || !cells.every((cell) => number.test(cell))) return found;
    lists.set(quoted ?? bare, cells.map(numberOrNull));
    return '';
  });
  const isAll = /^(?:History|defaultdict\(<class 'list'>|[\s{}(),:;])*$/.test(rest);
  return isAll && lists.size > 0 ? JSON.stringify(Object.fromEntries(lists)) : undefined;
}

/** What is no number, or beyond all, becomes null: blank. */
const numberOrNull = (cell: string): number | null => (Number.isFinite(Number(cell)) ? Number(cell) : null);
