/** Parts of the regime lens beside the figures of a lesson: what the steps did, one step close up, the plane. */
import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { RunStage } from '../../../lessons/lesson';
import { useRunVersion } from '../../charts/use-run-version';
import { Badge } from '../../lens/Badge';
import { Microscope } from '../../lens/Microscope';
// Comes with this part.
import '../../lens/MicroscopeView';
import { RegimePlane } from '../../lens/RegimePlane';
import styles from '../lessons.module.css';
import type { ShownRun } from './run-names';
import type { StageProps } from './stage';

interface Props extends StageProps<'run'> {
  parts: NonNullable<RunStage['lens']>;
  main: ShownRun;
}

export function LensParts({ parts, main, view, lab, recorded }: Props) {
  const { data, entry } = main;
  const version = useRunVersion(data);
  const thresholds = useStore(lab, (state) => state.thresholds);
  const picked = useStore(view, (state) => state.picked);
  const cursor = useStore(view, (state) => state.cursor);
  const views = entry ? undefined : recorded.views.get(main.name);
  return (
    <section className={styles.lens} aria-label="Regime lens">
      {parts.includes('badge') && <Badge {...{ data, version, thresholds }} at={picked} />}
      {parts.includes('microscope') &&
        (entry ? (
          <LiveMicroscope lab={lab} entry={entry} picked={picked} />
        ) : (
          <div>
            <ViewChoice
              steps={[...(views?.keys() ?? [])]}
              at={nearest([...(views?.keys() ?? [])], picked)}
              picked={picked}
              onChoose={(step) => view.setState({ picked: step, cursor: step })}
            />
            <Microscope
              view={views?.get(nearest([...views.keys()], picked) ?? Number.NaN)}
              loss={data.initial.loss}
            />
          </div>
        ))}
      {parts.includes('plane') && (
        <RegimePlane
          {...{ version, thresholds }}
          readings={data.regime.windows}
          stepsPerEpoch={data.stepsPerEpoch}
          cursor={cursor ?? picked}
        />
      )}
    </section>
  );
}

/** Which of the recorded steps is under the microscope. */
function ViewChoice(props: {
  steps: readonly number[];
  at: number | undefined;
  picked: number | undefined;
  onChoose(step: number): void;
}) {
  const { steps, at, picked, onChoose } = props;
  if (steps.length === 0) return null;
  return (
    <fieldset className={styles.runs}>
      <legend>Step under the microscope</legend>
      {steps.map((step) => (
        <label key={step}>
          <input type="radio" name="recorded-view" checked={step === at} onChange={() => onChoose(step)} />
          {step.toLocaleString('en')}
        </label>
      ))}
      {picked !== undefined && picked !== at && at !== undefined && (
        <span className={styles.note}>
          Step {picked.toLocaleString('en')} was not recorded that close up; this is the nearest that was.
        </span>
      )}
    </fieldset>
  );
}

/** A step of a run that was trained here is taken again when it is picked. */
function LiveMicroscope({
  lab,
  entry,
  picked,
}: Pick<Props, 'lab'> & { entry: NonNullable<ShownRun['entry']>; picked: number | undefined }) {
  const { id, state, data, stepView } = entry;
  const last = data.steps.last('step') ?? 0;
  useEffect(() => {
    if (state !== 'finished' && state !== 'paused') return;
    if (picked === undefined || picked < 1 || picked > last) return;
    if (lab.getState().current !== id) lab.getState().select(id);
    lab.getState().inspect(picked);
  }, [lab, id, state, picked, last]);
  return (
    <div>
      <p className={styles.note}>
        {stepView
          ? `Step ${stepView.step.toLocaleString('en')}. Click another in a figure.`
          : 'Once the run is over, click a step in a figure.'}
      </p>
      <Microscope view={stepView} loss={data.initial.loss} />
    </div>
  );
}

function nearest(steps: readonly number[], wanted: number | undefined): number | undefined {
  if (wanted === undefined) return steps[0];
  const away = (step: number) => Math.abs(step - wanted);
  return steps.reduce<number | undefined>(
    (best, step) => (best === undefined || away(step) < away(best) ? step : best),
    undefined,
  );
}
