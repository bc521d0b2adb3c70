/** One step of SGD, stage by stage: batch, gradient, promise, step, landing point, verdict, the other batches. */
import { max } from 'd3';
import { type FormEvent, useId, useState } from 'react';
import { numberText } from '../../format';
import type { LossName } from '../../training/fields';
import type { StepView } from '../../training/protocol';
import { BatchExamples } from './BatchExamples';
import lens from './lens.module.css';
import { Microscope } from './Microscope';
import styles from './slow-motion.module.css';
import { stages, stageText } from './stage-words';

interface Props {
  view: StepView | undefined;
  /** What the run lowers. */
  loss: LossName;
  /** Asks for the view of another step of the run. */
  onPickStep?(step: number): void;
  onTakeStep?(): void;
}

export default function SlowMotion({ view, loss, onPickStep, onTakeStep }: Props) {
  const id = useId();
  const [stage, setStage] = useState(1);
  const take = () => {
    setStage(1);
    onTakeStep?.();
  };
  const pick = (step: number) => {
    setStage(1);
    onPickStep?.(step);
  };
  return (
    <section className={styles.slow} aria-labelledby={id}>
      <div className={lens.head}>
        <h2 id={id}>One step in slow motion</h2>
        {view && <p className={styles.which}>Step {view.step.toLocaleString('en')} of the run</p>}
        {view && onPickStep && <StepPicker key={view.step} step={view.step} onPick={pick} />}
      </div>
      <ol className={styles.stages}>
        {stages.map((name, i) => (
          <li key={name} aria-current={view && stage === i + 1 ? 'step' : undefined}>
            {name}
          </li>
        ))}
      </ol>
      <div className={styles.buttons}>
        <button type="button" disabled={!view || stage === 1} onClick={() => setStage(stage - 1)}>
          Back
        </button>
        <button type="button" disabled={!view || stage === stages.length} onClick={() => setStage(stage + 1)}>
          Next
        </button>
        {onTakeStep && (
          <button type="button" className={styles.take} onClick={take}>
            Take the next step
          </button>
        )}
      </div>
      <div className={styles.scene}>
        <div className={styles.panel} aria-live="polite">
          {view ? <p>{stageText(view, stage)}</p> : <p>No step has been looked at yet.</p>}
          {view && stage === 1 && <BatchExamples examples={view.examples} />}
          {view && stage === 2 && <LayerBars layers={view.layers} />}
        </div>
        <Microscope view={view} loss={loss} stage={stage} />
      </div>
    </section>
  );
}

function StepPicker({ step, onPick }: { step: number; onPick(step: number): void }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onPick(Number(new FormData(event.currentTarget).get('step')));
  };
  return (
    <form className={styles.picker} onSubmit={submit}>
      <label>
        Other step <input type="number" name="step" min="1" step="1" required defaultValue={step} />
      </label>
      <button type="submit">Show</button>
    </form>
  );
}

function LayerBars({ layers }: Pick<StepView, 'layers'>) {
  const most = max(layers, ({ gradientNorm }) => (Number.isFinite(gradientNorm) ? gradientNorm : 0)) || 1;
  return (
    <ul className={styles.bars} aria-label="Norm of the gradient of each layer">
      {layers.map(({ name, gradientNorm }) => (
        <li key={name}>
          <span>{name}</span>
          <svg height="10" aria-hidden="true">
            <rect height="10" width={`${Number.isFinite(gradientNorm) ? (100 * gradientNorm) / most : 0}%`} />
          </svg>
          <span>{numberText(gradientNorm)}</span>
        </li>
      ))}
    </ul>
  );
}
