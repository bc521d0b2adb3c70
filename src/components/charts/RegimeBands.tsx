/** Regimes as bands along an axis, by colour and by pattern; the patterns of a drawing belong to its `id`. */
import type { Regime } from '../../training/regime/types';
import bands from './bands.module.css';
import type { Band } from './regime-bands';
import { patterns } from './regime-patterns';

/** For the `defs` of a drawing. */
export function RegimePatterns({ id }: { id: string }) {
  return patterns.map(({ regime, size, path }) => (
    <pattern
      key={regime}
      id={`${id}-${regime}`}
      className={`${bands.pattern} ${bands[regime]}`}
      width={size}
      height={size}
      patternUnits="userSpaceOnUse"
    >
      <path d={path} />
    </pattern>
  ));
}

/** The pattern of a regime beside its name. */
export function RegimeSwatch({ id, regime }: { id: string; regime: Regime }) {
  const size = { width: 18, height: 14 };
  return (
    <svg {...size} aria-hidden="true" className={bands[regime]}>
      <rect className={bands.fill} {...size} />
      <rect {...size} fill={`url(#${id}-${regime})`} stroke="var(--line)" />
    </svg>
  );
}

interface Props {
  bands: readonly Band[];
  height: number;
  id: string;
}

export function RegimeBands({ bands: drawn, height, id }: Props) {
  return drawn.map(({ from, width, regime, text }) => (
    <g key={from} className={bands[regime]} transform={`translate(${from},0)`}>
      <rect className={bands.fill} width={width} height={height} />
      <rect width={width} height={height} fill={`url(#${id}-${regime})`} />
      {text && (
        <text className={bands.word} x={width / 2} y={height / 2} dy="0.35em" textAnchor="middle">
          {text}
        </text>
      )}
    </g>
  ));
}
