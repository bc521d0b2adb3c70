/** Which key of a link was meant by one that does not exist. Pure. */

/** "learning_rate" and "LearningRate" are spelt alike. */
const plain = (key: string) => key.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Longer keys are of somebody else. */
const mostLength = 40;

export interface Miss {
  name: string;
  /** Only capitals or marks differ. */
  alike: boolean;
}

/** The closest of `names`, when it is close: a letter or two of a long name. Others are keys of other programs. */
export function nearMiss(key: string, names: readonly string[]): Miss | undefined {
  if (key.length > mostLength) return undefined;
  const asked = plain(key);
  const alike = names.find((name) => plain(name) === asked);
  if (alike) return { name: alike, alike: true };
  let best: { name: string; distance: number } | undefined;
  for (const name of names) {
    const most = name.length < 4 ? 0 : name.length < 8 ? 1 : 2;
    if (Math.abs(name.length - asked.length) > most || asked[0] !== plain(name)[0]) continue;
    const distance = distanceOf(asked, plain(name));
    if (distance <= Math.min(most, (best?.distance ?? 3) - 1)) best = { name, distance };
  }
  return best && { name: best.name, alike: false };
}

/** Letters to put in, take out, exchange, or swap with their neighbours (optimal string alignment). */
function distanceOf(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i, ...Array<number>(b.length).fill(0)]);
  for (let j = 0; j <= b.length; j++) rows[0][j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
    }
  }
  return rows[a.length][b.length];
}
