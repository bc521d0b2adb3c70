/** The regime lens: what the last steps did, one step under the microscope, the plane, and how it is measured. */
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { divergedAt } from '../../runs/divergence';
import type { Lab } from '../../runs/lab-store';
import { isOver } from '../../runs/run-list';
import type { ViewStore } from '../../runs/view';
import { mayBeInPlane } from '../../training/data/in-plane';
import { useRunVersion } from '../charts/use-run-version';
import { lazyPart } from '../page/lazy-part';
import { Badge } from './Badge';
import { Measuring } from './Measuring';
import { Microscope } from './Microscope';
import styles from './panel.module.css';
import { RegimePlane } from './RegimePlane';
import { ThresholdPanel } from './ThresholdPanel';
import { useWatching } from './use-watching';

// Few visits see them at once: one is behind a button, the other is for data in the plane.
const SlowMotion = lazyPart('the slow motion', () => import('./SlowMotion'));
const Landings = lazyPart('the landings of the steps', () => import('./Landings'));
const Valleys = lazyPart('the valleys of the last steps', () => import('./Valleys'));
const PlaneView = lazyPart('the view of the plane', () => import('../plane/PlaneView'));

const scrubMs = 120;

interface Props {
  lab: Lab;
  view: ViewStore;
}

export default function Lens({ lab, view }: Props) {
  const data = useStore(lab, (state) => state.data);
  const inPlane = useStore(lab, ({ data: run, config }) => {
    return mayBeInPlane((run?.initial ?? config).dataset);
  });
  const loss = useStore(lab, ({ data: run, config }) => (run?.initial ?? config).loss);
  const state = useStore(lab, (each) => each.state);
  const stepView = useStore(lab, (each) => each.stepView);
  const valleys = useStore(lab, (each) => each.valleys);
  const step = useStore(lab, (each) => each.step);
  const probes = useStore(lab, (each) => each.probes);
  const thresholds = useStore(lab, (each) => each.thresholds);
  const cursor = useStore(view, (each) => each.cursor);
  const picked = useStore(view, (each) => each.picked);
  const version = useRunVersion(data);
  const resting = state !== 'training' && state !== 'loading';
  const [slow, setSlow] = useState(false);
  const [landings, setLandings] = useState(false);
  const glass = useRef<HTMLDivElement>(null);
  // Who asks for nothing to be measured pays for nothing.
  const measuring = probes.kappaEvery !== 0 || probes.probeEvery !== 0 || probes.curvatureEvery !== 0;
  useWatching(glass, measuring && state === 'training' && picked === undefined && !slow, () =>
    lab.getState().inspect('latest'),
  );
  const watched = useRef<typeof data>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the run that was watched is over
  useEffect(() => {
    const over = data !== undefined && watched.current === data && state === 'finished';
    watched.current = state === 'training' || state === 'loading' ? data : undefined;
    if (over && measuring && picked === undefined && !slow) lab.getState().inspect(lab.getState().step);
  }, [state]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another run, or one that rests now, is asked again
  useEffect(() => {
    if (picked === undefined || picked <= 0) return;
    // A slider that moves asks for many steps; only the one it rests at is worth taking again.
    const timer = setTimeout(() => lab.getState().inspect(picked), scrubMs);
    return () => clearTimeout(timer);
  }, [lab, picked, data, resting]);
  const pick = (step: number) =>
    view.setState({ picked: Math.max(1, Math.min(step, data?.steps.last('step') ?? step)) });
  return (
    <section className={styles.panel} aria-label="Regime lens">
      <Badge data={data} version={version} thresholds={thresholds} at={picked} />
      {inPlane && <PlaneView lab={lab} view={view} />}
      <div ref={glass}>
        <div className={styles.choices}>
          <button type="button" aria-pressed={slow} onClick={() => setSlow(!slow)}>
            Slow motion
          </button>
          <p>{whichStep(stepView?.step, state, picked)}</p>
        </div>
        {slow ? (
          <SlowMotion
            view={stepView}
            loss={loss}
            onPickStep={pick}
            onTakeStep={() => {
              // Of a run that is over there is none: the one after the step that is looked at was taken already.
              if (isOver(state)) return pick((stepView?.step ?? 0) + 1);
              view.setState({ picked: undefined });
              lab.getState().stepOnce();
            }}
          />
        ) : (
          <Microscope view={stepView} loss={loss} />
        )}
      </div>
      {data && state !== 'recorded' && (
        <Valleys valleys={valleys} onAsk={resting && step > 0 ? lab.getState().lookAtValleys : undefined} />
      )}
      {data &&
        data.regime.kappas.length > 0 &&
        (state !== 'recorded' || landings ? (
          <Landings data={data} version={version} />
        ) : (
          // Not loaded by a visit that only looks.
          <button type="button" onClick={() => setLandings(true)}>
            Where the steps landed
          </button>
        ))}
      <RegimePlane
        readings={data?.regime.windows ?? []}
        version={version}
        stepsPerEpoch={data?.stepsPerEpoch ?? 1}
        diverged={data && divergedAt(data)}
        cursor={cursor ?? picked}
        thresholds={thresholds}
      />
      <Measuring lab={lab} />
      <ThresholdPanel lab={lab} />
    </section>
  );
}

function whichStep(shown: number | undefined, state: string, picked: number | undefined): string {
  if (state === 'recorded')
    return 'Fork this run or press Train: steps of a run on this machine can be looked at.';
  if (shown === undefined) return 'Click a step in a figure, or press Step.';
  const number = shown.toLocaleString('en');
  return picked === shown ? `Step ${number}, picked.` : `Step ${number}. Click another in a figure.`;
}
