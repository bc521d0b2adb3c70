/** The phase diagram: a plan, its progress, the picture, and files of it. */
import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Lab } from '../../runs/lab-store';
import { type Measure, measureNames, measures } from '../../runs/sweeps/measures';
import { sweepOf } from '../../runs/sweeps/sweep-plan';
import type { PointSummary } from '../../runs/sweeps/sweep-results';
import { jobsOf } from '../../training/sweep/sweep';
import { goTo } from '../page/place';
import type { Surroundings } from '../page/surroundings';
import { useNarrow } from '../page/use-narrow';
import { Notices } from '../status/Notices';
import { Diagram } from './Diagram';
import { csvFile, pictureFile } from './diagram-files';
import { PlanForm } from './PlanForm';
import { Progress } from './Progress';
import styles from './phases.module.css';
import { planText } from './point-text';
import { sweepsOf } from './start-sweeps';

interface Props {
  lab: Lab;
  around: Surroundings;
}

/** How the picture is looked at; it outlives a visit to another part of the page. */
const looks = createStore<{ measure: Measure; contours: boolean }>(() => ({
  measure: 'testAccuracy',
  contours: true,
}));

export default function Phases({ lab, around }: Props) {
  const sweeps = sweepsOf(around);
  const sweep = useStore(sweeps, (state) => state.sweep);
  const results = useStore(sweeps, (state) => state.results);
  const version = useStore(sweeps, (state) => state.version);
  const controls = useStore(lab, (state) => state.config);
  const opened = useStore(sweeps, (state) => state.opened);
  const plan = useStore(sweeps, (state) => state.plan);
  // A point that was opened is in the controls; the next sweep is still around what the last one was.
  const config = sweep && opened === controls ? sweep.base : controls;
  const made = useMemo(() => sweepOf(plan, config), [plan, config]);
  const { measure, contours } = useStore(looks);
  const shown = useRef<HTMLElement>(null);
  const narrow = useNarrow();
  const drawing = useRef<SVGSVGElement>(null);
  const started = useRef(false);
  // On a phone most of the picture lies below the button; once it is there, the page is long enough to be scrolled.
  // biome-ignore lint/correctness/useExhaustiveDependencies: of every sweep anew
  useEffect(() => {
    if (started.current && narrow) shown.current?.scrollIntoView();
    started.current = false;
  }, [sweep]);
  const onStart = () => {
    started.current = true;
  };
  const open = (point: PointSummary) => {
    const listed = sweep && jobsOf(sweep);
    const job = listed?.ok && listed.jobs.find(({ x, y }) => x === point.x && y === point.y);
    if (!job) return;
    sweeps.setState({ opened: job.config });
    lab.getState().open(job.config);
    goTo('explore');
  };
  const picture = (kind: 'svg' | 'png') => {
    const failed = (error: Error) =>
      lab.getState().notify({ tone: 'error', text: `The picture could not be made: ${error.message}` });
    if (drawing.current) pictureFile(drawing.current, kind).catch(failed);
  };
  return (
    <main className={styles.page}>
      <div className={styles.notices}>
        <Notices lab={lab} />
      </div>
      <section className={styles.side} aria-label="Plan of the sweep">
        <h2>Phase diagram</h2>
        <p>
          Many runs, each with its own settings, drawn as one picture: where do large steps pay, and where do
          they go too far? Trains here, in your browser.
        </p>
        <details open={!narrow} className={styles.folded}>
          <summary>{planText(plan)}</summary>
          <PlanForm {...{ sweeps, config, made }} />
        </details>
      </section>
      <section ref={shown} className={styles.picture} aria-label="Picture of the sweep">
        <Progress {...{ sweeps, lab, config, made }} onStart={onStart} />
        <div className={styles.bar}>
          <label>
            Colour{' '}
            <select
              value={measure}
              onChange={({ target }) => looks.setState({ measure: target.value as Measure })}
            >
              {measureNames.map((name) => (
                <option key={name} value={name}>
                  {measures[name].label}
                </option>
              ))}
            </select>
          </label>
          <label>
            <input
              type="checkbox"
              checked={contours}
              onChange={() => looks.setState({ contours: !contours })}
            />{' '}
            contours
          </label>
          {sweep && (
            <span className={styles.files}>
              <button type="button" onClick={() => csvFile(sweep, results)}>
                CSV
              </button>
              <button type="button" onClick={() => picture('svg')}>
                SVG
              </button>
              <button type="button" onClick={() => picture('png')}>
                PNG
              </button>
            </span>
          )}
        </div>
        <p className={styles.note}>{measures[measure].hint}</p>
        {sweep ? (
          <Diagram {...{ sweep, results, version, measure, contours, drawing }} onOpen={open} />
        ) : (
          <p className={styles.empty}>
            Nothing is trained yet. Start begins with the coarse points and fills in the rest.
          </p>
        )}
      </section>
    </main>
  );
}
