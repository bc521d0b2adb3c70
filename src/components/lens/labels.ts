/** Where the words of a figure go, so that none covers another, a mark or leaves the frame. Pure. */

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Label {
  text: string;
  /** What the word names: a point, and how far from it the word at least stays. */
  x: number;
  y: number;
  gap: number;
}

export interface PlacedLabel extends Label {
  box: Box;
}

/** Size of a word at 13 pixels, about; rather too wide than too narrow. */
export const labelHeight = 17;
export const labelWidth = (text: string) => text.length * 7.8 + 6;

/**
 * Where a word may lie, best first: which way it extends from its point (0: centred on it), and the directions
 * right and down of its distance.
 */
const sides = [
  [0, 0, -1],
  [1, 1, -1],
  [-1, -1, -1],
  [1, 1, 0],
  [-1, -1, 0],
  [0, 0, 1],
  [1, 1, 1],
  [-1, -1, 1],
  [1, 0, -1],
  [-1, 0, -1],
  [1, 0, 1],
  [-1, 0, 1],
] as const;
const distances = [0, 10, 22, 36, 52, 70, 90, 112];

const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Pixels of distance that a word goes to cover one point of ink less. */
const inkPrice = 6;

function inkIn(box: Box, ink: readonly (readonly [number, number])[]): number {
  let count = 0;
  for (const [x, y] of ink) {
    if (x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height) count++;
  }
  return count;
}

/**
 * Places the labels in their order, or another if one finds no place, each where it covers least ink near its point. `taken` must stay free, `ink`
 * are points of lines, which a word may cover if there is no other place. As many results as labels, undefined
 * for one that has no place (or is none).
 */
export function placeLabels(
  labels: (Label | undefined)[],
  taken: Box[],
  ink: readonly (readonly [number, number])[],
  frame: Box,
): (PlacedLabel | undefined)[] {
  let order = [...labels.keys()];
  let best = placeInOrder(labels, order, taken, ink, frame);
  // A word that found no place gets the first choice next time.
  for (let tries = 0; tries < labels.length; tries++) {
    const homeless = order.find((i) => labels[i] && !best[i]);
    if (homeless === undefined) break;
    order = [homeless, ...order.filter((i) => i !== homeless)];
    const other = placeInOrder(labels, order, taken, ink, frame);
    if (other.filter(Boolean).length > best.filter(Boolean).length) best = other;
  }
  return best;
}

function placeInOrder(
  labels: (Label | undefined)[],
  order: readonly number[],
  taken: Box[],
  ink: readonly (readonly [number, number])[],
  frame: Box,
): (PlacedLabel | undefined)[] {
  const placed: PlacedLabel[] = [];
  const results = new Array<PlacedLabel | undefined>(labels.length).fill(undefined);
  for (const i of order) {
    const label = labels[i];
    if (!label) continue;
    const free = (box: Box) =>
      box.x >= frame.x &&
      box.y >= frame.y &&
      box.x + box.width <= frame.x + frame.width &&
      box.y + box.height <= frame.y + frame.height &&
      !taken.some((each) => overlap(each, box)) &&
      !placed.some((each) => overlap(each.box, box));
    let best: Box | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const distance of distances) {
      for (const [order, side] of sides.entries()) {
        // Ink is counted only where a place without any would be the best so far.
        if (distance + order >= least) break;
        const box = boxBeside(label, side, label.gap + distance);
        if (!free(box)) continue;
        const cost = inkPrice * inkIn(box, ink) + distance + order;
        if (cost < least) {
          least = cost;
          best = box;
        }
      }
    }
    if (!best) continue;
    results[i] = { ...label, box: best };
    placed.push(results[i]);
  }
  return results;
}

/** Room that a mark takes around its point. */
export function boxAround([x, y]: readonly [number, number]): Box {
  return { x: x - 7, y: y - 7, width: 14, height: 14 };
}

function boxBeside({ text, x, y }: Label, [way, right, down]: (typeof sides)[number], gap: number): Box {
  const width = labelWidth(text);
  return {
    x: x + right * gap + ((way - 1) * width) / 2,
    y: y + down * gap + ((down - 1) * labelHeight) / 2,
    width,
    height: labelHeight,
  };
}
