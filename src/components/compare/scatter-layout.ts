/** Geometry of the figure that draws one quantity against another: scales, paths, bands. Pure. */
import { area, line, scaleLinear, scaleLog } from 'd3';
import { type Pairs, pairsOf, type Quantity, quantityText } from '../../runs/quantities';
import type { RunEntry } from '../../runs/run-entry';
import { type Band, bandOf, seedGroups } from '../../runs/seed-bands';
import { type Marker, markedColumns, markersApart, runStyle } from '../charts/run-style';
import { linearTicks, logTicks, tickText } from '../charts/ticks';

export interface Trail {
  /** Runs it stands for: one, or all seeds of a configuration. */
  runs: readonly RunEntry[];
  /** Of the run, or the medians of all seeds at each step. */
  pairs: Pairs;
  band: Band[] | undefined;
  /** Each seed by itself, where a band cannot show them: their x goes back and forth. */
  seeds: Pairs[];
}

/** A trail for every run, or for every configuration where seeds are taken together. */
export function trailsOf(runs: readonly RunEntry[], x: Quantity, y: Quantity, bySeed: boolean): Trail[] {
  const groups = bySeed ? seedGroups(runs) : runs.map((run) => [run]);
  return groups.map((members): Trail => {
    const pairs = members.map(({ data }) => pairsOf(data, x, y));
    if (members.length === 1) return { runs: members, pairs: pairs[0], band: undefined, seeds: [] };
    const band = bandOf(pairs);
    const column = (name: 'step' | 'x' | 'y') => Float32Array.from(band, (each) => each[name]);
    const medians = { step: column('step'), x: column('x'), y: column('y') };
    // A band over an x that turns back would fold over itself.
    return isMonotone(medians.x)
      ? { runs: members, pairs: medians, band, seeds: [] }
      : { runs: members, pairs: medians, band: undefined, seeds: pairs };
  });
}

function isMonotone(values: Float32Array): boolean {
  const goes = (way: number) => values.every((value, i) => i === 0 || way * (value - values[i - 1]) >= 0);
  return goes(1) || goes(-1);
}

/** What the thin lines are, where a band was asked for; undefined: there are none. */
export function thinLinesText(trails: readonly Trail[], { label }: Quantity): string | undefined {
  if (trails.every(({ seeds }) => seeds.length === 0)) return undefined;
  return `Thin lines are single seeds, the thick line of their colour is the median at each step. They have no band: ${label.toLowerCase()} goes back and forth, and a band over it would fold over itself.`;
}

/** What a trail is called; `names` are those of the runs. */
export function trailName({ runs }: Trail, names: ReadonlyMap<string, string>): string {
  const seeds = runs.length > 1 ? `, median of ${runs.length} seeds` : '';
  return `${names.get(runs[0].id) ?? ''}${seeds}`;
}

type Scale = ((value: number) => number) & {
  domain(): number[];
  invert(pixel: number): number;
  ticks(count?: number): number[];
};

export interface Frame {
  width: number;
  height: number;
}

/** A scale over what is drawn. A falling quantity (a loss) runs to the right as it falls. */
export function scaleOf(values: readonly number[], log: boolean, falling: boolean, length: number): Scale {
  const shown = values.filter((value) => Number.isFinite(value) && (!log || value > 0));
  const low = shown.length > 0 ? Math.min(...shown) : log ? 0.1 : 0;
  const high = shown.length > 0 ? Math.max(...shown) : 1;
  const range = falling ? [length, 0] : [0, length];
  if (log) return scaleLog([low / 1.1, high * 1.1], range) as Scale;
  const air = (high - low || Math.abs(high) || 1) * 0.04;
  return scaleLinear([low - air, high + air], range) as Scale;
}

export interface Drawing {
  x: Scale;
  y: Scale;
  /** Path data, and where marks stand along the line. */
  paths: { trail: Trail; line: string; band: string; seeds: string[]; marks: [x: number, y: number][] }[];
}

