/** Runs beside each other: one step of each close up, as it was recorded, and where the steps landed. */
import Landings from '../../lens/Landings';
import { Microscope } from '../../lens/Microscope';
// Comes with this part.
import '../../lens/MicroscopeView';
import { cut } from './past';
import { shownRuns } from './run-names';
import styles from './sides.module.css';
import type { StageProps } from './stage';

export default function SidesStage({ stage, lesson, recorded, live, version }: StageProps<'sides'>) {
  return (
    <div className={styles.sides}>
      {stage.sides.map(({ run, title, step, epoch }) => {
        const view = recorded.views.get(run)?.get(step);
        return (
          <section key={run} aria-labelledby={`side-${run}`}>
            <h2 id={`side-${run}`}>{title}</h2>
            {view && <p className={styles.which}>Step {step.toLocaleString('en')}, recorded</p>}
            <Microscope view={view} loss={lesson.plan.runs[run]?.config.loss ?? 'cross-entropy'} of={title} />
            {shownRuns(lesson, [run], recorded, live).map(({ id, label, data }) => {
              // A shorter run of one's own may drop earlier.
              const drop = (data.dropStep ?? Number.POSITIVE_INFINITY) / data.stepsPerEpoch;
              const until = Math.min(epoch, drop);
              const came = (data.steps.last('step') ?? 0) / data.stepsPerEpoch;
              return (
                <div key={id}>
                  <p className={styles.which}>{label}</p>
                  <Landings
                    data={cut(data, until)}
                    version={version}
                    whole={`up to epoch ${Math.floor(Math.min(until, came))}`}
                    of={label}
                  />
                </div>
              );
            })}
          </section>
        );
      })}
    </div>
  );
}
