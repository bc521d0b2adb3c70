/** The stroke of a run as it is in the figures. */
import { runStyle } from '../charts/run-style';

export function Swatch({ style }: { style: number }) {
  const { colour, dash } = runStyle(style);
  return (
    <svg width="26" height="10" aria-hidden="true">
      <line
        x1="0"
        x2="26"
        y1="5"
        y2="5"
        stroke={`var(${colour})`}
        strokeWidth="3"
        strokeDasharray={dash.join(' ')}
      />
    </svg>
  );
}
