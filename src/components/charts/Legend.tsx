/** What each line means: a sample of the stroke and a word, so that colour is never alone. */
import type { FigureName } from '../../runs/view';
import styles from './charts.module.css';

interface Entry {
  label: string;
  colour: string;
  dash?: string;
  width: number;
}

const train = { label: 'training set', colour: '--series-train', width: 2.5 };
const test = { label: 'test set', colour: '--series-test', dash: '7 4', width: 2.5 };

const entries: Record<FigureName, Entry[]> = {
  Loss: [
    { label: 'batch', colour: '--series-raw', width: 5 },
    { label: 'smoothed', colour: '--series-smooth', width: 1.5 },
    train,
    test,
  ],
  Accuracy: [train, test],
  'Step size': [
    { ...train, label: 'learning rate η' },
    { ...test, label: 'η/(1−μ)', width: 2 },
    { label: 'length of the step', colour: '--series-raw', width: 5 },
  ],
};
const plan: Entry = { label: 'planned', colour: '--ink', dash: '2 3', width: 1.5 };

export function Legend({ name, plan: withPlan }: { name: FigureName; plan: boolean }) {
  const shown = name === 'Step size' && withPlan ? [...entries[name], plan] : entries[name];
  return (
    <ul className={styles.legend}>
      {shown.map(({ label, colour, dash, width }) => (
        <li key={label}>
          <svg width="24" height="10" aria-hidden="true">
            <line
              x1="0"
              x2="24"
              y1="5"
              y2="5"
              stroke={`var(${colour})`}
              strokeWidth={width}
              strokeDasharray={dash}
            />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
