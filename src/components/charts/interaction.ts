/** Pointer and keyboard on a figure: cursor, zoom, pan. All figures obey, because all read the same view. */
import { drag, select, zoom, zoomIdentity } from 'd3';
import { panBy, type ViewStore, zoomBy } from '../../runs/view';
import { type Drawn, margin } from './painter';

export function attachPointer(
  svg: SVGSVGElement,
  view: ViewStore,
  drawn: () => Drawn | undefined,
): () => void {
  const coordinateAt = (clientX: number): number | undefined => {
    const now = drawn();
    if (!now) return undefined;
    const pixel = clientX - svg.getBoundingClientRect().left - margin.left;
    return now.frame.from + pixel / now.frame.pixelsPerUnit;
  };
  const move = (event: PointerEvent) => {
    const coordinate = coordinateAt(event.clientX);
    const now = drawn();
    if (!now || coordinate === undefined) return;
    const step = now.x.toStep(Math.max(0, Math.min(coordinate, now.x.most)));
    view.setState({ cursor: Math.max(0, Math.round(step)) });
  };
  const leave = (event: PointerEvent) => {
    if (event.pointerType === 'mouse') view.setState({ cursor: undefined });
  };
  svg.addEventListener('pointermove', move);
  svg.addEventListener('pointerdown', move);
  svg.addEventListener('pointerleave', leave);

  // d3-zoom reads wheel, pinch, drag and double click; what it reads goes into the shared view and is
  // forgotten at once, so that all figures stay in step.
  const behaviour = zoom<SVGSVGElement, unknown>()
    .filter((event: Event) => {
      // The page keeps its own scrolling: the wheel zooms with Ctrl or Cmd only.
      if (event.type === 'wheel') return (event as WheelEvent).ctrlKey || (event as WheelEvent).metaKey;
      return !(event as MouseEvent).button && !(event.target as Element).closest('[role=slider]');
    })
    .on('zoom', (event) => {
      const { transform, sourceEvent } = event;
      const now = drawn();
      if (!now || !sourceEvent) return;
      const { frame, x } = now;
      if (transform.k !== 1) {
        const point = sourceEvent.touches ? centreOf(sourceEvent.touches) : sourceEvent.clientX;
        const centre = coordinateAt(point) ?? frame.from + frame.width / 2 / frame.pixelsPerUnit;
        zoomBy(view, 1 / transform.k, centre, x.most);
      } else if (transform.x !== 0) panBy(view, -transform.x / frame.pixelsPerUnit, x.most);
      svgWithZoom.__zoom = zoomIdentity;
    });
  const svgWithZoom = svg as SVGSVGElement & { __zoom: typeof zoomIdentity };
  select(svg).call(behaviour);
  return () => {
    svg.removeEventListener('pointermove', move);
    svg.removeEventListener('pointerdown', move);
    svg.removeEventListener('pointerleave', leave);
    select(svg).on('.zoom', null);
  };
}

function centreOf(touches: TouchList): number {
  return [...touches].reduce((sum, touch) => sum + touch.clientX, 0) / touches.length;
}

/** Arrow keys move the cursor, + and - zoom, 0 shows all. Returns whether the key meant something. */
export function handleKey(event: KeyboardEvent, view: ViewStore, now: Drawn, lastStep: number): boolean {
  const { frame, x } = now;
  const { cursor } = view.getState();
  const shown = x.toStep(frame.from + frame.width / frame.pixelsPerUnit) - x.toStep(frame.from);
  const stride = Math.max(1, Math.round((shown / frame.width) * (event.shiftKey ? 40 : 4)));
  const centre =
    cursor === undefined ? frame.from + frame.width / 2 / frame.pixelsPerUnit : x.toCoordinate(cursor);
  const moveTo = (step: number) =>
    view.setState({ cursor: Math.max(0, Math.min(lastStep, Math.round(step))) });
  switch (event.key) {
    case 'ArrowRight':
      moveTo((cursor ?? x.toStep(frame.from)) + stride);
      return true;
    case 'ArrowLeft':
      moveTo((cursor ?? lastStep) - stride);
      return true;
    case 'Home':
      moveTo(0);
      return true;
    case 'End':
      moveTo(lastStep);
      return true;
    case '+':
    case '=':
      zoomBy(view, 0.5, centre, x.most);
      return true;
    case '-':
      zoomBy(view, 2, centre, x.most);
      return true;
    case '0':
      view.setState({ domain: undefined });
      return true;
    case 'Escape':
      view.setState({ cursor: undefined });
      return true;
    default:
      return false;
  }
}

/** Drag of a handle: `onMove` gets pixels inside the plot. */
export function attachDrag(
  element: SVGGElement,
  svg: SVGSVGElement,
  onMove: (x: number, y: number) => void,
): void {
  select<SVGGElement, unknown>(element).call(
    drag<SVGGElement, unknown>()
      .container(() => svg)
      .on('drag', (event) => onMove(event.x - margin.left, event.y - margin.top)),
  );
}
