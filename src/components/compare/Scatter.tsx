/** Any measured quantity against any other, for all runs that are drawn; values of all of them at one x. */
import { type PointerEvent, useId, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { firstAt, type Quantity, quantities, quantityNamed, quantityText } from '../../runs/quantities';
import type { RunEntry } from '../../runs/run-entry';
import { againstName, type View, type ViewStore } from '../../runs/view';
import { dashOf } from '../charts/run-style';
import { useWidth } from '../lens/use-width';
import { Swatch } from '../runs/Swatch';
import styles from './compare.module.css';
import {
  axisText,
  drawingOf,
  nearestTo,
  type Trail,
  thinLinesText,
  ticksOf,
  trailName,
  trailsOf,
} from './scatter-layout';
import { Trails } from './Trails';

interface Props {
  runs: readonly RunEntry[];
  names: ReadonlyMap<string, string>;
  /** Changes when the runs have new numbers. */
  version: number;
  view: ViewStore;
}

const margin = { left: 58, right: 16, top: 14, bottom: 42 };
const height = 300;
const mostRows = 60;

export function Scatter({ runs, names, version, view }: Props) {
  const id = useId();
  const [width, watch] = useWidth();
  const { x: xId, y: yId, log, bySeed } = useStore(view, (state) => state.against);
  const set = (change: Partial<View['against']>) =>
    view.setState(({ against }) => ({ against: { ...against, ...change } }));
  const setLog = (axis: 'x' | 'y', on: boolean) => set({ log: { ...log, [axis]: on } });
  const [at, setAt] = useState<number>();
  /** Where the pointer is, in pixels of the plot. */
  const [pointer, setPointer] = useState<{ left: number; top: number }>();
  const [x, y] = [quantityNamed(xId), quantityNamed(yId)];
  const innerWidth = width - margin.left - margin.right;
  const inner = useMemo(
    () => ({ width: innerWidth, height: height - margin.top - margin.bottom }),
    [innerWidth],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs grow in place; the version tells
  const trails = useMemo(() => trailsOf(runs, x, y, bySeed), [runs, x, y, bySeed, version]);
  // The cursor moves often, and what it moves over stays.
  const drawing = useMemo(() => drawingOf(trails, x, log, inner), [trails, x, log, inner]);
  const thinLines = thinLinesText(trails, x);
  const near = pointer && nearestTo(drawing, pointer.left, pointer.top);
  const nameOf = (trail: Trail) => trailName(trail, names);
  const choose = (axis: 'x' | 'y', chosen: string) => {
    set({ [axis]: chosen, log: { ...log, [axis]: quantityNamed(chosen).log } });
    leave();
  };
  const leave = () => {
    setAt(undefined);
    setPointer(undefined);
  };
  const point = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const [left, top] = [event.clientX - box.left - margin.left, event.clientY - box.top - margin.top];
    if (left < 0 || left > inner.width) return leave();
    setAt(drawing.x.invert(left));
    setPointer({ left, top });
  };
  const move = (by: number) => {
    const pixel = at === undefined ? inner.width / 2 : drawing.x(at) + by;
    setAt(drawing.x.invert(Math.max(0, Math.min(inner.width, pixel))));
    setPointer(undefined);
  };
  const shown = at === undefined ? undefined : Number(at.toPrecision(3));
  return (
    <figure className={styles.scatter} aria-labelledby={id}>
      <h3 id={id}>{againstName}</h3>
      <div className={styles.choices}>
        <Axis
          axis="Vertical"
          value={yId}
          log={log.y}
          onChoose={(v) => choose('y', v)}
          onLog={(on) => setLog('y', on)}
        />
        <Axis
          axis="Horizontal"
          value={xId}
          log={log.x}
          onChoose={(v) => choose('x', v)}
          onLog={(on) => setLog('x', on)}
        />
        <label>
          <input type="checkbox" checked={bySeed} onChange={() => set({ bySeed: !bySeed })} /> seeds as median
          and band
        </label>
      </div>
      <section
        ref={watch}
        className={styles.plot}
        tabIndex={0}
        aria-label={`${y.label} against ${x.label.toLowerCase()}: plot. Arrow keys move the cursor.`}
        onKeyDown={(event) => {
          if (event.key === 'ArrowLeft') move(-6);
          else if (event.key === 'ArrowRight') move(6);
          else if (event.key === 'Escape') leave();
          else return;
          event.preventDefault();
        }}
      >
        {inner.width > 40 && (
          <svg
            width={width}
            height={height}
            aria-hidden="true"
            onPointerMove={point}
            onPointerLeave={(event) => event.pointerType === 'mouse' && leave()}
          >
            <g transform={`translate(${margin.left},${margin.top})`}>
              {ticksOf(drawing.y.domain(), log.y, 5).map((tick) => (
                <g key={tick.value} transform={`translate(0,${drawing.y(tick.value)})`}>
                  <line className={styles.grid} x2={inner.width} />
                  <text x={-8} dy="0.35em" textAnchor="end">
                    {axisText(y, tick)}
                  </text>
                </g>
              ))}
              {ticksOf(drawing.x.domain(), log.x, 6).map((tick) => (
                <text key={tick.value} x={drawing.x(tick.value)} y={inner.height + 18} textAnchor="middle">
                  {axisText(x, tick)}
                </text>
              ))}
              <text className={styles.axis} x={inner.width} y={inner.height + 36} textAnchor="end">
                {x.label}
                {x.id.endsWith('Loss') && ', falling to the right'}
              </text>
              <path className={styles.base} d={`M0,0V${inner.height}H${inner.width}`} />
              <Trails paths={drawing.paths} dash={dashOf(yId)} view={view} />
              {at !== undefined && (
                <line
                  className={styles.cursor}
                  x1={drawing.x(at)}
                  x2={drawing.x(at)}
                  y1={0}
                  y2={inner.height}
                />
              )}
              {near && (
                <circle
                  className={styles.near}
                  cx={drawing.x(near.trail.pairs.x[near.row])}
                  cy={drawing.y(near.trail.pairs.y[near.row])}
                  r={5}
                />
              )}
            </g>
          </svg>
        )}
      </section>
      <ul className={styles.readings} aria-live="polite">
        {drawing.paths.map(({ trail }) => {
          const value = at === undefined ? (trail.pairs.y.at(-1) ?? Number.NaN) : firstAt(trail.pairs, at);
          return (
            <li key={trail.runs[0].id}>
              <Swatch style={trail.runs[0].style} dash={dashOf(yId)} />
              {nameOf(trail)}: {quantityText(y, value)}
            </li>
          );
        })}
      </ul>
      <p className={styles.note}>
        {shown === undefined
          ? `Values: ${y.label.toLowerCase()} at the end. Point at the plot to read all runs at one ${x.label.toLowerCase()}.`
          : `Values: ${y.label.toLowerCase()} when ${x.label.toLowerCase()} first came to ${quantityText(x, shown)}.`}
      </p>
      {thinLines && <p className={styles.note}>{thinLines}</p>}
      <p className={styles.note}>
        {near
          ? `Nearest point: ${nameOf(near.trail)}, step ${near.trail.pairs.step[near.row].toLocaleString('en')}: ${x.label.toLowerCase()} ${quantityText(x, near.trail.pairs.x[near.row])}, ${y.label.toLowerCase()} ${quantityText(y, near.trail.pairs.y[near.row])}.`
          : ''}
      </p>
      <details className={styles.table}>
        <summary>Show as table</summary>
        <section className={styles.scroll} tabIndex={0} aria-label="One quantity against another, as a table">
          <table>
            <thead>
              <tr>
                {['Run', 'Step', x.label, y.label].map((heading) => (
                  <th key={heading} scope="col">
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{trails.flatMap((trail) => rowsOf(trail, nameOf(trail), x, y))}</tbody>
          </table>
        </section>
      </details>
    </figure>
  );
}

function rowsOf({ pairs, runs }: Trail, name: string, x: Quantity, y: Quantity) {
  const stride = Math.max(1, Math.ceil(pairs.step.length / mostRows));
  return Array.from(pairs.step.keys())
    .filter((i) => i % stride === 0 || i === pairs.step.length - 1)
    .map((i) => (
      <tr key={`${runs[0].id} ${i}`}>
        <td>{name}</td>
        <td>{pairs.step[i].toLocaleString('en')}</td>
        <td>{quantityText(x, pairs.x[i], 4)}</td>
        <td>{quantityText(y, pairs.y[i], 4)}</td>
      </tr>
    ));
}

interface AxisProps {
  axis: 'Vertical' | 'Horizontal';
  value: string;
  log: boolean;
  onChoose(id: string): void;
  onLog(on: boolean): void;
}

function Axis({ axis, value, log, onChoose, onLog }: AxisProps) {
  return (
    <span className={styles.axisChoice}>
      <label>
        {axis}{' '}
        <select value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
          {quantities.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label>
        <input type="checkbox" checked={log} onChange={(event) => onLog(event.currentTarget.checked)} />
        <span className="visually-hidden">{axis} axis: </span>log scale
      </label>
    </span>
  );
}
