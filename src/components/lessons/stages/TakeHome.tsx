/** The closing card: the schedule as code for a training of one's own. */
import { useId, useMemo, useState } from 'react';
import { kerasSnippet } from '../../../runs/export/keras';
import { optaxSnippet } from '../../../runs/export/optax';
import { pytorchSchedule } from '../../../runs/export/pytorch-schedule';
import { copyText } from '../../page/copy-text';
import styles from '../lessons.module.css';
import type { StageProps } from './stage';

const frameworks = {
  PyTorch: pytorchSchedule,
  'Keras 3': kerasSnippet,
  'JAX (optax)': optaxSnippet,
} as const;
type Framework = keyof typeof frameworks;
const names = Object.keys(frameworks) as Framework[];

export default function TakeHome({ stage: { config } }: StageProps<'take-home'>) {
  const id = useId();
  const [framework, setFramework] = useState<Framework>('PyTorch');
  const [said, setSaid] = useState('');
  const code = useMemo(() => frameworks[framework](config), [framework, config]);
  const copy = async () => setSaid(await copyText(code));
  return (
    <section className={styles.card} aria-labelledby={id}>
      <h3 id={id}>Try this in your own training</h3>
      <div className={styles.buttons}>
        <fieldset className={styles.runs}>
          <legend>For</legend>
          {names.map((name) => (
            <label key={name}>
              <input
                type="radio"
                name="framework"
                checked={name === framework}
                onChange={() => {
                  setFramework(name);
                  setSaid('');
                }}
              />
              {name}
            </label>
          ))}
        </fieldset>
        <button type="button" onClick={copy}>
          Copy
        </button>
        <span role="status">{said}</span>
      </div>
      {/* Scrolled by keys too. */}
      <section tabIndex={0} className={styles.code} aria-label={`Schedule for ${framework}`}>
        <pre>
          <code>{code}</code>
        </pre>
      </section>
    </section>
  );
}
