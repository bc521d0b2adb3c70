/** Runs beside each other: one step of each close up, as it was recorded, and where the steps landed. */
import Landings from '../../lens/Landings';
import { Microscope } from '../../lens/Microscope';
import { cut } from './past';
import { shownRuns } from './run-names';
import styles from './sides.module.css';
import type { StageProps } from './stage';

export default function SidesStage({ stage, lesson, recorded, live, version }: StageProps<'sides'>) {
  return (
    <div className={styles.sides}>
      {stage.sides.map(({ run, title, step, epoch }) => (
        <section key={run} aria-label={title}>
          <h3>{title}</h3>
          <p className={styles.which}>Step {step.toLocaleString('en')}, recorded</p>
          <Microscope
            view={recorded.views.get(run)?.get(step)}
            loss={lesson.plan.runs[run]?.config.loss ?? 'cross-entropy'}
          />
          {shownRuns(lesson, [run], recorded, live).map(({ id, label, data }) => (
            <div key={id}>
              <p className={styles.which}>
                {label}, up to epoch {epoch}
              </p>
              <Landings data={cut(data, epoch)} version={version} />
            </div>
          ))}
        </section>
      ))}
    </div>
  );
}
