import type { StageProps } from './stage';

/** Stub. */
export default function AgainstStage(_: StageProps<'against'>) {
  return null;
}
