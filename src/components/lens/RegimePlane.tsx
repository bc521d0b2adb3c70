/** The regime plane: where a run's windows lie between small step and large step, by κ or p and by Q. */
import { memo, useId, useMemo, useState } from 'react';
import { numberText } from '../../format';
import type { Thresholds } from '../../training/regime/types';
import { Term } from '../terms/Term';
import styles from './lens.module.css';
import { PlaneDrawing } from './PlaneDrawing';
import {
  acrossDomain,
  type PlaneAxis,
  type PlaneReading,
  pointAt,
  pointsOf,
  shareDomain,
  spread,
  wayOf,
} from './plane';
import { Twin } from './Twin';
import { useWidth } from './use-width';

interface Props {
  /** Windows of the run, oldest first; may grow in place. */
  readings: Iterable<PlaneReading>;
  /** Changes when the readings did; nothing is drawn anew before. */
  version: number;
  stepsPerEpoch: number;
  /** Step at which the run diverged. */
  diverged?: number | undefined;
  /** Step of the cursor on the other figures. */
  cursor?: number | undefined;
  /** Where the regions end. */
  thresholds: Thresholds;
}

const mostRows = 24;

export const RegimePlane = memo(
  Plane,
  (before, after) =>
    before.version === after.version &&
    before.stepsPerEpoch === after.stepsPerEpoch &&
    before.diverged === after.diverged &&
    before.cursor === after.cursor &&
    before.thresholds === after.thresholds,
);

function Plane({ readings: windows, version, stepsPerEpoch, diverged, cursor, thresholds }: Props) {
  const id = useId();
  const [width, watch] = useWidth();
  const [axis, setAxis] = useState<PlaneAxis>('kappa');
  // The cursor moves often, and thousands of windows are a lot to lay out.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version tells when the readings have grown
  const { domain, points, outliers, latest, rows, count } = useMemo(() => {
    const readings = [...windows].filter(({ kappa, share }) => !Number.isNaN(kappa.value + share.value));
    const across = acrossDomain(readings, axis);
    const all = pointsOf(readings, axis, across, shareDomain(thresholds));
    const beyond = all.some(({ outside }) => outside !== undefined);
    const told = { latest: readings.at(-1), rows: spread(readings, mostRows), count: readings.length };
    return { domain: across, points: wayOf(all), outliers: beyond, ...told };
  }, [windows, version, thresholds, axis]);
  const sentence = latest
    ? `The latest window, up to step ${stepText(latest.to)}: median κ ${numberText(latest.kappa.value)}, ${landingText(latest)}Q ${numberText(latest.share.value)}.`
    : diverged === undefined
      ? 'No window has been measured yet: train, and the way of the run appears here.'
      : `The run diverged at step ${stepText(diverged)}, before its first window was measured.`;
  return (
    <figure className={styles.lens} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>Regime plane</h2>
        <label className={styles.choice}>
          Horizontal axis{' '}
          <select value={axis} onChange={(event) => setAxis(event.currentTarget.value as PlaneAxis)}>
            <option value="kappa">step number κ</option>
            <option value="landing">landing position p</option>
          </select>
        </label>
      </div>
      <div ref={watch} className={styles.plot}>
        {width > 0 && (
          <PlaneDrawing
            {...{ points, axis, domain }}
            thresholds={thresholds}
            marked={pointAt(points, cursor)}
            width={width}
            label={sentence}
          />
        )}
      </div>
      <p className={styles.verdict}>
        {sentence}
        {latest &&
          ' κ and p are medians over a window of at least an epoch, Q is taken over the last epochs. The regime also depends on the share of rises.'}
        {outliers && ' Triangles at the edge: windows beyond it.'}
        {latest && points.length === 0 && ' Where the steps of this run landed was not measured.'}
      </p>
      {latest && (
        <Twin
          name="Regime plane"
          caption={`Windows of steps, ${rows.length} of ${count.toLocaleString('en')}; the steps are those of κ, Q reaches back further`}
          headings={['Steps of κ', 'Epoch', 'Median κ', 'Median p', 'Q']}
          rows={rows.map(({ from, to, kappa, landing, share }) => [
            `${stepText(from + 1)}–${stepText(to)}`,
            (to / stepsPerEpoch).toLocaleString('en', { maximumFractionDigits: 1 }),
            numberText(kappa.value),
            Number.isNaN(landing.value) ? 'not measured' : numberText(landing.value),
            numberText(share.value),
          ])}
        />
      )}
      <Term
        name="The plane of κ and Q"
        named
        meaning="Each point is a window of steps. Right: how little they kept of what their gradients promised on their own batches (κ), or where they landed there (p). Up: the share of the decrease promised on the probe set that was lost (Q). Small steps lie at the bottom left."
        formula="plane"
      />
    </figure>
  );
}

const landingText = ({ landing }: PlaneReading) =>
  Number.isNaN(landing.value) ? '' : `median p ${numberText(landing.value)}, `;

const stepText = (step: number) => step.toLocaleString('en');
