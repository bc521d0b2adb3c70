/** What each line means: a sample of the stroke and a word, so that colour is never alone. */
import type { FigureName } from '../../runs/view';
import { Swatch } from '../runs/Swatch';
import styles from './charts.module.css';
import { figures } from './figures/registry';
import type { RunStyle } from './run-style';
import { Stroke } from './Stroke';
import { linesOf, type OtherRun } from './series';

interface Props {
  name: FigureName;
  withPlan: boolean;
  /** Labels of lines that have no numbers, with | between them. */
  silent: string;
  /** How the run that is looked at is drawn where others are drawn too. */
  style: RunStyle | undefined;
  /** Runs that are drawn beside it. */
  others: readonly OtherRun[];
}

export function Legend({ name, withPlan, silent, style, others }: Props) {
  const left = silent.split('|');
  const firstDash = figures[name].lines.find(({ compared }) => compared === 'first')?.dash;
  return (
    <ul className={styles.legend}>
      {linesOf(name, withPlan, style)
        .filter(({ label }) => !left.includes(label))
        .map(({ label, colour, dash, marker, width }) => (
          <li key={label}>
            {/* The raw numbers of many steps look like a band. */}
            <Stroke {...{ colour, dash, marker }} width={width === 1 ? 6 : width} length={24} />
            {label}
          </li>
        ))}
      {others.map((other) => (
        <li key={other.id} className={styles.otherRun} title={other.name}>
          <Swatch style={other.style} dash={firstDash} />
          <span>{other.name}</span>
        </li>
      ))}
    </ul>
  );
}
