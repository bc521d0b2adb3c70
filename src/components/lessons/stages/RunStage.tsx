import type { StageProps } from './stage';

/** Stub. */
export default function RunStage(_: StageProps<'run'>) {
  return null;
}
