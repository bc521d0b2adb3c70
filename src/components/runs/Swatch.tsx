/** The stroke of a run as it is in the figures. */
import { runStyle } from '../charts/run-style';
import { Stroke } from '../charts/Stroke';

export function Swatch({ style }: { style: number }) {
  return <Stroke {...runStyle(style)} width={3} length={26} />;
}
