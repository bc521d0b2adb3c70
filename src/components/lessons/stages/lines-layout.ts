/** Lines with bands around them over a common x axis: scales, paths and ticks, in pixels of the plot. Pure. */
import { area, line, scaleLinear, scaleLog } from 'd3';
import { ticksOf } from '../../compare/scatter-layout';
import type { Plot, Tick } from '../../lens/Axes';

export interface Point {
  x: number;
  y: number;
  /** Ends of the band; NaN where there is none. */
  low: number;
  high: number;
}

export interface Series {
  name: string;
  /** Place in the palette of run styles: colour and shape of its marks. */
  style: number;
  points: readonly Point[];
}

export interface LinesLayout {
  x(value: number): number;
  y(value: number): number;
  paths: { series: Series; line: string; band: string }[];
  xTicks: Tick[];
  yTicks: Tick[];
}

export interface LinesShape {
  plot: Plot;
  log: boolean;
  /** How a value of the y axis is printed. */
  text(value: number): string;
}

/** Points that an axis cannot show (not a number, not positive on a logarithmic one) are left out. */
export function linesLayout(series: readonly Series[], { plot, log, text }: LinesShape): LinesLayout {
  const shown = (value: number) => Number.isFinite(value) && (!log || value > 0);
  const points = series.flatMap((each) => each.points).filter(({ y }) => shown(y));
  const ys = points.flatMap(({ y, low, high }) => [y, low, high]).filter(shown);
  const xs = points.map(({ x }) => x);
  const [low, high] = ys.length > 0 ? [Math.min(...ys), Math.max(...ys)] : log ? [0.1, 1] : [0, 1];
  const air = (high - low || Math.abs(high) || 1) * 0.06;
  const y = log
    ? scaleLog([low / 1.1, high * 1.1], [plot.height, 0])
    : scaleLinear([low - air, high + air], [plot.height, 0]);
  const [first, last] = xs.length > 0 ? [Math.min(...xs), Math.max(...xs)] : [0, 1];
  const x = scaleLinear([first, last > first ? last : first + 1], [0, plot.width]);
  const path = line<Point>(
    (each) => x(each.x),
    (each) => y(each.y),
  )
    .digits(1)
    .defined((each) => shown(each.y));
  const around = area<Point>(
    (each) => x(each.x),
    (each) => y(each.low),
    (each) => y(each.high),
  )
    .digits(1)
    .defined((each) => shown(each.low) && shown(each.high));
  return {
    x,
    y,
    paths: series.map((each) => ({
      series: each,
      line: path(each.points) ?? '',
      band: around(each.points) ?? '',
    })),
    xTicks: ticksOf(x.domain(), false, Math.max(2, Math.floor(plot.width / 70))).map((tick) => ({
      at: x(tick.value),
      text: tick.text,
    })),
    yTicks: ticksOf(y.domain(), log, 6).map(({ value }) => ({ at: y(value), text: text(value) })),
  };
}
