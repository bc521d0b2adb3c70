/** Keys on a focused figure. */
import { type ViewStore, zoomBy } from '../../runs/view';
import type { Drawn } from './drawn';

/** Pixels that an arrow key moves the cursor, at least one step. */
const stridePixels = 4;
const farther = 10;

/**
 * Arrow keys move the cursor (Shift ten times as far), Home and End go to the first and the last step, + and -
 * zoom, 0 shows all, Enter picks the step at the cursor, Escape takes the cursor away. Returns whether the key meant something.
 */
export function handleKey(event: KeyboardEvent, view: ViewStore, now: Drawn, lastStep: number): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const { cursor } = view.getState();
  const right = now.frame.width;
  const shown = now.toStep(right) - now.toStep(0);
  const stride = Math.max(1, Math.round((shown / right) * stridePixels)) * (event.shiftKey ? farther : 1);
  const moveTo = (step: number) =>
    view.setState({ cursor: Math.max(0, Math.min(lastStep, Math.round(step))) });
  const centre = cursor === undefined ? undefined : now.x.toCoordinate(cursor);
  switch (event.key) {
    case 'ArrowRight':
      moveTo((cursor ?? now.toStep(0)) + stride);
      return true;
    case 'ArrowLeft':
      moveTo((cursor ?? now.toStep(right)) - stride);
      return true;
    case 'Enter':
      if (cursor) view.setState({ picked: cursor });
      return cursor !== undefined;
    case 'Home':
      moveTo(0);
      return true;
    case 'End':
      moveTo(lastStep);
      return true;
    case '+':
    case '=':
      zoomBy(view, 0.5, centre);
      return true;
    case '-':
      zoomBy(view, 2, centre);
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
