/** What each line means: a sample of the stroke and a word, so that colour is never alone. */
import type { FigureName } from '../../runs/view';
import styles from './charts.module.css';
import type { RunStyle } from './run-style';
import { Stroke } from './Stroke';
import { linesOf } from './series';

interface Props {
  name: FigureName;
  withPlan: boolean;
  /** Labels of lines that have no numbers, with | between them. */
  silent: string;
  /** How the run that is looked at is drawn where others are drawn too. */
  style: RunStyle | undefined;
}

export function Legend({ name, withPlan, silent, style }: Props) {
  const left = silent.split('|');
  return (
    <ul className={styles.legend}>
      {linesOf(name, withPlan, style)
        .filter(({ label }) => !left.includes(label))
        .map(({ label, colour, dash, width }) => (
          <li key={label}>
            {/* The raw numbers of many steps look like a band. */}
            <Stroke {...{ colour, dash }} width={width === 1 ? 6 : width} length={24} />
            {label}
          </li>
        ))}
    </ul>
  );
}
