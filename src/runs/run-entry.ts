/** A run of the list: its numbers, what it is doing, and what a person did to it. Types only. */
import type { EngineInfo, Regions, RunFacts, RunState, StepView, Valley } from '../training/protocol';
import type { RunData } from './run-data';

/** What a run is doing; the store replaces the whole object when anything of it changes. */
export interface RunStatus {
  /** 'recorded': finished elsewhere, shipped with the page or opened from a file. */
  state: RunState | 'recorded';
  /** Last finished step of the run and its planned number of steps. */
  step: number;
  totalSteps: number;
  stepsPerSecond: number;
  /** Share of the time that measuring takes, 0 to 1. */
  probeShare: number;
  /** The step under the microscope. */
  stepView: StepView | undefined;
  /** The last steps that somebody looked at together. */
  valleys: readonly Valley[] | undefined;
  /** What the network makes of the plane, where it has two inputs and somebody looked. */
  regions: Regions | undefined;
  /** Seconds of training so far, pauses left out. */
  elapsed: number;
  engine: EngineInfo | undefined;
  facts: RunFacts | undefined;
  loading: { what: string; fraction: number } | undefined;
}

export interface RunEntry extends RunStatus {
  /** Unique over all tabs and reloads. */
  readonly id: string;
  /** A name that a person gave; empty: the run is named by what sets it apart. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  /** The run it was forked from, and the last step the two share. */
  readonly parent: { readonly id: string; readonly step: number } | undefined;
  /** Place in the palette of run styles: colour and shape of its marks. */
  readonly style: number;
  /** Not drawn. */
  readonly hidden: boolean;
  /** Stays on top of the list and is never put away to make room. */
  readonly pinned: boolean;
  /** It trains in another tab; here it can only be looked at. */
  readonly elsewhere: boolean;
  readonly data: RunData;
}
