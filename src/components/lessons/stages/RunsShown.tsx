/** Names and strokes of the runs in the figures, and which of them is shown with everything that was measured. */
import { Swatch } from '../../runs/Swatch';
import styles from '../lessons.module.css';
import type { ShownRun } from './run-names';

interface Props {
  runs: readonly ShownRun[];
  main: ShownRun | undefined;
  onChoose(id: string): void;
}

export function RunsShown({ runs, main, onChoose }: Props) {
  if (runs.length === 0)
    return <p className={styles.note}>No run is there to be shown. “Run it live” trains it here.</p>;
  return (
    <fieldset className={styles.runs}>
      <legend>{runs.length === 1 ? 'Run' : 'Shown in full'}</legend>
      {runs.length === 1 && <span>{runs[0].label}</span>}
      {runs.length > 1 &&
        runs.map(({ id, label, style }) => (
          <label key={id}>
            <input type="radio" name="shown-run" checked={id === main?.id} onChange={() => onChoose(id)} />
            <Swatch style={style} />
            {label}
          </label>
        ))}
    </fieldset>
  );
}
