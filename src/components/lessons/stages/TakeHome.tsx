import type { StageProps } from './stage';

/** Stub. */
export default function TakeHome(_: StageProps<'take-home'>) {
  return null;
}
