/** The step that is looked at: a slider over the run, play at a chosen speed, and the way back to the newest step. */
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Lab } from '../../runs/lab-store';
import type { ViewStore } from '../../runs/view';
import { useRunVersion } from '../charts/use-run-version';
import { speeds, startPlaying } from './play';
import styles from './time.module.css';

export function TimeBar({ lab, view }: { lab: Lab; view: ViewStore }) {
  const data = useStore(lab, (state) => state.data);
  const picked = useStore(view, (state) => state.picked);
  const [speed, setSpeed] = useState(1);
  const [playing, setPlaying] = useState(false);
  useRunVersion(data);
  const last = data?.steps.last('step') ?? 0;
  const stepsPerEpoch = data?.stepsPerEpoch ?? 1;
  const step = Math.min(picked ?? last, last);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another run is another film
  useEffect(() => setPlaying(false), [data]);
  useEffect(() => {
    if (!playing || !data) return;
    return startPlaying(view, data, speeds[speed].stepsPerSecond(data.stepsPerEpoch), () =>
      setPlaying(false),
    );
  }, [playing, data, speed, view]);

  const go = (to: number) => view.setState({ picked: to });
  const play = () => {
    if (!playing && step >= last) go(0);
    setPlaying(!playing);
  };
  const where = `step ${step.toLocaleString('en')} of ${last.toLocaleString('en')}, epoch ${(step / stepsPerEpoch).toFixed(1)}`;
  return (
    <section className={styles.bar} aria-label="Time">
      <button type="button" onClick={play} disabled={last === 0} aria-pressed={playing}>
        {playing ? 'Stop playing' : 'Play'}
      </button>
      <label className={styles.slider}>
        <span className="visually-hidden">Step that is looked at</span>
        <input
          type="range"
          min={0}
          max={Math.max(1, last)}
          value={step}
          disabled={last === 0}
          aria-valuetext={where}
          onChange={(event) => {
            setPlaying(false);
            go(event.currentTarget.valueAsNumber);
          }}
        />
      </label>
      <output className={styles.where}>{last === 0 ? 'no step taken yet' : where}</output>
      <label className={styles.speed}>
        Speed{' '}
        <select value={speed} onChange={(event) => setSpeed(Number(event.currentTarget.value))}>
          {speeds.map(({ label }, i) => (
            <option key={label} value={i}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        disabled={picked === undefined}
        onClick={() => {
          setPlaying(false);
          view.setState({ picked: undefined });
        }}
      >
        Follow
      </button>
    </section>
  );
}
