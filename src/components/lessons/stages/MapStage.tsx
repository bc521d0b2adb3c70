/** A recorded sweep as the phase diagram draws it; a point that is chosen is trained here and set against it. */
import { useRef } from 'react';
import { type Measure, measures } from '../../../runs/sweeps/measures';
import type { PointSummary } from '../../../runs/sweeps/sweep-results';
import { jobsOf, type Sweep } from '../../../training/sweep/sweep';
import { Diagram } from '../../phases/Diagram';
import { placeText, pointText } from '../../phases/point-text';
import { liveText, pointName } from './live-point';
import type { LiveRun, StageProps } from './stage';
import styles from './stages.module.css';

export default function MapStage({ stage, lesson, recorded, live, version, train }: StageProps<'map'>) {
  const drawing = useRef<SVGSVGElement>(null);
  const sweep = lesson.plan.sweeps[stage.sweep];
  const results = recorded.sweeps.get(stage.sweep);
  if (!results) return <p>The recording holds no sweep “{stage.sweep}”.</p>;
  const open = (point: PointSummary) => {
    const listed = jobsOf(sweep);
    const job = listed.ok && listed.jobs.find(({ x, y }) => x === point.x && y === point.y);
    if (!job) return;
    const name = pointName(stage.sweep, point.x, point.y);
    train([{ name, label: placeText(sweep, point), config: job.config }]);
  };
  const summaries = results.summary(sweep, stage.measure);
  const trained = summaries.flatMap((point) => {
    const run = live.find(({ name }) => name === pointName(stage.sweep, point.x, point.y));
    return run ? [{ run, point }] : [];
  });
  return (
    <div className={styles.map} data-version={version}>
      <p className={styles.note}>{noteOf(sweep, stage.measure)}</p>
      <Diagram
        {...{ sweep, results, drawing }}
        version={results.version}
        measure={stage.measure}
        contours={false}
        onOpen={open}
      />
      <ul className={styles.trained} aria-live="polite">
        {trained.map(({ run, point }) => (
          <li key={run.name}>{against(run, sweep, point, stage.measure)}</li>
        ))}
      </ul>
    </div>
  );
}

function noteOf({ base, seeds }: Sweep, measure: Measure): string {
  const { batchSize, trainSize, epochs } = base;
  const examples = trainSize.toLocaleString('en');
  const batch =
    batchSize >= trainSize
      ? `all ${examples} examples in every step`
      : `batches of ${batchSize} of ${examples} examples`;
  const runs = seeds.length === 1 ? 'one seed' : `${seeds.length} seeds`;
  return `${measures[measure].label} after ${epochs} epochs, ${batch}, ${runs} a point. On a dashed line the effective rate is the same.`;
}

const against = (run: LiveRun, sweep: Sweep, point: PointSummary, measure: Measure) =>
  `${liveText(run, measure)} Recorded: ${pointText(sweep, point, measure)}`;
