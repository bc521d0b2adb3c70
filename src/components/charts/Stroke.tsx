/** A sample of a line as figures draw it. */
interface Props {
  /** Custom property that holds it. */
  colour: string;
  dash: readonly number[];
  /** In pixels, as is the length. */
  width: number;
  length: number;
}

export function Stroke({ colour, dash, width, length }: Props) {
  return (
    <svg width={length} height="10" aria-hidden="true">
      <path
        d={`M0,5H${length}`}
        stroke={`var(${colour})`}
        strokeWidth={width}
        strokeDasharray={dash.join(' ')}
      />
    </svg>
  );
}
