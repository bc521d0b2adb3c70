/** Frame of one figure: title, legend, scale switch, surfaces, readout, table. Drawing is the painter's. */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { type FigureName, setLog, setWhole, type ViewStore } from '../../runs/view';
import { totalSteps } from '../../training/schedules/plan';
import { Term } from '../terms/Term';
import styles from './charts.module.css';
import { margin } from './drawn';
import { figures } from './figures/registry';
import { type HandleContext, HandleLayer } from './handle-layer';
import { handleKey } from './keyboard';
import { Legend } from './Legend';
import { type Content, Painter } from './painter';
import { runStyle } from './run-style';
import { TableTwin } from './TableTwin';
import { attachPointer } from './zoom';

interface Props extends Content {
  name: FigureName;
  view: ViewStore;
  /** Only the Step size figure has handles. */
  handles?: HandleContext | undefined;
}

const origin = `translate(${margin.left},${margin.top})`;

export function Figure({ name, view, handles, ...content }: Props) {
  const under = useRef<SVGSVGElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const over = useRef<SVGSVGElement>(null);
  const readout = useRef<HTMLParagraphElement>(null);
  const summary = useRef<HTMLSpanElement>(null);
  const painter = useRef<Painter>(undefined);
  const id = useId();
  const log = useStore(view, (state) => state.log[name]);
  const [focused, setFocused] = useState(false);
  /** Lines without numbers, in a word: it seldom changes. */
  const [silent, setSilent] = useState('');
  /** Values lie beyond the y axis, which could show them. */
  const [beyond, setBeyond] = useState(false);
  const whole = useStore(view, (state) => state.whole[name]);
  const pointing = useStore(view, (state) => state.cursor !== undefined);
  const held = useRef(handles);
  held.current = handles;

  useEffect(() => {
    if (!under.current || !canvas.current || !over.current || !readout.current || !summary.current) return;
    const surfaces = {
      under: under.current,
      canvas: canvas.current,
      over: over.current,
      readout: readout.current,
      summary: summary.current,
    };
    const pointer = attachPointer(surfaces.over, view, () => own.drawn);
    const layer =
      held.current &&
      new HandleLayer(
        surfaces.over,
        () => held.current as HandleContext,
        (on) => own.hold(on),
      );
    const own = new Painter(name, surfaces, view, (drawn, lines, reaching) => {
      setSilent(lines.join('|'));
      setBeyond(reaching);
      pointer.follow(drawn);
      layer?.draw(drawn);
    });
    painter.current = own;
    return () => {
      pointer.stop();
      own.stop();
    };
  }, [name, view]);

  useEffect(() => painter.current?.show(content));

  const onKeyDown = (event: KeyboardEvent) => {
    const drawn = painter.current?.drawn;
    const { data, config, stepsPerEpoch } = content;
    const lastStep = data?.steps.last('step') ?? totalSteps(config, stepsPerEpoch);
    if (drawn && handleKey(event.nativeEvent, view, drawn, lastStep)) event.preventDefault();
  };

  return (
    <figure className={styles.figure} aria-labelledby={`${id}-title`}>
      <div className={styles.head}>
        <h2 id={`${id}-title`}>{name}</h2>
        <Legend
          name={name}
          withPlan={content.showPlan}
          silent={content.data ? silent : ''}
          others={content.others}
          style={content.data && content.others.length > 0 ? runStyle(content.style) : undefined}
        />
        <button
          type="button"
          className={styles.scale}
          aria-pressed={log}
          aria-label={`${name}: log scale`}
          onClick={() => setLog(view, name, !log)}
        >
          log scale
        </button>
        {(beyond || whole) && (
          <button
            type="button"
            className={styles.whole}
            aria-pressed={whole}
            aria-label={`${name}: show all values`}
            onClick={() => setWhole(view, name, !whole)}
          >
            all values
          </button>
        )}
        <Term name={name} meaning={figures[name].meaning} formula={figures[name].formula} />
        {figures[name].terms?.map((term) => (
          <Term key={term.name} named {...term} />
        ))}
      </div>
      <section
        className={styles.plot}
        style={{
          // The canvas covers just the plot.
          padding: `${margin.top}px ${margin.right}px ${margin.bottom}px ${margin.left}px`,
        }}
        tabIndex={0}
        aria-label={`${name} plot`}
        aria-describedby={`${id}-help`}
        onKeyDown={onKeyDown}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
      >
        <svg ref={under} id={`${id}-under`} className={styles.under} aria-hidden="true">
          <defs>
            <pattern id={`${id}-under-large`} width="9" height="9" patternUnits="userSpaceOnUse">
              <path d="M-2,11L11,-2M-2,2L2,-2M7,11L11,7" />
            </pattern>
            <pattern id={`${id}-under-small`} width="9" height="9" patternUnits="userSpaceOnUse">
              <circle cx="4.5" cy="4.5" r="1" />
            </pattern>
          </defs>
          <g transform={origin}>
            <g className="phases" />
            <g className="grid" />
            <g className="guides" />
          </g>
        </svg>
        <canvas ref={canvas} className={styles.canvas} aria-hidden="true" />
        <svg ref={over} className={styles.over} role="group" aria-label={`${name} axes and handles`}>
          <g transform={origin}>
            <g className="y-axis" aria-hidden="true" />
            <g className="x-axis" aria-hidden="true">
              <path className="base" />
              <text className="unit" />
            </g>
            <g className="guides" aria-hidden="true" />
            <g className="edges" aria-hidden="true" />
            <g className="marks" aria-hidden="true" />
            <line className="picked" visibility="hidden" />
            <line className="cursor" visibility="hidden" />
            <g className="handles" />
          </g>
        </svg>
      </section>
      <p id={`${id}-help`} className="visually-hidden">
        <span ref={summary} /> Arrow keys move the cursor, plus and minus zoom, 0 shows all. The table below
        holds the numbers.
      </p>
      <div className={styles.foot}>
        {/* Spoken while the cursor is moved by keys; else it would chatter through the training. */}
        <p ref={readout} className={styles.readout} aria-live={focused && pointing ? 'polite' : 'off'} />
        <TableTwin name={name} data={content.data} />
      </div>
    </figure>
  );
}
