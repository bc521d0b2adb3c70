/** The stroke of a run as it is in the figures. */
import { runStyle } from '../charts/run-style';
import { Stroke } from '../charts/Stroke';

export function Swatch({ style, dash }: { style: number; dash?: readonly number[] | undefined }) {
  return <Stroke {...runStyle(style)} dash={dash} width={2.5} length={26} />;
}
