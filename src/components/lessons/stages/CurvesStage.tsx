/** A recorded sweep as curves, with a marker that is dragged or moved by sliders, and its point in words. */
import { type PointerEvent, useMemo, useState } from 'react';
import { bestText, errorText, readingText, valueText } from '../../../lessons/curve-words';
import { type Curve, curvesOf } from '../../../lessons/curves';
import { tickText } from '../../../lessons/race-words';
import { type Measure, measures } from '../../../runs/sweeps/measures';
import { SweepResults } from '../../../runs/sweeps/sweep-results';
import type { NumberField } from '../../../training/field';
import { fields } from '../../../training/fields';
import { jobsOf, type Sweep, type SweepAxis } from '../../../training/sweep/sweep';
import { dashOf } from '../../charts/run-style';
import { margin, plotOf } from '../../lens/Axes';
import { useWidth } from '../../lens/use-width';
import { Swatch } from '../../runs/Swatch';
import { LinesDrawing } from './LinesDrawing';
import { linesLayout, type Series } from './lines-layout';
import { liveText, liveValue, pointName } from './live-point';
import { StageTable } from './StageTable';
import type { StageProps } from './stage';
import styles from './stages.module.css';

export default function CurvesStage({ stage, lesson, recorded, live, version, train }: StageProps<'curves'>) {
  const { measure, lines } = stage;
  const sweep = lesson.plan.sweeps[stage.sweep];
  const results = recorded.sweeps.get(stage.sweep);
  const curves = useMemo(
    () => curvesOf(sweep, results ?? new SweepResults(), measure, lines),
    [sweep, results, measure, lines],
  );
  const [width, watch] = useWidth();
  const [at, setAt] = useState({ x: Math.floor(sweep.x.values.length / 2), line: 0 });
  const plot = useMemo(() => plotOf(width), [width]);
  const { label, log, text } = measures[measure];
  const series = useMemo(() => seriesOf(curves, sweep.y), [curves, sweep]);
  const layout = useMemo(
    () => linesLayout(series, { plot, log, text: tickTextOf(measure) }),
    [series, plot, log, measure],
  );
  const curve = curves[Math.min(at.line, curves.length - 1)];
  const point = curve.points[at.x];
  const moveTo = (x: number) => setAt((now) => (now.x === x ? now : { ...now, x }));
  const drag = ({ clientX, currentTarget }: PointerEvent<SVGSVGElement>) => {
    const left = clientX - currentTarget.getBoundingClientRect().left - margin.left;
    moveTo(nearest(sweep.x.values, left, layout.x));
  };
  const name = `${label} by ${fields[sweep.x.field].label.toLowerCase()}`;
  const liveName = pointName(stage.sweep, at.x, curve.index);
  const here = live.find((each) => each.name === liveName);
  // The numbers of a live run grow in place; the version tells.
  const trained = useMemo(
    () => (version >= 0 && here ? liveValue(here, measure) : Number.NaN),
    [here, measure, version],
  );
  if (!results) return <p>The recording holds no sweep “{stage.sweep}”.</p>;
  return (
    <figure className={styles.stage} aria-label={name}>
      <section ref={watch} className={`${styles.plot} ${styles.draggable}`} aria-hidden="true">
        {width > 0 && (
          <LinesDrawing
            {...{ plot, layout }}
            dash={dashOf(measure)}
            dots
            xLabel={axisName(sweep.x)}
            yLabel={label}
            onPointerDown={drag}
            onPointerMove={(event) => event.buttons === 1 && drag(event)}
          >
            <line className={styles.marker} x1={layout.x(point.x)} x2={layout.x(point.x)} y2={plot.height} />
            {Number.isFinite(point.mean) && (
              <circle className={styles.picked} cx={layout.x(point.x)} cy={layout.y(point.mean)} r={8} />
            )}
            {Number.isFinite(trained) && (
              <rect
                className={styles.here}
                x={layout.x(point.x) - 5}
                y={layout.y(trained) - 5}
                width={10}
                height={10}
              />
            )}
          </LinesDrawing>
        )}
      </section>
      <Legend {...{ curves, axis: sweep.y, dash: dashOf(measure) }} />
      <div className={styles.sliders}>
        <Slider axis={sweep.x} values={sweep.x.values} at={at.x} onMove={moveTo} />
        {curves.length > 1 && (
          <Slider
            axis={sweep.y}
            values={curves.map(({ value }) => value)}
            at={curves.indexOf(curve)}
            onMove={(line) => setAt((now) => ({ ...now, line }))}
          />
        )}
      </div>
      <p className={styles.reading} aria-live="polite">
        {readingText(sweep, curve, at.x, measure)} {bestText(sweep, curve, measure)}
        {here && ` ${liveText(here, measure)}`}
      </p>
      <button type="button" onClick={() => train([wishAt(sweep, stage.sweep, at.x, curve)])}>
        Train this point here
      </button>
      <p className={styles.note}>
        Lines are means over {sweep.seeds.length} seeds, bands one standard error to either side. A run that
        is trained here, with the first seed, is drawn as a square.
      </p>
      <StageTable
        name={name}
        caption={`${label}: mean ± standard error`}
        headings={[axisName(sweep.x), ...curves.map(({ value }) => valueText(sweep.y, value))]}
        rows={() =>
          sweep.x.values.map((x, i) => [
            String(x),
            ...curves.map(({ points: { [i]: each } }) =>
              each.values.size === 0
                ? '–'
                : `${text(each.mean)} ± ${Number.isNaN(each.error) ? '–' : errorText(each.error, measure)}`,
            ),
          ])
        }
      />
    </figure>
  );
}

