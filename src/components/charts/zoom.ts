/** Pointer on a figure: cursor, zoom and pan. d3-zoom reads the gestures, the shared view holds what they mean. */
import { select, type ZoomTransform, zoom, zoomIdentity } from 'd3';
import { shownDomain, smallestShare, type ViewStore, zoomBy, zoomTo } from '../../runs/view';
import { type Drawn, margin } from './drawn';

export interface PointerBinding {
  /** Tells d3-zoom what is shown, after another figure or a button has changed it. */
  follow(drawn: Drawn): void;
  stop(): void;
}

export function attachPointer(
  svg: SVGSVGElement,
  view: ViewStore,
  drawn: () => Drawn | undefined,
): PointerBinding {
  const pixelOf = (event: MouseEvent) => event.clientX - svg.getBoundingClientRect().left - margin.left;
  const moveCursor = (event: PointerEvent) => {
    const now = drawn();
    if (now) view.setState({ cursor: Math.round(now.toStep(pixelOf(event))) });
  };
  const leave = (event: PointerEvent) => {
    // A finger that is lifted leaves the cursor where it was.
    if (event.pointerType === 'mouse') view.setState({ cursor: undefined });
  };
  const behaviour = zoom<SVGSVGElement, unknown>()
    .scaleExtent([1, 1 / smallestShare])
    .filter(isGesture)
    .wheelDelta(wheelDelta)
    .on('zoom', ({ transform }: { transform: ZoomTransform }) => {
      const now = drawn();
      if (!now) return;
      const coordinate = (pixel: number) =>
        ((transform.invertX(margin.left + pixel) - margin.left) / now.frame.width) * view.getState().most;
      zoomTo(view, coordinate(0), coordinate(now.frame.width));
    });
  const doubleClick = (event: MouseEvent) => {
    const now = drawn();
    if (now) zoomBy(view, 0.5, now.frame.from + pixelOf(event) / now.frame.pixelsPerUnit);
  };
  // d3-zoom keeps a click that ends a drag to itself.
  const pick = (event: MouseEvent) => {
    const now = drawn();
    const step = now && Math.round(now.toStep(pixelOf(event)));
    if (step && !(event.target as Element).closest('[role=slider]')) view.setState({ picked: step });
  };
  svg.addEventListener('click', pick);
  svg.addEventListener('pointermove', moveCursor);
  svg.addEventListener('pointerdown', moveCursor);
  svg.addEventListener('pointerleave', leave);
  // d3's own double click zooms in an animation.
  const surface = select(svg).call(behaviour).on('dblclick.zoom', doubleClick);
  return {
    follow: ({ frame: { width, height } }) => {
      const state = view.getState();
      const [from, to] = shownDomain(state);
      const left = margin.left;
      behaviour
        .extent([
          [left, 0],
          [left + width, height],
        ])
        .translateExtent([
          [left, Number.NEGATIVE_INFINITY],
          [left + width, Number.POSITIVE_INFINITY],
        ]);
      const scale = state.most / (to - from);
      surface.property(
        '__zoom',
        zoomIdentity.translate(left - scale * (left + (from / state.most) * width), 0).scale(scale),
      );
    },
    stop: () => {
      svg.removeEventListener('click', pick);
      svg.removeEventListener('pointermove', moveCursor);
      svg.removeEventListener('pointerdown', moveCursor);
      svg.removeEventListener('pointerleave', leave);
      surface.on('.zoom', null);
    },
  };
}

/**
 * The page keeps its scrolling: the wheel zooms with Ctrl or Cmd only (a pinch on a touchpad comes as that),
 * and one finger moves the cursor while two zoom and pan. Handles keep their drags.
 */
function isGesture(event: WheelEvent | MouseEvent | TouchEvent): boolean {
  if (event.type === 'wheel') return event.ctrlKey || event.metaKey;
  if ('touches' in event) return event.touches.length > 1;
  return event.button === 0 && !(event.target as Element).closest('[role=slider]');
}

/** Powers of two a wheel event zooms by: a pinch sends many small ones, a wheel few large ones. */
function wheelDelta({ deltaY, deltaMode }: WheelEvent): number {
  const pixels = deltaMode === WheelEvent.DOM_DELTA_PIXEL ? deltaY : deltaY * 20;
  return Math.max(-0.5, Math.min(0.5, -pixels * 0.02));
}
