/** The figure under Compare as a file: what was chosen there is what is written. */
import { expect, test } from 'vitest';
import { newEntry } from '../../runs/run-list';
import { createView } from '../../runs/view';
import { againstSvgOf } from './figure-file';
import { sampleRun } from './testing/sample-run';

const runs = [1, 2].map((seed, style) => newEntry([], sampleRun(seed), { style }));
const lab = { runs, current: runs[0].id };

test('one quantity against another goes out as it was chosen: axes, and seeds as a band', () => {
  const view = createView().getState();
  const chosen = againstSvgOf(lab, view);
  expect(chosen).toContain('Test accuracy against training loss');
  expect(chosen).toContain('median of 2 seeds');
  const { against } = view;
  const other = againstSvgOf(lab, {
    ...view,
    against: { ...against, x: 'epoch', y: 'testLoss', bySeed: false },
  });
  expect(other).toContain('Test loss against epoch');
  expect(other).not.toContain('median');
  const lines = (svg: string) => svg.match(/stroke-width="2"/g)?.length;
  expect([lines(chosen), lines(other)]).toEqual([1, 2]);
});

test('without a run there is nothing to write', () => {
  const view = createView().getState();
  expect(() => againstSvgOf({ runs: [], current: undefined }, view)).toThrow('no run is drawn.');
});
