/** The lines of the figure under Compare; the run that is pointed at in a list stands out, here as in the others. */
import { useStore } from 'zustand';
import type { ViewStore } from '../../runs/view';
import { markerSize, runStyle } from '../charts/run-style';
import type { Drawing } from './scatter-layout';

interface Props {
  paths: Drawing['paths'];
  /** Of all lines: it tells what kind of quantity goes up and down. */
  dash: readonly number[];
  view: ViewStore;
}

export function Trails({ paths, dash, view }: Props) {
  const highlight = useStore(view, (state) => state.highlight);
  const isLit = ({ trail }: Drawing['paths'][number]) => trail.runs.some(({ id }) => id === highlight);
  // A run that is not drawn here dims nothing.
  const some = paths.some(isLit);
  return paths.map((path) => {
    const { trail, line, band, seeds, marks } = path;
    const { colour, marker } = runStyle(trail.runs[0].style);
    const stroke = `var(${colour})`;
    const lit = isLit(path);
    return (
      <g key={trail.runs[0].id} opacity={some && !lit ? 0.25 : 1}>
        {band && <path d={band} fill={stroke} opacity={0.18} />}
        {seeds.map((seed, i) => (
          <path
            key={trail.runs[i].id}
            d={seed}
            fill="none"
            stroke={stroke}
            opacity={0.4}
            strokeDasharray={dash.join(' ')}
          />
        ))}
        <path
          d={line}
          fill="none"
          stroke={stroke}
          strokeWidth={lit ? 4 : 2}
          strokeDasharray={dash.join(' ')}
        />
        {marks.map(([x, y]) => (
          <path
            key={x + y / 1e4}
            d={marker.shape}
            fill={stroke}
            transform={`translate(${x},${y}) scale(${markerSize})`}
          />
        ))}
      </g>
    );
  });
}
