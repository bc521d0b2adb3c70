/** The cut-offs of the detector; changing one judges the whole run anew. */
import { useState } from 'react';
import type { Lab } from '../../runs/lab-store';
import { lazyPart } from '../page/lazy-part';
import styles from './panel.module.css';

const ThresholdFields = lazyPart('the cut-offs of the regimes', () => import('./ThresholdFields'));

export function ThresholdPanel({ lab }: { lab: Lab }) {
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.settings} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Cut-offs of the regimes</summary>
      {open && <ThresholdFields lab={lab} />}
    </details>
  );
}
