/** Data with two inputs: the examples in the plane, and which class the network gives to each place of it. */
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Lab } from '../../runs/lab-store';
import type { ViewStore } from '../../runs/view';
import { applies, type RunConfig } from '../../training/config';
import type { OwnData, Split } from '../../training/data/dataset';
import { planeSplit, reachOf } from '../../training/data/plane-split';
import type { PlaneGrid, Regions } from '../../training/protocol';
import { useWatching } from '../lens/use-watching';
import styles from './plane.module.css';
import { colourOf, marks, regionPixels } from './plane-picture';

const cells = 64;
/** Half the side of the square that is shown at least: toys are of order 1. */
const leastReach = 1.7;
const size = 300;
const mostExamples = 400;
/** Least rest between two steps that are asked for while the time slider moves. */
const scrubMs = 90;

export default function PlaneView({ lab, view }: { lab: Lab; view: ViewStore }) {
  const id = useId();
  const config = useStore(lab, (state) => state.data?.initial ?? state.config);
  const current = useStore(lab, (state) => state.current);
  const state = useStore(lab, (each) => each.state);
  const regions = useStore(lab, (each) => each.regions);
  const picked = useStore(view, (each) => each.picked);
  const figure = useRef<HTMLElement>(null);
  const own = useOwnData(lab, applies('ownData', config) ? config.ownData : 0);
  const examples = useExamples(config, own);
  const grid = useMemo<PlaneGrid>(() => {
    const reach = own && examples ? reachOf(examples) : leastReach;
    return { size: cells, low: -reach, high: reach };
  }, [own, examples]);
  const following = picked === undefined;

  useWatching(figure, examples !== undefined && state === 'training' && following, () =>
    lab.getState().lookAtPlane('latest', grid),
  );
  const resting = current !== undefined && state !== 'training' && state !== 'loading';
  // biome-ignore lint/correctness/useExhaustiveDependencies: another run is asked again
  useEffect(() => {
    if (!examples || (!resting && following)) return;
    const step = picked ?? 'latest';
    const timer = setTimeout(() => lab.getState().lookAtPlane(step, grid), following ? 0 : scrubMs);
    return () => clearTimeout(timer);
  }, [lab, picked, current, resting, following, examples, grid]);

  if (!examples) return null;
  const scale = (x: number) => ((x - grid.low) / (grid.high - grid.low)) * size;
  const shown = Math.min(mostExamples, examples.labels.length);
  const classes = [...new Set(examples.labels.subarray(0, shown))].sort((a, b) => a - b);
  return (
    <figure ref={figure} className={styles.plane} aria-labelledby={id}>
      <h2 id={id}>Decision regions</h2>
      <div className={styles.picture}>
        {regions && <RegionsCanvas regions={regions} />}
        <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={inWords(regions, examples.labels.length)}>
          {Array.from({ length: shown }, (_, i) => (
            <path
              // biome-ignore lint/suspicious/noArrayIndexKey: an example is its place in the data
              key={i}
              d={marks[examples.labels[i] % marks.length]}
              fill={colourOf(examples.labels[i])}
              transform={`translate(${scale(examples.inputs[2 * i])},${size - scale(examples.inputs[2 * i + 1])})`}
            />
          ))}
        </svg>
      </div>
      <ul className={styles.legend}>
        {classes.map((label) => (
          <li key={label}>
            <svg width="12" height="12" viewBox="-4 -4 8 8" aria-hidden="true">
              <path d={marks[label % marks.length]} fill={colourOf(label)} />
            </svg>
            {own ? own.classNames[label] : `class ${label}`}
          </li>
        ))}
      </ul>
      <p>{inWords(regions, examples.labels.length)}</p>
    </figure>
  );
}

/** The examples of one's own with this checksum, once they are at hand; 0: none. */
function useOwnData(lab: Lab, checksum: number): OwnData | undefined {
  const [data, setData] = useState<OwnData>();
  useEffect(() => {
    let wanted = checksum > 0;
    if (wanted) {
      lab
        .getState()
        .ownData(checksum)
        .then((found) => wanted && setData(found));
    }
    return () => {
      wanted = false;
    };
  }, [lab, checksum]);
  return data?.checksum === checksum ? data : undefined;
}

/** The examples that the run learns from, once they are drawn; those of the run before stay until then. */
function useExamples(config: RunConfig, own: OwnData | undefined): Split | undefined {
  const [examples, setExamples] = useState<Split>();
  useEffect(() => {
    let wanted = true;
    planeSplit(config, own).then((split) => wanted && setExamples(split));
    return () => {
      wanted = false;
    };
  }, [config, own]);
  return examples;
}

function RegionsCanvas({ regions }: { regions: Regions }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const { size: cells } = regions.grid;
    canvas.current?.getContext('2d')?.putImageData(new ImageData(regionPixels(regions), cells, cells), 0, 0);
  }, [regions]);
  return <canvas ref={canvas} width={regions.grid.size} height={regions.grid.size} />;
}

function inWords(regions: Regions | undefined, examples: number): string {
  const marked = `Marks: ${Math.min(mostExamples, examples).toLocaleString('en')} of ${examples.toLocaleString('en')} training examples.`;
  return regions
    ? `${marked} Background: the class the network gives after step ${regions.step.toLocaleString('en')}, stronger where it is surer.`
    : `${marked} Train, and the background shows the class the network gives to each place.`;
}
