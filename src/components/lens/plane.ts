/** The plane of median kappa (or landing position p) and second-order share Q, and a run's way through it. Pure. */
import { max } from 'd3';
import type { Thresholds, WindowReading } from '../../training/regime/types';
import { type Box, labelWidth } from './labels';

export type PlaneReading = Pick<WindowReading, 'from' | 'to'> &
  Record<'kappa' | 'landing' | 'share', { value: number }>;

/** What the horizontal axis shows. */
export type PlaneAxis = 'kappa' | 'landing';

export interface Region {
  kind: 'small' | 'large' | 'transition';
  text: string;
  /** Of the horizontal axis. */
  across: readonly [number, number];
  share: readonly [number, number];
  /** Where its words stand. */
  corner: 'top-left' | 'bottom-left' | 'top-right';
}

/** Least part of the plane that is shown, and the kappa or p from which on a reading is an outlier. */
const leastAcross = 2.5;
const mostAcross = 5;
const leastShare = [-0.25, 1.25] as const;
/** Room for the words of the region above the cut-off of the large step. */
const shareRoom = 0.25;

/** From 0 to the largest value that is no outlier. */
export function acrossDomain(readings: readonly PlaneReading[], axis: PlaneAxis): [number, number] {
  const largest = max(readings, (each) => (each[axis].value <= mostAcross ? each[axis].value : 0)) ?? 0;
  return [0, Math.max(leastAcross, largest)];
}

/** Reaches above the cut-off of the large step, which can be moved. */
export function shareDomain({ largeShare }: Pick<Thresholds, 'largeShare'>): [number, number] {
  return [leastShare[0], Math.max(leastShare[1], largeShare + shareRoom)];
}

/**
 * Where the detector sees each regime, but for its share of rises, which this plane does not show; over p the
 * landings. Later ones lie over earlier ones.
 */
export function regions(
  [, right]: readonly [number, number],
  thresholds: Thresholds,
  axis: PlaneAxis,
): Region[] {
  const { smallKappa, smallShare, largeKappa, largeShare, wallLanding } = thresholds;
  const [bottom, top] = shareDomain(thresholds);
  const share = [bottom, top] as const;
  if (axis === 'landing') {
    return [
      { kind: 'transition', text: 'short of the floor', across: [0, 1], share, corner: 'bottom-left' },
      { kind: 'large', text: 'wall to wall', across: [wallLanding, right], share, corner: 'top-right' },
    ];
  }
  return [
    {
      kind: 'transition',
      text: 'transition',
      across: [0, largeKappa],
      share: [bottom, largeShare],
      corner: 'top-left',
    },
    {
      kind: 'small',
      text: 'Small step',
      across: [0, smallKappa],
      share: [bottom, smallShare],
      corner: 'bottom-left',
    },
    {
      kind: 'large',
      text: 'Large step by Q',
      across: [0, largeKappa],
      share: [largeShare, top],
      corner: 'top-left',
    },
    {
      kind: 'large',
      text: 'Large step by κ',
      across: [largeKappa, right],
      share: [bottom, top],
      corner: 'top-right',
    },
  ];
}

export interface PlanePoint {
  reading: PlaneReading;
  /** Within the plane; an outlier lies at its edge. */
  across: number;
  share: number;
  /** Direction of an outlier in degrees, 0 right and 90 up. */
  outside: number | undefined;
}

/** Readings with both values, oldest first, in a plane of these domains. */
export function pointsOf(
  readings: readonly PlaneReading[],
  axis: PlaneAxis,
  domain: readonly [number, number],
  shares: readonly [number, number],
): PlanePoint[] {
  const clamp = (value: number, [low, high]: readonly [number, number]) =>
    Math.max(low, Math.min(high, value));
  return readings
    .filter((reading) => !Number.isNaN(reading[axis].value + reading.share.value))
    .map((reading) => {
      const across = clamp(reading[axis].value, domain);
      const share = clamp(reading.share.value, shares);
      const right = Math.sign(reading[axis].value - across);
      const up = Math.sign(reading.share.value - share);
      const outside = right || up ? (Math.atan2(up, right) * 180) / Math.PI : undefined;
      return { reading, across, share, outside };
    });
}

/** The last point whose window had ended at `step`. */
export function pointAt(points: readonly PlanePoint[], step: number | undefined): PlanePoint | undefined {
  return step === undefined ? undefined : points.findLast(({ reading }) => reading.to <= step);
}

/** At most `most` of the items, evenly spread, the first and the last always among them. */
export function spread<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items];
  return Array.from({ length: most }, (_, i) => items[Math.round((i * (items.length - 1)) / (most - 1))]);
}

/** Points of a way that are kept, and how many of its newest are among them whatever is left out. */
const mostPoints = 1000;
const newestPoints = 60;

/**
 * A way as far as it can be told apart in so small a plane: of a long one the old points evenly spread, and all of the
 * newest. As objects on the page thousands of windows take more room than their losses.
 */
export function wayOf<T>(points: readonly T[]): T[] {
  if (points.length <= mostPoints) return [...points];
  return [
    ...spread(points.slice(0, -newestPoints), mostPoints - newestPoints),
    ...points.slice(-newestPoints),
  ];
}

/** The way as pieces that share their ends, oldest first, so that newer ones can be drawn bolder. */
export function pieces<T>(way: readonly T[], most: number): T[][] {
  const count = Math.min(most, way.length - 1);
  const end = (i: number) => Math.round((i * (way.length - 1)) / count);
  return Array.from({ length: Math.max(0, count) }, (_, i) => way.slice(end(i), end(i + 1) + 1));
}

export const regionLine = 15;

/** Words of a region in lines no wider than it, and the room they take in its corner of the pixels `box`. */
export function layWords(text: string, corner: Region['corner'], box: Box): { lines: string[]; room: Box } {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && labelWidth(longer) <= box.width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const width = Math.max(...lines.map(labelWidth));
  const height = lines.length * regionLine;
  const x = corner === 'top-right' ? Math.max(box.x, box.x + box.width - width - 2) : box.x + 2;
  const y = corner === 'bottom-left' ? box.y + box.height - height - 3 : box.y + 3;
  return { lines, room: { x, y, width, height } };
}
