/** The cut-offs of the detector; changing one judges the whole run anew. */
import { useId } from 'react';
import { useStore } from 'zustand';
import type { Lab } from '../../runs/lab-store';
import { defaultThresholds, thresholdFields } from '../../training/regime/thresholds';
import styles from './panel.module.css';
import { numberText } from './words';

export function ThresholdPanel({ lab }: { lab: Lab }) {
  const id = useId();
  const thresholds = useStore(lab, (state) => state.thresholds);
  const error = useStore(lab, (state) => state.thresholdError);
  const { setThresholds } = lab.getState();
  return (
    <details className={styles.settings}>
      <summary>Cut-offs of the regimes</summary>
      <p>
        The plane above is what is measured; the names are a reading aid, and where one ends and the next
        begins is our choice.
      </p>
      {thresholdFields.map(({ key, label, min, max, step, hint }) => (
        <p key={key} className={styles.setting}>
          <label htmlFor={`${id}-${key}`}>{label}</label>
          <span>
            <input
              id={`${id}-${key}`}
              type="range"
              min={min}
              max={max}
              step={step}
              value={thresholds[key]}
              aria-describedby={`${id}-${key}-hint`}
              onChange={(event) => setThresholds({ [key]: Number(event.target.value) })}
            />
            <output htmlFor={`${id}-${key}`}>{numberText(thresholds[key])}</output>
          </span>
          <span id={`${id}-${key}-hint`}>{hint}</span>
        </p>
      ))}
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      <button type="button" onClick={() => setThresholds(defaultThresholds)}>
        Back to the defaults
      </button>
    </details>
  );
}
