/** Where everything of the home page's picture lies for a width in pixels. Pure. */
import { area, line, scaleLinear, scaleLog } from 'd3';
import { type Band, bandsOf } from '../charts/regime-bands';
import type { Picture } from './home-picture';

export const margin = { left: 66, right: 14, top: 26, bottom: 36 };
export const stripHeight = 26;
/** Between the plot and the strip under it. */
const gap = 8;

export interface Layout {
  width: number;
  height: number;
  plot: { width: number; height: number };
  /** Top of the regime strip. */
  strip: number;
  reach: string;
  trainLoss: string;
  bands: Band[];
  epochTicks: { at: number; label: string }[];
  lossTicks: { at: number; label: string }[];
  x(epoch: number): number;
  y(loss: number): number;
}

export function layoutOf(picture: Picture, width: number): Layout {
  const plot = { width: Math.max(1, width - margin.left - margin.right), height: width < 500 ? 170 : 230 };
  const x = scaleLinear([0, picture.epochs], [0, plot.width]);
  const [low, high] = lossDomain(picture);
  const y = scaleLog([low, high], [plot.height, 0]).clamp(true);
  const strip = plot.height + gap;
  return {
    width,
    height: margin.top + strip + stripHeight + margin.bottom,
    plot,
    strip,
    reach:
      area<Picture['reaches'][number]>(
        ({ epoch }) => x(epoch),
        (each) => y(each.low),
        (each) => y(each.high),
      )(picture.reaches) ?? '',
    trainLoss:
      line<Picture['readings'][number]>(
        ({ epoch }) => x(epoch),
        ({ trainLoss }) => y(trainLoss),
      )(picture.readings) ?? '',
    bands: bandsOf(
      picture.stretches.map((each) => ({ ...each, subtype: '' as const })),
      x,
      plot.width,
    ),
    epochTicks: x.ticks(width < 500 ? 4 : 6).map((epoch) => ({ at: x(epoch), label: String(epoch) })),
    lossTicks: powers(low, high).map((loss) => ({ at: y(loss), label: String(loss) })),
    x,
    y,
  };
}

/** The readings and nearly all batch losses; those of the very last, tiny ones would squeeze the rest. */
function lossDomain({ readings, reaches }: Picture): [number, number] {
  const lows = reaches.map(({ low }) => low).sort((a, b) => a - b);
  const least = Math.min(
    ...readings.map(({ trainLoss }) => trainLoss),
    lows[Math.floor(lows.length / 10)] ?? Number.POSITIVE_INFINITY,
  );
  const most = Math.max(...readings.map(({ trainLoss }) => trainLoss), ...reaches.map(({ high }) => high));
  // A perfect fit has no logarithm.
  return [Math.max(least, 1e-5), Math.max(most, 2e-5)];
}

function powers(low: number, high: number): number[] {
  const first = Math.ceil(Math.log10(low));
  const count = Math.floor(Math.log10(high)) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => Number(`1e${first + i}`));
}
