/** What all figures share: the x axis, the zoom, the cursor, the scale of each y axis. No React, no drawing. */
import { createStore, type StoreApi } from 'zustand/vanilla';

export type XMode = 'steps' | 'epochs' | 'distance';
export type FigureName = 'Loss' | 'Accuracy' | 'Step size';

export interface View {
  /** What the x axis counts: steps, epochs, or the sum of learning rates (eta times t). */
  xMode: XMode;
  /** Shown part of the axis, in steps or in distance; undefined shows everything. */
  domain: [from: number, to: number] | undefined;
  /** Step under the cursor, 0 is the untrained network. */
  cursor: number | undefined;
  log: Record<FigureName, boolean>;
}

export type ViewStore = StoreApi<View>;

export function createView(): ViewStore {
  return createStore<View>(() => ({
    xMode: 'epochs',
    domain: undefined,
    cursor: undefined,
    log: { Loss: true, Accuracy: false, 'Step size': true },
  }));
}

/** Steps and epochs share their coordinate; between them and distance a zoom cannot be kept. */
export function setXMode(view: ViewStore, xMode: XMode): void {
  const { xMode: before, domain } = view.getState();
  const same = (before === 'distance') === (xMode === 'distance');
  view.setState({ xMode, domain: same ? domain : undefined });
}

/** Shows `factor` times as much around `centre`, within [0, most]; showing all is the same as no zoom. */
export function zoomBy(view: ViewStore, factor: number, centre: number, most: number): void {
  const [from, to] = view.getState().domain ?? [0, most];
  setDomain(view, centre - (centre - from) * factor, centre + (to - centre) * factor, most);
}

/** Moves the shown part by `by`, stopping at the ends. */
export function panBy(view: ViewStore, by: number, most: number): void {
  const { domain } = view.getState();
  if (!domain) return;
  const [from, to] = domain;
  const move = Math.max(-from, Math.min(by, most - to));
  setDomain(view, from + move, to + move, most);
}

function setDomain(view: ViewStore, from: number, to: number, most: number): void {
  const low = Math.max(0, from);
  const high = Math.min(most, to);
  if (high - low < most * 1e-5) return;
  view.setState({ domain: low <= 0 && high >= most ? undefined : [low, high] });
}
