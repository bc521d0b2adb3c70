/** What is measured, how often, and what that costs right now. */
import { useState } from 'react';
import { useStore } from 'zustand';
import type { Lab } from '../../runs/lab-store';
import { lazyPart } from '../page/lazy-part';
import styles from './panel.module.css';

const MeasuringFields = lazyPart('the settings of what is measured', () => import('./MeasuringFields'));

export function Measuring({ lab }: { lab: Lab }) {
  const [open, setOpen] = useState(false);
  const share = useStore(lab, (state) => (state.state === 'training' ? state.probeShare : undefined));
  return (
    <details className={styles.settings} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Measuring{share !== undefined && `: ${Math.round(100 * share)} % of the time`}</summary>
      {open && <MeasuringFields lab={lab} />}
    </details>
  );
}
