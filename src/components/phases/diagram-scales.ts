/** Colours of a phase diagram: brighter is better, told apart in grey print and by colour-blind eyes. Pure. */
import { extent, interpolateCividis, median } from 'd3';
import { type Measure, measures, regimeNames, regimeOf } from '../../runs/sweeps/measures';
import type { PointSummary } from '../../runs/sweeps/sweep-results';
import { linearTicks, logTicks, tickText } from '../charts/ticks';

export interface ColourScale {
  /** A colour, or `url(#...)` of a pattern by regime name. */
  fill(value: number): string;
  /** Colour at a share of the legend, 0 to 1, from dark to bright. */
  colour(share: number): string;
  /** Values along the legend with their place from 0 to 1 and their words; none for regimes. */
  ticks: { at: number; text: string }[];
  /** Levels of contours, ascending, and how a level is written. */
  levels: number[];
  textOf(value: number): string;
  /** Which end is brighter, in words. */
  direction: string;
  regimes: boolean;
  /** No point has a value, or too few have for colours. */
  empty: boolean;
  /** Some points have values, but more must come before the colours say anything. */
  waits: boolean;
}

/** Lower is brighter for losses and steps; the step number has no better end. */
const lowIsBright: Partial<Record<Measure, boolean>> = { trainLoss: true, stepsToTarget: true };
/** Values that many times the middle one and above share the darkest colour. */
const farthest = 100;
/** Cut-offs of the detector, and where a step begins to climb. */
const kappaLevels = [0.5, 1, 2];
const kappaLimits: [number, number] = [0.01, 3];
const isKappa = (measure: Measure) => measure === 'largeKappa' || measure === 'kappa';
const mostTicks = 5;
/** Between fewer results, colours would show chance: they wait as long as more are to come. */
export const leastResults = 3;

export function colourScale(
  measure: Measure,
  summaries: readonly PointSummary[],
  patternId: string,
): ColourScale {
  if (measure === 'regime') {
    return {
      fill: (value) => `url(#${patternId}-${regimeOf(value)})`,
      colour: () => 'none',
      textOf: String,
      ...{
        ticks: [],
        levels: kappaLevels.slice(0, 2),
        direction: '',
        regimes: true,
        empty: false,
        waits: false,
      },
    };
  }
  const found = summaries.filter(({ mean }) => Number.isFinite(mean)).length;
  const waits = found > 0 && found < leastResults && summaries.some(({ runs }) => runs === 0);
  const limits = waits ? undefined : limitsOf(measure, summaries);
  const [low, high] = limits ?? [1, 2];
  const { log } = measures[measure];
  const share = (value: number) => {
    const at = log
      ? Math.log(Math.max(value, low) / low) / Math.log(high / low)
      : (value - low) / (high - low);
    return Math.max(0, Math.min(1, at));
  };
  const bright = (at: number) => (lowIsBright[measure] ? 1 - at : at);
  const round = (log ? logTicks(low, high, mostTicks) : linearTicks(low, high, mostTicks)).filter(
    (value) => value >= low && value <= high,
  );
  // A narrow range may hold no round numbers: its ends say more than nothing.
  const values = round.length > 1 ? round : [low, high];
  const textWith = (digits: number) => (value: number) =>
    measure === 'testAccuracy'
      ? `${Number((100 * value).toPrecision(digits))} %`
      : tickText(Number(value.toPrecision(digits)));
  // As many digits as tell them apart.
  const digits = [3, 4, 5].find((count) => new Set(values.map(textWith(count))).size > 1) ?? 6;
  const textOf = textWith(digits);
  return {
    fill: (value) => (waits ? 'var(--grid)' : interpolateCividis(bright(share(value)))),
    colour: interpolateCividis,
    ticks: limits ? values.map((value) => ({ at: bright(share(value)), text: textOf(value) })) : [],
    levels: isKappa(measure) ? kappaLevels : limits ? round : [],
    textOf,
    direction: isKappa(measure) ? 'brighter is larger' : 'brighter is better',
    regimes: false,
    empty: !limits,
    waits,
  };
}

/** From the least to the most that was found, never of no width; undefined where nothing was. */
function limitsOf(measure: Measure, summaries: readonly PointSummary[]): [number, number] | undefined {
  const { log } = measures[measure];
  const values = summaries
    .map(({ mean }) => mean)
    .filter((value) => (log ? value > 0 : !Number.isNaN(value)));
  const [low, high] = extent(values.filter(Number.isFinite));
  if (low === undefined || high === undefined) return undefined;
  if (isKappa(measure)) return kappaLimits;
  // A few runs that went far too far leave the colours to the others.
  const most = lowIsBright[measure] ? Math.min(high, farthest * (median(values) as number)) : high;
  if (low < most) return [low, most];
  return log ? [low / 1.1, low * 1.1] : [low - 0.005, low + 0.005];
}

/** Regimes with their words, as a legend shows them. */
export const regimeLegend = (['large-step', 'transition', 'small-step'] as const).map((regime) => ({
  regime,
  text: regimeNames[regime],
}));
