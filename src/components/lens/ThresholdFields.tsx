/** The cut-offs of the detector: a slider for each. */
import { useId } from 'react';
import { useStore } from 'zustand';
import { numberText } from '../../format';
import type { Lab } from '../../runs/lab-store';
import { thresholdHints } from '../../training/regime/threshold-hints';
import { defaultThresholds, thresholdFields } from '../../training/regime/thresholds';
import styles from './panel.module.css';

export default function ThresholdFields({ lab }: { lab: Lab }) {
  const id = useId();
  const thresholds = useStore(lab, (state) => state.thresholds);
  const error = useStore(lab, (state) => state.thresholdError);
  const { setThresholds } = lab.getState();
  return (
    <>
      <p>
        The plane above is what is measured; the names are a reading aid, and where one ends and the next
        begins is our choice.
      </p>
      {thresholdFields.map(({ key, label, min, max, step }) => (
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
          <span id={`${id}-${key}-hint`}>{thresholdHints[key]}</span>
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
    </>
  );
}
