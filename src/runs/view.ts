/** What all figures share: the x axis, the zoom, the cursor, the scale of each y axis. No React, no drawing. */
import { createStore, type StoreApi } from 'zustand/vanilla';

export type XMode = 'steps' | 'epochs' | 'distance';
/** Every figure, whether its y axis is logarithmic to begin with, and whether it is shown. */
const figureDefaults = {
  Loss: { log: true, shown: true },
  Accuracy: { log: false, shown: true },
  'Step size': { log: true, shown: true },
  'Step number': { log: false, shown: true },
  'Second-order share': { log: false, shown: false },
  Sharpness: { log: true, shown: false },
  'Gradient noise': { log: true, shown: false },
  'Successive gradients': { log: false, shown: false },
  Distance: { log: true, shown: false },
};
export type FigureName = keyof typeof figureDefaults;
export const figureNames = Object.keys(figureDefaults) as FigureName[];
/** Name of the figure that draws one quantity against another. */
export const againstName = 'One quantity against another';
type Domain = [from: number, to: number];

export interface View {
  /** What the x axis counts: steps, epochs, or the sum of learning rates (eta times t). */
  xMode: XMode;
  /** Largest coordinate of the axis, in steps or in distance; the figures find it. */
  most: number;
  /** Shown part of the axis in the same coordinate; undefined shows everything. */
  domain: Domain | undefined;
  /** Step under the cursor, 0 is the untrained network. */
  cursor: number | undefined;
  log: Record<FigureName, boolean>;
  /** The y axis shows every value, those out of all proportion too. */
  whole: Record<FigureName, boolean>;
  shown: Record<FigureName, boolean>;
  /** What is drawn against what under Compare: ids of quantities, their axes, seeds as bands. */
  against: { x: string; y: string; log: { x: boolean; y: boolean }; bySeed: boolean };
  /** Run that is made to stand out among others. */
  highlight: string | undefined;
  /** The step that was picked to be looked at closely. */
  picked: number | undefined;
}

export type ViewStore = StoreApi<View>;

/** The smallest part of the axis that can be shown. */
export const smallestShare = 1e-5;

export function createView(): ViewStore {
  return createStore<View>(() => ({
    xMode: 'epochs',
    most: 1,
    domain: undefined,
    cursor: undefined,
    log: defaultsOf('log'),
    whole: Object.fromEntries(figureNames.map((name) => [name, false])) as Record<FigureName, boolean>,
    shown: defaultsOf('shown'),
    against: { x: 'trainLoss', y: 'testAccuracy', log: { x: true, y: false }, bySeed: true },
    highlight: undefined,
    picked: undefined,
  }));
}

/** The shown part of the axis. */
export function shownDomain({ domain, most }: Pick<View, 'domain' | 'most'>): Domain {
  return domain ?? [0, most];
}

/** The axis ends at `most` from now on; a zoom that would show nothing any more is dropped. */
export function setMost(view: ViewStore, most: number): void {
  const { most: before, domain } = view.getState();
  if (most === before) return;
  view.setState({ most, domain: domain && domain[0] < most * (1 - smallestShare) ? domain : undefined });
}

/** Steps and epochs share their coordinate; between them and distance a zoom cannot be kept. */
export function setXMode(view: ViewStore, xMode: XMode): void {
  const { xMode: before, domain } = view.getState();
  const same = (before === 'distance') === (xMode === 'distance');
  view.setState({ xMode, domain: same ? domain : undefined });
}

export function setLog(view: ViewStore, figure: FigureName, log: boolean): void {
  view.setState({ log: { ...view.getState().log, [figure]: log } });
}

export function setWhole(view: ViewStore, figure: FigureName, whole: boolean): void {
  view.setState({ whole: { ...view.getState().whole, [figure]: whole } });
}

export function setShown(view: ViewStore, figure: FigureName, shown: boolean): void {
  view.setState({ shown: { ...view.getState().shown, [figure]: shown } });
}

function defaultsOf(key: 'log' | 'shown'): Record<FigureName, boolean> {
  return Object.fromEntries(figureNames.map((name) => [name, figureDefaults[name][key]])) as Record<
    FigureName,
    boolean
  >;
}

/** Shows `factor` times as much of the axis; the point `centre` stays where it is, the middle without one. */
export function zoomBy(view: ViewStore, factor: number, centre?: number): void {
  const [from, to] = shownDomain(view.getState());
  const fixed = centre ?? (from + to) / 2;
  zoomTo(view, fixed - (fixed - from) * factor, fixed + (to - fixed) * factor);
}

/** Shows [from, to] as far as it is on the axis; all of it is the same as no zoom, too little is refused. */
export function zoomTo(view: ViewStore, from: number, to: number): void {
  const { most } = view.getState();
  const low = Math.max(0, from);
  const high = Math.min(most, to);
  if (high - low < most * smallestShare) return;
  // Rounding must not leave a zoom that shows everything but a hair.
  const all = high - low > most * (1 - 1e-9);
  view.setState({ domain: all ? undefined : [low, high] });
}
