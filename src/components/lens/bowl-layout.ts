/** Where everything in the microscope lies, in pixels of its plot. Pure. */
import { curveCatmullRom, line, scaleLinear, tickFormat } from 'd3';
import type { LossName } from '../../training/fields';
import { losses } from '../../training/losses';
import type { StepView } from '../../training/protocol';
import { linearTicks, tickText } from '../charts/ticks';
import type { Plot, Tick } from './Axes';
import { alphaDomain, floorOf, lossDomain, parabolaAt, verdictOf } from './bowl';
import { boxAround, type Label, labelHeight, type PlacedLabel, placeLabels } from './labels';
import { numberText, powerText } from './words';

export type Point = [x: number, y: number];

/** What is drawn at points. */
interface Marks {
  start: Point;
  /** At the upper edge where the loss is not finite. */
  landing: Point;
  /** At the right edge, and `beyond`, where it lies farther along the step. */
  floor: { at: Point; alpha: number; beyond: boolean } | undefined;
  /** What the tangent promised, at the upper or lower edge where that is far away. */
  promised: Point | undefined;
  /** Ends of the arrow from before to after the step. */
  arrow: [Point, Point];
}

type Words = Record<'start' | 'landed' | 'floor' | 'promised' | 'step', PlacedLabel | undefined>;

export interface BowlLayout extends Marks {
  xTicks: Tick[];
  yTicks: Tick[];
  /** What the y ticks count: the unit of the loss, where it has one, or a power of ten of it. */
  unit: string;
  curve: string;
  /** Measured points within the plot. */
  points: Point[];
  tangent: string;
  parabola: string;
  words: Words;
}

/** Room inside the plot: above the highest loss, below the lowest for the arrow of the step. */
const air = { top: 8, bottom: 24 };
/** Alphas at which lines are drawn. */
const alphas = Array.from(
  { length: 61 },
  (_, i) => alphaDomain[0] + (i / 60) * (alphaDomain[1] - alphaDomain[0]),
);

export function layBowl(view: StepView, plot: Plot, name: LossName): BowlLayout {
  const { lossBefore, lossAfter, slope } = view;
  const x = scaleLinear(alphaDomain, [0, plot.width]);
  const domain = lossDomain(view);
  const loss = scaleLinear(domain, [plot.height - air.bottom, air.top]);
  /** What is not finite lies far above the plot, and nothing so far that numbers lose their digits. */
  const y = (value: number) =>
    Number.isFinite(value) ? Math.max(-plot.height, Math.min(2 * plot.height, loss(value))) : -plot.height;
  const lineOf = (value: (alpha: number) => number, to: number = alphaDomain[1]) =>
    alphas.filter((alpha) => alpha <= to).map((alpha): Point => [x(alpha), y(value(alpha))]);

  const verdict = verdictOf(view);
  const resolved = verdict !== 'overflow' && verdict !== 'unresolved';
  const curve = view.alphas.map((alpha, i): Point => [x(alpha), y(view.losses[i])]);
  const tangent = Number.isFinite(lossBefore + slope) ? lineOf((alpha) => lossBefore + slope * alpha, 1) : [];
  const parabola = resolved ? lineOf((alpha) => parabolaAt(view, alpha)) : [];

  const at = (alpha: number, value: number, bottom = plot.height): Point => [
    x(alpha),
    Math.max(0, Math.min(bottom, y(value))),
  ];
  const lowest = floorOf(view);
  const alpha = Math.min(lowest?.alpha ?? 0, alphaDomain[1]);
  const arrowY = plot.height - 8;
  const marks: Marks = {
    start: at(0, lossBefore),
    landing: at(1, lossAfter),
    floor: lowest && {
      at: at(alpha, parabolaAt(view, alpha), plot.height - air.bottom),
      alpha: lowest.alpha,
      beyond: lowest.alpha > alpha,
    },
    promised: tangent.length > 0 ? at(1, lossBefore + slope) : undefined,
    arrow: [
      [x(0), arrowY],
      [x(1), arrowY],
    ],
  };
  return {
    ...marks,
    xTicks: linearTicks(...alphaDomain, Math.max(3, Math.floor(plot.width / 50))).map((tick) => ({
      at: x(tick),
      text: tickText(tick).replace('-', '−'),
    })),
    ...lossTicks(domain, loss, plot.height, losses[name].unit),
    curve: line().curve(curveCatmullRom)(curve) ?? '',
    points: curve.filter(([, top], i) => Number.isFinite(view.losses[i]) && top >= 0),
    tangent: line()(tangent) ?? '',
    parabola: line()(parabola) ?? '',
    words: layWords(view, marks, [curve, tangent, parabola], plot),
  };
}

function layWords(view: StepView, marks: Marks, lines: Point[][], plot: Plot): Words {
  const { start, landing, floor, promised, arrow } = marks;
  const [from, to] = arrow;
  const word = (text: string, [x, y]: Point, gap = 9): Label => ({ text, x, y, gap });
  const length = to[0] - from[0];
  const step = {
    ...word('step', to),
    box: { x: (from[0] + to[0]) / 2 - 22, y: to[1] - 9, width: 44, height: labelHeight },
  };
  const up = (loss: number) => (Number.isFinite(loss) ? '' : ' ↑');
  const guides: Point[][] = [
    ...(promised ? [[start, [to[0], start[1]] as Point, promised]] : []),
    ...(floor ? [[floor.at, [floor.at[0], plot.height] as Point]] : []),
  ];
  // A floor beyond the edge has the least choice of places.
  const [far, landed, started, near, promise] = placeLabels(
    [
      floor?.beyond ? word(`floor at ${numberText(floor.alpha)}`, floor.at) : undefined,
      word(`landed${up(view.lossAfter)}`, landing),
      word(`start${up(view.lossBefore)}`, start),
      floor && !floor.beyond ? word('floor', floor.at) : undefined,
      promised && word('promised', [to[0], (start[1] + promised[1]) / 2], 6),
    ],
    [
      ...[start, landing, ...(floor ? [floor.at] : [])].map(boxAround),
      { x: from[0], y: from[1] - 5, width: length, height: 10 },
      step.box,
    ],
    [...lines, ...guides].flatMap(along),
    { x: 0, y: 0, ...plot },
  );
  return { landed, start: started, floor: far ?? near, promised: promise, step };
}

/** Ticks of the loss with as many digits as tell them apart; very small and very large losses in powers of ten. */
function lossTicks([low, high]: [number, number], y: (loss: number) => number, height: number, name: string) {
  const power = Math.floor(Math.log10(Math.max(Math.abs(low), Math.abs(high))));
  const plain = power >= -1 && power < 3;
  const unit = plain ? 1 : 10 ** power;
  const most = Math.max(2, Math.floor(height / 32));
  const ticks = linearTicks(low / unit, high / unit, most);
  const format = tickFormat(low / unit, high / unit, ticks.length);
  return {
    unit: [plain ? '' : powerText(power), name].filter(Boolean).join(' '),
    yTicks: ticks.map((tick) => ({ at: y(tick * unit), text: format(tick) })),
  };
}

/** Points every few pixels of a polyline. */
function along(points: Point[]): Point[] {
  return points.slice(1).flatMap(([toX, toY], i) => {
    const [fromX, fromY] = points[i];
    const count = Math.max(1, Math.ceil(Math.hypot(toX - fromX, toY - fromY) / 5));
    return Array.from({ length: count + 1 }, (_, k): Point => {
      const share = k / count;
      return [fromX + share * (toX - fromX), fromY + share * (toY - fromY)];
    });
  });
}
