/** Frame of one figure: title, scale switch, readout, canvas and SVG, legend, table. Drawing is the painter's. */
import { useEffect, useId, useRef } from 'react';
import { useStore } from 'zustand';
import type { FigureName, ViewStore } from '../../runs/view';
import styles from './charts.module.css';
import { drawHandles, type HandleContext } from './handle-layer';
import { attachPointer, handleKey } from './interaction';
import { Legend } from './Legend';
import { type Content, margin, Painter } from './painter';
import { TableTwin } from './TableTwin';

interface Props extends Content {
  name: FigureName;
  view: ViewStore;
  /** Only the Step size figure has handles. */
  handles?: HandleContext;
}

export function Figure({ name, view, handles, ...content }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const readout = useRef<HTMLParagraphElement>(null);
  const painter = useRef<Painter>(undefined);
  const title = useId();
  const help = useId();
  const log = useStore(view, (state) => state.log[name]);
  const held = useRef(handles);
  held.current = handles;

  useEffect(() => {
    const parts = { canvas: canvas.current, svg: svg.current, readout: readout.current };
    if (!parts.canvas || !parts.svg || !parts.readout) return;
    const { svg: surface } = parts;
    const own = new Painter(name, parts as never, view, (drawn) => {
      if (held.current) drawHandles(surface, drawn, () => held.current as HandleContext);
    });
    painter.current = own;
    const detach = attachPointer(surface, view, () => own.drawn);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const theme = new MutationObserver(own.schedule);
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    dark.addEventListener('change', own.schedule);
    return () => {
      detach();
      own.stop();
      theme.disconnect();
      dark.removeEventListener('change', own.schedule);
    };
  }, [name, view]);

  useEffect(() => painter.current?.show(content));

  const onKeyDown = (event: React.KeyboardEvent) => {
    const drawn = painter.current?.drawn;
    const lastStep = content.data?.steps.last('step') ?? 0;
    if (drawn && !event.ctrlKey && !event.metaKey && handleKey(event.nativeEvent, view, drawn, lastStep)) {
      event.preventDefault();
    }
  };

  return (
    <figure className={styles.figure} aria-labelledby={title}>
      <div className={styles.head}>
        <h2 id={title}>{name}</h2>
        <Legend name={name} plan={content.showPlan} />
        <button
          type="button"
          className={styles.scale}
          aria-pressed={log}
          onClick={() => view.setState({ log: { ...view.getState().log, [name]: !log } })}
        >
          log scale
        </button>
      </div>
      <section
        className={styles.plot}
        tabIndex={0}
        aria-label={`${name} plot`}
        aria-describedby={help}
        onKeyDown={onKeyDown}
      >
        <canvas ref={canvas} className={styles.canvas} aria-hidden="true" />
        <svg
          ref={svg}
          className={styles.svg}
          style={{ '--hatch': `url("#${title}-hatch")` } as React.CSSProperties}
          role="group"
          aria-label={`${name} axes and handles`}
        >
          <defs>
            <pattern
              id={`${title}-hatch`}
              width="6"
              height="6"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width="2" height="6" fill="var(--large-step)" opacity="0.35" />
            </pattern>
          </defs>
          <g transform={`translate(${margin.left},${margin.top})`}>
            <g className="y-axis" aria-hidden="true" />
            <g className="x-axis" aria-hidden="true" />
            <path className="x-base" aria-hidden="true" />
            <g className="phases" aria-hidden="true" />
            <g className="marks" aria-hidden="true" />
            <line className="cursor" visibility="hidden" />
            <g className="handles" />
          </g>
        </svg>
      </section>
      <p id={help} className="visually-hidden">
        Arrow keys move the cursor, plus and minus zoom, 0 shows all. The table below holds the numbers.
      </p>
      <div className={styles.foot}>
        <p ref={readout} className={styles.readout} />
        <TableTwin name={name} data={content.data} />
      </div>
    </figure>
  );
}
