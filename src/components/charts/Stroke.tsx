/** A sample of a line as figures draw it. */
import { type Marker, markerSize } from './run-style';

interface Props {
  /** Custom property that holds it. */
  colour: string;
  dash?: readonly number[] | undefined;
  marker?: Marker | undefined;
  /** In pixels, as is the length. */
  width: number;
  length: number;
}

export function Stroke({ colour, dash = [], marker, width, length }: Props) {
  const stroke = `var(${colour})`;
  return (
    <svg width={length} height="10" aria-hidden="true">
      <path d={`M0,5H${length}`} stroke={stroke} strokeWidth={width} strokeDasharray={dash.join(' ')} />
      {marker && (
        <path
          d={marker.shape}
          fill={stroke}
          transform={`translate(${length / 2},5) scale(${markerSize * 0.95})`}
        />
      )}
    </svg>
  );
}
