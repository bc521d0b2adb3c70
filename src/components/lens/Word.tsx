/** A placed word of a lens figure. */
import type { PlacedLabel } from './labels';
import styles from './lens.module.css';

export function Word({ placed, tone = '' }: { placed: PlacedLabel | undefined; tone?: string }) {
  if (!placed) return null;
  const { box, text } = placed;
  return (
    <text
      className={`${styles.word} ${tone}`}
      x={box.x + box.width / 2}
      y={box.y + box.height / 2}
      dy="0.35em"
      textAnchor="middle"
    >
      {text}
    </text>
  );
}
