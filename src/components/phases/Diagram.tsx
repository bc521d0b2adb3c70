/** The phase diagram: coloured points on two axes, a cursor, what lies under it in words, and a table of the same. */
import { type KeyboardEvent, type PointerEvent, type Ref, useId, useMemo, useState } from 'react';
import { type Measure, measures } from '../../runs/sweeps/measures';
import type { PointSummary, SweepResults } from '../../runs/sweeps/sweep-results';
import { fields } from '../../training/fields';
import type { Sweep } from '../../training/sweep/sweep';
import { useWidth } from '../lens/use-width';
import { DiagramDrawing } from './DiagramDrawing';
import { legendHeight } from './DiagramLegend';
import { DiagramTable } from './DiagramTable';
import { moved, spotAt } from './diagram-cursor';
import { layoutOf, type Spot } from './diagram-layout';
import { colourScale } from './diagram-scales';
import styles from './phases.module.css';
import { patternsIn } from './point-kind';
import { pointText } from './point-text';

interface Props {
  sweep: Sweep;
  results: SweepResults;
  version: number;
  measure: Measure;
  contours: boolean;
  drawing: Ref<SVGSVGElement>;
  onOpen(point: PointSummary): void;
}

const tallest = 480;
const shortest = 340;
/** A mouse that rests while the plot is scrolled under it, or away, points at nothing: the keyboard's point stays. */
const isPointing = ({ pointerType, movementX, movementY }: PointerEvent) =>
  pointerType === 'mouse' && (movementX !== 0 || movementY !== 0);

const narrow = 480;
const around = { left: 76, right: 14, bottom: 46 };

export function Diagram({ sweep, results, version, measure, contours, drawing, onOpen }: Props) {
  const id = useId().replaceAll(':', '');
  const [width, watch] = useWidth();
  const [at, setAt] = useState<{ x: number; y: number }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: results grow in place; the version tells
  const summaries = useMemo(() => results.summary(sweep, measure), [results, sweep, measure, version]);
  const scale = useMemo(() => colourScale(measure, summaries, id), [measure, summaries, id]);
  const kinds = useMemo(() => patternsIn(summaries, measure), [summaries, measure]);
  // On a phone it begins left of the plot.
  const legend = width < narrow ? 8 : around.left;
  const top = legendHeight(kinds, scale, width - legend);
  const margin = { ...around, top, legend };
  const size = useMemo(
    () => ({
      width: Math.max(0, width - around.left - around.right),
      height: Math.min(tallest, Math.max(shortest, 0.7 * width)) - around.bottom - top,
    }),
    [width, top],
  );
  const layout = useMemo(
    () => layoutOf(sweep, summaries, measure, scale, size),
    [sweep, summaries, measure, scale, size],
  );
  const spot = at && layout.spots.find(({ point }) => point.x === at.x && point.y === at.y);
  const pick = (next: Spot | undefined) => setAt(next && { x: next.point.x, y: next.point.y });
  const under = ({ clientX, clientY, currentTarget }: PointerEvent<SVGSVGElement>) => {
    const box = currentTarget.getBoundingClientRect();
    return spotAt(layout, clientX - box.left - margin.left, clientY - box.top - margin.top);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && spot) onOpen(spot.point);
    else if (event.key === 'Escape') pick(undefined);
    else if (event.key.startsWith('Arrow')) pick(moved(layout, spot, event.key));
    else return;
    event.preventDefault();
  };
  const { label } = measures[measure];
  const [xLabel, yLabel] = [fields[sweep.x.field].label, fields[sweep.y.field].label];
  const name = `${label} by ${xLabel.toLowerCase()} and ${yLabel.toLowerCase()}`;
  return (
    <figure className={styles.diagram} aria-label="Phase diagram">
      <section
        ref={watch}
        className={styles.plot}
        tabIndex={0}
        aria-label={`${name}: plot. Arrow keys move from point to point, Enter opens one as a run.`}
        onKeyDown={onKeyDown}
      >
        {width > 0 && (
          <DiagramDrawing
            ref={drawing}
            {...{ id, name, sweep, layout, scale, size, margin, kinds, contours, spot, measure }}
            onPointerMove={(event) => isPointing(event) && pick(under(event))}
            onPointerLeave={(event) => isPointing(event) && pick(undefined)}
            onPointerUp={(event) => {
              if (event.button !== 0) return;
              const found = under(event);
              // A finger has to see first what it opens: its second touch does.
              const known = event.pointerType === 'mouse' || found?.point === spot?.point;
              if (found && known) onOpen(found.point);
              else pick(found);
            }}
          />
        )}
      </section>
      <p className={styles.reading} aria-live="polite">
        {spot
          ? pointText(sweep, spot.point, measure)
          : 'Point at the diagram to read it. A click, or Enter, trains that point as a whole run.'}
      </p>
      <DiagramTable {...{ sweep, summaries, measure }} />
    </figure>
  );
}
