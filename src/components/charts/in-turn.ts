/** Views that are dear to draw are drawn in turns: each once a second or so, never two of them at once. */

const roundMs = 1000;
/** However many there are, something else comes between two of them. */
const leastMs = 100;

const waiting: (() => void)[] = [];
let turning = false;

/** Calls `draw` when it is its turn, again and again, until the function that it returns is called. */
export function inTurn(draw: () => void): () => void {
  waiting.push(draw);
  if (!turning) setTimeout(next, roundMs);
  turning = true;
  return () => {
    const at = waiting.indexOf(draw);
    if (at >= 0) waiting.splice(at, 1);
  };
}

function next(): void {
  const draw = waiting.shift();
  turning = draw !== undefined;
  if (!draw) return;
  waiting.push(draw);
  setTimeout(next, Math.max(leastMs, roundMs / waiting.length));
  draw();
}
