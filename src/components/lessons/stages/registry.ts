/** Every kind of stage, loaded when a lesson shows one. A new one is a file and a line here. */
import { type ComponentType, lazy } from 'react';
import type { StageKind, StageProps, StageSpec } from './stage';

const later = <K extends StageKind>(load: () => Promise<{ default: ComponentType<StageProps<K>> }>) =>
  lazy(load) as unknown as ComponentType<StageProps<K>>;

export const stages: { [K in StageKind]?: StageSpec<K> } = {
  run: {
    Stage: later<'run'>(() => import('./RunStage')),
    trains: ({ run, beside = [], fork }) => [run, ...beside.filter((name) => name !== fork?.name)],
  },
  against: { Stage: later<'against'>(() => import('./AgainstStage')), trains: ({ runs }) => runs },
  // Too much to repeat at once: these train what is chosen in them, by buttons of their own.
  map: { Stage: later<'map'>(() => import('./MapStage')), trains: () => [] },
  curves: { Stage: later<'curves'>(() => import('./CurvesStage')), trains: () => [] },
  race: { Stage: later<'race'>(() => import('./RaceStage')), trains: () => [] },
  'take-home': { Stage: later<'take-home'>(() => import('./TakeHome')), trains: () => [] },
};
