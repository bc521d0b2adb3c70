/** Rank correlation. Pure. */

/** Spearman's rho of two lists of equal length, ties at their mean rank; NaN where one of them does not vary. */
export function spearman(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [a, b].map(ranks);
  const middle = (a.length - 1) / 2;
  const dot = (p: number[], q: number[]) =>
    p.reduce((sum, each, i) => sum + (each - middle) * (q[i] - middle), 0);
  const scale = Math.sqrt(dot(x, x) * dot(y, y));
  return scale > 0 ? dot(x, y) / scale : Number.NaN;
}

function ranks(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((i, j) => values[i] - values[j]);
  const result = new Array<number>(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1]] === values[order[from]]) to++;
    for (let k = from; k <= to; k++) result[order[k]] = (from + to) / 2;
    from = to + 1;
  }
  return result;
}
