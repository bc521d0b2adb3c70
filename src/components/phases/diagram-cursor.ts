/** From a place to a point of the diagram, and from one point to the next by arrow keys. Pure. */
import type { Layout, Spot } from './diagram-layout';

/** The point under a place of the plot; in a random set the nearest one within reach. */
export function spotAt({ spots, round }: Layout, x: number, y: number): Spot | undefined {
  if (!round) {
    return spots.find(
      (each) => Math.abs(each.x - x) <= each.width / 2 && Math.abs(each.y - y) <= each.height / 2,
    );
  }
  const away = (each: Spot) => Math.hypot(each.x - x, each.y - y);
  const nearest = spots.reduce<Spot | undefined>(
    (best, each) => (best && away(best) <= away(each) ? best : each),
    undefined,
  );
  return nearest && away(nearest) < reach ? nearest : undefined;
}
const reach = 24;

const ways: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The next point in the direction of an arrow key: nearest where straight ahead counts most; the same at the edge. */
export function moved({ spots }: Layout, from: Spot | undefined, key: string): Spot | undefined {
  const way = ways[key];
  if (!way) return from;
  if (!from) return spots[0];
  const cost = (each: Spot) => {
    const [dx, dy] = [each.x - from.x, each.y - from.y];
    const ahead = dx * way[0] + dy * way[1];
    const aside = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
    return ahead > 0.5 ? ahead + 3 * aside : Number.POSITIVE_INFINITY;
  };
  return spots.reduce((best, each) => (cost(each) < cost(best) ? each : best), from);
}
