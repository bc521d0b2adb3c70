/** Schedules at equal budget: final values by seed, how sure the means are, the same as a table, and the curves. */
import { useId, useMemo } from 'react';
import type { Lesson } from '../../../lessons/lesson';
import { type Entrant, entrantsOf } from '../../../lessons/race';
import {
  differsHere,
  finalLabels,
  finalsHere,
  hereText,
  raceHeadings,
  raceRow,
  rateText,
  scheduleLabel,
  summaryText,
  tickText,
  valueText,
} from '../../../lessons/race-words';
import type { RecordedLesson } from '../../../lessons/recorded';
import { pairsOf, quantityNamed } from '../../../runs/quantities';
import { bandOf } from '../../../runs/seed-bands';
import { dashOf } from '../../charts/run-style';
import { plotOf } from '../../lens/Axes';
import { useWidth } from '../../lens/use-width';
import { Swatch } from '../../runs/Swatch';
import { LinesDrawing } from './LinesDrawing';
import { linesLayout, type Series } from './lines-layout';
import { RaceDrawing } from './RaceDrawing';
import { StageTable } from './StageTable';
import type { LiveWish, StageProps } from './stage';
import styles from './stages.module.css';

export default function RaceStage({
  stage,
  lesson,
  recorded,
  live,
  version,
  train,
  busy,
}: StageProps<'race'>) {
  const { runs, measure } = stage;
  const [width, watch] = useWidth();
  const entrants = useMemo(
    () => entrantsOf(runs, lesson.plan, (name) => recorded.runs.get(name) ?? [], measure),
    [runs, lesson, recorded, measure],
  );
  // The numbers of live runs grow in place; the version tells.
  const here = useMemo(
    () => (version >= 0 ? finalsHere(live, measure) : new Map()),
    [live, measure, version],
  );
  const wishes = wishesOf(entrants, lesson);
  const id = useId();
  const label = finalLabels[measure];
  const best = measure.endsWith('Accuracy') ? 'highest' : 'lowest';
  return (
    <figure className={styles.stage} aria-label={`Race: ${label.toLowerCase()}`}>
      <section ref={watch} className={styles.plot} aria-hidden="true">
        {width > 0 && <RaceDrawing {...{ entrants, here, measure, width }} />}
      </section>
      <p className={styles.summary}>{summaryText(entrants, measure)}</p>
      <p className={styles.note}>
        A circle is a seed; the bar is the 95&nbsp;% interval of the mean (Student’s t). Every schedule runs
        with the one of its {entrants[0]?.tried.length ?? 0} learning rates that has the {best} mean here,
        over the same seeds. To choose and to compare by the same runs flatters all of them a little.
      </p>
      <button
        type="button"
        disabled={busy || wishes.length === 0}
        aria-describedby={wishes.length === 0 ? id : undefined}
        onClick={() => train(wishes)}
      >
        Run the race here, one seed
      </button>
      {wishes.length === 0 && (
        <p id={id} className={styles.note}>
          Which rate each schedule runs with is chosen from the recorded runs, and they are not there.
        </p>
      )}
      {busy && <p className={styles.note}>It trains here. How far it is stands above the figure.</p>}
      <p className={styles.note} aria-live="polite">
        {hereText(entrants, here, measure, differsHere(entrants, live, lesson.plan))}
      </p>
      <StageTable
        name={`Race: ${label.toLowerCase()}`}
        caption={`${label} by schedule`}
        headings={raceHeadings}
        rows={() => entrants.map((entrant) => raceRow(entrant, measure))}
      />
      <Courses {...{ entrants, recorded, width }} quantity={measure} />
    </figure>
  );
}

function wishesOf(entrants: readonly Entrant[], { plan }: Lesson): LiveWish[] {
  return entrants.flatMap(({ best }) => {
    const run = best && plan.runs[best.name];
    return run ? [{ name: best.name, label: run.label, config: run.config }] : [];
  });
}

/** Median over seeds of what the race is about, epoch by epoch, for the chosen rates. */
function Courses({
  entrants,
  recorded,
  width,
  quantity,
}: {
  entrants: readonly Entrant[];
  recorded: RecordedLesson;
  width: number;
  quantity: string;
}) {
  const { label, log } = quantityNamed(quantity);
  const series = useMemo(() => seriesOf(entrants, recorded, quantity), [entrants, recorded, quantity]);
  const plot = useMemo(() => plotOf(width), [width]);
  const text = useMemo(() => (value: number) => valueText(value, log ? 'trainLoss' : 'testAccuracy'), [log]);
  const layout = useMemo(
    () =>
      linesLayout(series, {
        plot,
        log,
        text: (value) => tickText(value, log ? 'trainLoss' : 'testAccuracy'),
      }),
    [series, plot, log],
  );
  if (width === 0) return null;
  return (
    <>
      <h3>{label}, epoch by epoch</h3>
      <div className={styles.plot}>
        <LinesDrawing {...{ plot, layout }} dash={dashOf(quantity)} xLabel="Epoch" yLabel={label} />
      </div>
      <ul className={styles.legend}>
        {entrants.map((entrant, i) => (
          <li key={entrant.schedule}>
            <Swatch style={i} dash={dashOf(quantity)} />
            {scheduleLabel(entrant)}, {rateText(entrant)}
          </li>
        ))}
      </ul>
      <p className={styles.note}>Medians over the seeds; bands hold the middle half of them.</p>
      <StageTable
        name={`${label}, epoch by epoch`}
        caption={`${label}: median over seeds`}
        headings={['Epoch', ...entrants.map(scheduleLabel)]}
        rows={() => courseRows(series, text)}
      />
    </>
  );
}

function seriesOf(entrants: readonly Entrant[], recorded: RecordedLesson, quantity: string): Series[] {
  return entrants.map((entrant, style) => {
    const runs = (entrant.best && recorded.runs.get(entrant.best.name)) ?? [];
    const pairs = runs.map(({ data }) => pairsOf(data, quantityNamed('epoch'), quantityNamed(quantity)));
    return { name: scheduleLabel(entrant), style, points: bandOf(pairs) };
  });
}

function courseRows(series: readonly Series[], text: (value: number) => string): string[][] {
  const epochs = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);
  const byEpoch = series.map(({ points }) => new Map(points.map(({ x, y }) => [x, y])));
  return epochs.map((epoch) => [
    String(Number(epoch.toFixed(2))),
    ...byEpoch.map((values) => text(values.get(epoch) ?? Number.NaN)),
  ]);
}
