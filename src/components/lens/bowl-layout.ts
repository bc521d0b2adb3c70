/** Where everything in the microscope lies, in pixels of its plot. Pure. */
import { curveCatmullRom, line, scaleLinear, tickFormat } from 'd3';
import { numberText, powerText } from '../../format';
import type { LossName } from '../../training/fields';
import { losses } from '../../training/losses/registry';
import type { StepView } from '../../training/protocol';
import { linearTicks, tickText } from '../charts/ticks';
import type { Plot, Tick } from './Axes';
import { alphaDomain, floorOf, lossDomain, lowestOf, movedProbe, parabolaAt, verdictOf } from './bowl';
import { boxAround, type Label, labelHeight, type PlacedLabel, placeLabels } from './labels';

export type Point = [x: number, y: number];

/** What is drawn at points. */
interface Marks {
  start: Point;
  /** At the upper edge where the loss is not finite. */
  landing: Point;
  /** Lowest measured point, where that is another one than start and landing. */
  lowest: Point | undefined;
  /** Of the parabola, where that is wanted: at the right edge, and `beyond`, where it lies farther along the step. */
  floor: { at: Point; alpha: number; beyond: boolean } | undefined;
  /** What the tangent promised, at the upper or lower edge where that is far away. */
  promised: Point | undefined;
  /** Ends of the arrow from before to after the step. */
  arrow: [Point, Point];
}

type Words = Record<'start' | 'landed' | 'lowest' | 'floor' | 'promised' | 'step', PlacedLabel | undefined>;

export interface BowlLayout extends Marks {
  xTicks: Tick[];
  yTicks: Tick[];
  /** What the y ticks count: the unit of the loss, where it has one, or a power of ten of it. */
  unit: string;
  curve: string;
  /** The curve of the probe set, moved to the same start; empty where it was not measured. */
  probe: string;
  /** Measured points within the plot. */
  points: Point[];
  /** What the gradient promises, from start to landing. */
  tangent: string;
  /** Short pieces with the measured slopes, at the start and at the landing. */
  slopes: string;
  parabola: string;
  words: Words;
}

/** Room inside the plot: above the highest loss, below the lowest for the arrow of the step. */
const air = { top: 8, bottom: 24 };
/** Pixels of the piece that shows a slope. */
const pieceLength = 36;
/** Alphas at which lines are drawn. */
const alphas = Array.from(
  { length: 61 },
  (_, i) => alphaDomain[0] + (i / 60) * (alphaDomain[1] - alphaDomain[0]),
);

/** `withParabola`: the parabola and its floor are drawn too. */
export function layBowl(view: StepView, plot: Plot, name: LossName, withParabola = false): BowlLayout {
  const { lossBefore, lossAfter, slope, landingSlope } = view;
  const x = scaleLinear(alphaDomain, [0, plot.width]);
  const domain = lossDomain(view, withParabola);
  const loss = scaleLinear(domain, [plot.height - air.bottom, air.top]);
  /** What is not finite lies far above the plot, and nothing so far that numbers lose their digits. */
  const y = (value: number) =>
    Number.isFinite(value) ? Math.max(-plot.height, Math.min(2 * plot.height, loss(value))) : -plot.height;
  const lineOf = (value: (alpha: number) => number, to: number = alphaDomain[1]) =>
    alphas.filter((alpha) => alpha <= to).map((alpha): Point => [x(alpha), y(value(alpha))]);

  const verdict = verdictOf(view);
  const resolved = verdict !== 'overflow' && verdict !== 'unresolved';
  const curveOf = (losses: readonly number[]) =>
    losses.map((value, i): Point => [x(view.alphas[i]), y(value)]);
  const [curve, probe] = [curveOf(view.losses), curveOf(movedProbe(view))];
  const tangent = Number.isFinite(lossBefore + slope) ? lineOf((alpha) => lossBefore + slope * alpha, 1) : [];
  const parabola = resolved && withParabola ? lineOf((alpha) => parabolaAt(view, alpha)) : [];
  const smooth = line().curve(curveCatmullRom);

  const at = (alpha: number, value: number, bottom = plot.height): Point => [
    x(alpha),
    Math.max(0, Math.min(bottom, y(value))),
  ];
  const floor = withParabola ? floorOf(view) : undefined;
  const alpha = Math.min(floor?.alpha ?? 0, alphaDomain[1]);
  const lowest = lowestOf(view);
  const arrowY = plot.height - 8;
  /** A piece of the line through a point with a slope in losses per alpha, of one length on the screen. */
  const pieceAt = ([left, top]: Point, rise: number) => {
    if (!Number.isFinite(rise)) return '';
    const [across, down] = [x(1) - x(0), loss(rise) - loss(0)];
    const scale = pieceLength / 2 / Math.hypot(across, down);
    return `M${left - across * scale},${top - down * scale}L${left + across * scale},${top + down * scale}`;
  };
  const marks: Marks = {
    start: at(0, lossBefore),
    landing: at(1, lossAfter),
    lowest: lowest && lowest.alpha !== 0 && lowest.alpha !== 1 ? at(lowest.alpha, lowest.loss) : undefined,
    floor: floor && {
      at: at(alpha, parabolaAt(view, alpha), plot.height - air.bottom),
      alpha: floor.alpha,
      beyond: floor.alpha > alpha,
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
    ...lossTicks(domain, loss, plot.height, losses.of(name).unit),
    curve: smooth(curve) ?? '',
    probe: smooth(probe) ?? '',
    slopes: [pieceAt(marks.start, slope), pieceAt(marks.landing, landingSlope)].join(''),
    points: curve.filter(([, top], i) => Number.isFinite(view.losses[i]) && top >= 0),
    tangent: line()(tangent) ?? '',
    parabola: line()(parabola) ?? '',
    words: layWords(view, marks, [curve, probe, tangent, parabola], plot),
  };
}

function layWords(view: StepView, marks: Marks, lines: Point[][], plot: Plot): Words {
  const { start, landing, lowest, floor, promised, arrow } = marks;
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
  const [far, landed, started, near, promise, least] = placeLabels(
    [
      floor?.beyond ? word(`floor at ${numberText(floor.alpha)}`, floor.at) : undefined,
      word(`landed${up(view.lossAfter)}`, landing),
      word(`start${up(view.lossBefore)}`, start),
      floor && !floor.beyond ? word('floor', floor.at) : undefined,
      promised && word('promised', promised),
      lowest && word('lowest', lowest),
    ],
    [
      ...[start, landing, floor?.at, lowest, promised].flatMap((point) => (point ? [boxAround(point)] : [])),
      { x: from[0], y: from[1] - 5, width: length, height: 10 },
      step.box,
    ],
    [...lines, ...guides].flatMap(along),
    { x: 0, y: 0, ...plot },
  );
  return { landed, start: started, lowest: least, floor: far ?? near, promised: promise, step };
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
