import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createView, setXMode, shownDomain, zoomBy, zoomTo } from './view';

function viewOf(most: number) {
  const view = createView();
  view.setState({ most });
  return view;
}

test('zooming keeps its centre in place and back out shows all', () => {
  const view = viewOf(1000);
  zoomBy(view, 0.5, 200);
  expect(view.getState().domain).toEqual([100, 600]);
  zoomBy(view, 2, 200);
  expect(view.getState().domain).toBeUndefined();
});

test('without a centre the middle stays', () => {
  const view = viewOf(1000);
  zoomBy(view, 0.5);
  expect(shownDomain(view.getState())).toEqual([250, 750]);
});

test('whatever is asked for, the shown part lies on the axis and is not empty', () => {
  const number = fc.double({ min: -1e4, max: 1e4, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number)), (zooms) => {
      const view = viewOf(1000);
      for (const [from, to] of zooms) zoomTo(view, from, to);
      const [from, to] = shownDomain(view.getState());
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeLessThanOrEqual(1000);
      expect(to).toBeGreaterThan(from);
    }),
  );
});

test('a zoom survives a change between steps and epochs, not one to distance', () => {
  const view = viewOf(1000);
  zoomTo(view, 100, 200);
  setXMode(view, 'steps');
  expect(view.getState().domain).toEqual([100, 200]);
  setXMode(view, 'distance');
  expect(view.getState().domain).toBeUndefined();
});