function nearest(values: readonly number[], pixel: number, place: (value: number) => number): number {
  const away = (i: number) => Math.abs(place(values[i]) - pixel);
  return values.reduce((best, _, i) => (away(i) < away(best) ? i : best), 0);
}

const tickTextOf = (measure: Measure) =>
  measure === 'testAccuracy' ? (value: number) => tickText(value, measure) : measures[measure].text;

function axisName({ field }: SweepAxis): string {
  const { label, unit } = fields[field] as NumberField;
  return unit ? `${label} (${unit})` : label;
}

function wishAt(sweep: Sweep, name: string, x: number, { index, value }: Curve) {
  const listed = jobsOf(sweep);
  if (!listed.ok) throw new Error(listed.message);
  const job = listed.jobs.find((each) => each.x === x && each.y === index);
  if (!job) throw new Error(`The sweep has no point ${x}, ${index}.`);
  const label = `${valueText(sweep.x, sweep.x.values[x])}, ${valueText(sweep.y, value)}`;
  return { name: pointName(name, x, index), label, config: job.config };
}

interface LegendProps {
  curves: readonly Curve[];
  axis: SweepAxis;
  dash: readonly number[];
}

function Legend({ curves, axis, dash }: LegendProps) {
  return (
    <ul className={styles.legend}>
      {curves.map(({ index, value }) => (
        <li key={value}>
          <Swatch style={index} dash={dash} />
          {valueText(axis, value)}
        </li>
      ))}
    </ul>
  );
}

interface SliderProps {
  axis: SweepAxis;
  values: readonly number[];
  at: number;
  onMove(i: number): void;
}

function Slider({ axis, values, at, onMove }: SliderProps) {
  return (
    <label>
      {fields[axis.field].label}
      <input
        type="range"
        min={0}
        max={values.length - 1}
        value={at}
        aria-valuetext={valueText(axis, values[at])}
        onChange={({ target }) => onMove(Number(target.value))}
      />
      <span className={styles.value} aria-hidden="true">
        {values[at]} {(fields[axis.field] as NumberField).unit}
      </span>
    </label>
  );
}

/** Curves as lines with a band of one standard error to either side. */
function seriesOf(curves: readonly Curve[], axis: SweepAxis): Series[] {
  return curves.map(({ value, index, points }) => ({
    name: valueText(axis, value),
    style: index,
    points: points.map((each) => ({
      x: each.x,
      y: each.mean,
      low: each.mean - each.error,
      high: each.mean + each.error,
    })),
  }));
}
