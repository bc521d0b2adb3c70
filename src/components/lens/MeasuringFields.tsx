/** How often each quantity is measured: a choice for each. */
import { useId } from 'react';
import { useStore } from 'zustand';
import type { Lab } from '../../runs/lab-store';
import { probeFields } from '../../training/probes/probe-fields';
import { defaultProbes, noProbes, type ProbeSettings } from '../../training/probes/settings';
import styles from './panel.module.css';

export default function MeasuringFields({ lab }: { lab: Lab }) {
  const id = useId();
  const probes = useStore(lab, (state) => state.probes);
  const { setProbes } = lab.getState();
  return (
    <>
      <p>Measuring never changes what is trained. Measure less and the run is faster.</p>
      {(Object.keys(probeFields) as (keyof ProbeSettings)[]).map((name) => {
        const { label, hint, unit, choices } = probeFields[name];
        return (
          <p key={name} className={styles.setting}>
            <label htmlFor={`${id}-${name}`}>{label}</label>
            <select
              id={`${id}-${name}`}
              value={probes[name]}
              aria-describedby={`${id}-${name}-hint`}
              onChange={(event) => setProbes({ [name]: Number(event.target.value) })}
            >
              {choices.map((choice) => (
                <option key={choice} value={choice}>
                  {choiceText(choice, unit)}
                </option>
              ))}
            </select>
            <span id={`${id}-${name}-hint`}>{hint}</span>
          </p>
        );
      })}
      <button type="button" onClick={() => setProbes(noProbes)}>
        Measure nothing
      </button>{' '}
      <button type="button" onClick={() => setProbes(defaultProbes)}>
        Back to the defaults
      </button>
    </>
  );
}

function choiceText(choice: number, unit: string): string {
  if (unit === '') return String(choice);
  if (choice === 0) return 'never';
  return choice === 1 ? `every ${unit.slice(0, -1)}` : `every ${choice.toLocaleString('en')} ${unit}`;
}
