import { expect, test } from 'vitest';
import { defaultThresholds, type ThresholdField, thresholdFields } from '../../training/regime/thresholds';
import {
  acrossDomain,
  layWords,
  type PlaneReading,
  pieces,
  pointAt,
  pointsOf,
  regions,
  shareDomain,
  spread,
  wayOf,
} from './plane';

const reading = (to: number, kappa: number, share: number): PlaneReading => ({
  from: to - 100,
  to,
  kappa: { value: kappa },
  landing: { value: kappa / 2 },
  share: { value: share },
});

test('kappa spans at least 2.5 and leaves outliers out', () => {
  expect(acrossDomain([], 'kappa')).toEqual([0, 2.5]);
  expect(acrossDomain([reading(100, Number.NaN, 0), reading(200, 3.2, 0)], 'kappa')).toEqual([0, 3.2]);
  expect(acrossDomain([reading(100, Infinity, 0), reading(200, 9, 0), reading(300, 3, 0)], 'kappa')).toEqual([
    0, 3,
  ]);
});

test('every place of the plane is in the region that the detector names', () => {
  const at = (kappa: number, share: number) =>
    regions([0, 2.5], defaultThresholds, 'kappa').findLast(
      (region) =>
        kappa >= region.across[0] &&
        kappa <= region.across[1] &&
        share >= region.share[0] &&
        share <= region.share[1],
    )?.text;
  expect(at(0.4, 0.4)).toBe('Small step');
  expect(at(0.4, 0.6)).toBe('transition');
  expect(at(0.6, 0.4)).toBe('transition');
  expect(at(0.4, 0.95)).toBe('Large step by Q');
  expect(at(1.1, 0.2)).toBe('Large step by κ');
});

test('every region has room, whatever the cut-offs may be', () => {
  const field = (key: string) => thresholdFields.find((each) => each.key === key) as ThresholdField;
  const ends = (key: string) => [field(key).min, field(key).max];
  for (const largeShare of [...ends('largeShare'), 1.25, 1.3]) {
    for (const largeKappa of ends('largeKappa')) {
      const limits = { ...defaultThresholds, smallKappa: 0.05, smallShare: 0.05, largeShare, largeKappa };
      const [bottom, top] = shareDomain(limits);
      for (const { across, share, text } of regions(acrossDomain([], 'kappa'), limits, 'kappa')) {
        if (!(across[1] - across[0] > 0 && share[1] - share[0] >= 0.2)) throw new Error(text);
        expect(share[0]).toBeGreaterThanOrEqual(bottom);
        expect(share[1]).toBeLessThanOrEqual(top);
      }
    }
  }
  expect(shareDomain(defaultThresholds)).toEqual([-0.25, 1.25]);
});

test('readings without a value are skipped, outliers lie at the edge and point outwards', () => {
  const points = pointsOf(
    [
      reading(100, Number.NaN, 0.2),
      reading(200, 1, Number.NaN),
      reading(300, 1, 0.5),
      reading(400, 9, 0.5),
      reading(500, 1, -4),
      reading(600, -0.5, 8),
    ],
    'kappa',
    [0, 2.5],
    [-0.25, 1.25],
  );
  expect(points.map(({ across, share, outside }) => [across, share, outside])).toEqual([
    [1, 0.5, undefined],
    [2.5, 0.5, 0],
    [1, -0.25, -90],
    [0, 1.25, 135],
  ]);
});

test('the cursor finds the last window that had ended', () => {
  const readings = [reading(100, 1, 0), reading(200, 1, Number.NaN), reading(300, 1, 0)];
  const points = pointsOf(readings, 'kappa', [0, 2.5], [-0.25, 1.25]);
  expect(pointAt(points, 299)?.reading.to).toBe(100);
  expect(pointAt(points, 300)?.reading.to).toBe(300);
  expect(pointAt(points, 99)).toBeUndefined();
  expect(pointAt(points, undefined)).toBeUndefined();
});

test('pieces share their ends and hold the whole way', () => {
  expect(pieces([1, 2, 3, 4, 5], 2)).toEqual([
    [1, 2, 3],
    [3, 4, 5],
  ]);
  expect(pieces([1, 2], 16)).toEqual([[1, 2]]);
  expect(pieces([1], 16)).toEqual([]);
  expect(pieces([], 16)).toEqual([]);
});

test('a long way keeps its ends, all of its newest points, and of the old ones some everywhere', () => {
  const short = [...Array(1000).keys()];
  expect(wayOf(short)).toEqual(short);
  const way = wayOf([...Array(8000).keys()]);
  expect(way).toHaveLength(1000);
  expect(way[0]).toBe(0);
  expect(way.slice(-60)).toEqual([...Array(60).keys()].map((i) => 7940 + i));
  expect(Math.max(...way.slice(1).map((point, i) => point - way[i]))).toBeLessThan(10);
});

test('a spread keeps the ends', () => {
  expect(spread([1, 2, 3], 5)).toEqual([1, 2, 3]);
  expect(spread([...Array(100).keys()], 4)).toEqual([0, 33, 66, 99]);
});

test('words of a region break where it is narrow', () => {
  const box = { x: 100, y: 0, width: 95, height: 100 };
  const { lines, room } = layWords('Large step by Q', 'top-right', box);
  expect(lines).toEqual(['Large step', 'by Q']);
  expect(room.x + room.width).toBe(193);
  expect(layWords('Large step by Q', 'top-right', { ...box, width: 300 }).lines).toHaveLength(1);
});

test('over the landing position the plane holds the landings, and the zones of the floor and of the walls', () => {
  const readings = [
    reading(100, 1, 0.5),
    reading(200, 3, 0.5),
    { ...reading(300, 1, 0.5), landing: { value: Number.NaN } },
  ];
  const points = pointsOf(readings, 'landing', acrossDomain(readings, 'landing'), [-0.25, 1.25]);
  expect(points.map(({ across }) => across)).toEqual([0.5, 1.5]);
  const at = (p: number) =>
    regions([0, 2.5], defaultThresholds, 'landing').findLast(({ across }) => p >= across[0] && p <= across[1])
      ?.text;
  expect(at(0.9)).toBe('short of the floor');
  expect(at(1.1)).toBeUndefined();
  expect(at(1.3)).toBe('wall to wall');
});
