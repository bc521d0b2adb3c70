/** Every kind of stage, loaded when a lesson shows one. A new one is a file and a line here. */
import { lazyPart } from '../../page/lazy-part';
import type { StageKind, StageProps, StageSpec } from './stage';

const [what, options] = ['what this step shows', { waiting: <p>Loading the figures …</p> }] as const;

export const stages: { [K in StageKind]?: StageSpec<K> } = {
  run: {
    Stage: lazyPart<StageProps<'run'>>(what, () => import('./RunStage'), options),
    trains: ({ run, beside = [], fork }) => [run, ...beside.filter((name) => name !== fork?.name)],
  },
  against: {
    Stage: lazyPart<StageProps<'against'>>(what, () => import('./AgainstStage'), options),
    trains: ({ runs }) => runs,
  },
  // Too much to repeat at once: these train what is chosen in them, by buttons of their own.
  map: { Stage: lazyPart<StageProps<'map'>>(what, () => import('./MapStage'), options), trains: () => [] },
  curves: {
    Stage: lazyPart<StageProps<'curves'>>(what, () => import('./CurvesStage'), options),
    trains: () => [],
  },
  sides: {
    Stage: lazyPart<StageProps<'sides'>>(what, () => import('./SidesStage'), options),
    trains: ({ sides }) => sides.map(({ run }) => run),
  },
  race: { Stage: lazyPart<StageProps<'race'>>(what, () => import('./RaceStage'), options), trains: () => [] },
  'take-home': {
    Stage: lazyPart<StageProps<'take-home'>>(what, () => import('./TakeHome'), options),
    trains: () => [],
  },
};