export function drawingOf(
  trails: readonly Trail[],
  x: Quantity,
  log: { x: boolean; y: boolean },
  { width, height }: Frame,
): Drawing {
  const all = (name: 'x' | 'y') =>
    trails.flatMap(({ pairs, seeds }) => [pairs, ...seeds].flatMap((each) => [...each[name]]));
  const spread = trails.flatMap(({ band }) => band?.flatMap(({ low, high }) => [low, high]) ?? []);
  const xs = scaleOf(all('x'), log.x, x.id.endsWith('Loss'), width);
  const ys = scaleOf([...all('y'), ...spread], log.y, true, height);
  const fine = (value: number, isLog: boolean) => Number.isFinite(value) && (!isLog || value > 0);
  return {
    x: xs,
    y: ys,
    paths: trails.map((trail) => {
      const { pairs, band } = trail;
      const lineOf = (each: Pairs) =>
        line<number>(
          (i) => xs(each.x[i]),
          (i) => ys(each.y[i]),
        )
          .digits(1)
          .defined((i) => fine(each.x[i], log.x) && fine(each.y[i], log.y))(each.x.keys()) ?? '';
      const around = area<Band>(
        (each) => xs(each.x),
        (each) => ys(each.low),
        (each) => ys(each.high),
      )
        .digits(1)
        .defined((each) => fine(each.x, log.x) && fine(each.low, log.y));
      const places = Array.from(pairs.x.keys())
        .filter((i) => fine(pairs.x[i], log.x) && fine(pairs.y[i], log.y))
        .map((i): [number, number] => [xs(pairs.x[i]), ys(pairs.y[i])]);
      return {
        trail,
        line: lineOf(pairs),
        band: band ? (around(band) ?? '') : '',
        seeds: trail.seeds.map(lineOf),
        marks: marksAlong(places, runStyle(trail.runs[0].style).marker),
      };
    }),
  };
}

/** Points at intervals of the way through all of them. */
function marksAlong(points: readonly [x: number, y: number][], marker: Marker): [number, number][] {
  let way = 0;
  const ways = points.map(([x, y], i) => {
    const [fromX, fromY] = points[Math.max(0, i - 1)];
    way += Math.hypot(x - fromX, y - fromY);
    return way;
  });
  // Where it turns round itself marks would lie upon each other.
  const kept: [number, number][] = [];
  for (const i of markedColumns(ways, ways.length, marker, markersApart)) {
    const [x, y] = points[i];
    if (kept.every(([keptX, keptY]) => Math.hypot(x - keptX, y - keptY) > markersApart / 3))
      kept.push(points[i]);
  }
  return kept;
}

/** A point of a trail: its row among the pairs. */
export interface Near {
  trail: Trail;
  row: number;
}

/** The drawn point nearest to a place of the plot, in pixels; undefined where none is within `reach`. */
export function nearestTo({ x, y, paths }: Drawing, left: number, top: number, reach = 24): Near | undefined {
  let near: Near | undefined;
  let least = reach * reach;
  for (const { trail } of paths) {
    const { pairs } = trail;
    for (let row = 0; row < pairs.x.length; row++) {
      // Not a number where an axis cannot show the value: never the nearest.
      const distance = (x(pairs.x[row]) - left) ** 2 + (y(pairs.y[row]) - top) ** 2;
      if (!(distance < least)) continue;
      least = distance;
      near = { trail, row };
    }
  }
  return near;
}

/** Ticks of an axis; a log one too narrow for powers of ten has plain round numbers. */
export function ticksOf([low, high]: readonly number[], log: boolean, most: number) {
  const powers = log ? logTicks(low, high, most) : [];
  const values = powers.length > 1 ? powers : linearTicks(low, high, most);
  return values.map((value) => ({ value, text: tickText(value) }));
}

/** What stands beside a tick: shares in per cent. */
export const axisText = (quantity: Quantity, { value, text }: { value: number; text: string }): string =>
  quantity.id.endsWith('Accuracy') ? quantityText(quantity, value) : text;
