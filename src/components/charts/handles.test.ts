import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultConfig } from '../../training/config';
import { changeOf, handlesOf, keyValue } from './handles';

const named = (label: string, changes = {}) => {
  const found = handlesOf({ ...defaultConfig, ...changes }, 125).find((handle) => handle.label === label);
  if (!found) throw new Error(`no handle ${label}`);
  return found;
};

test('two phases have three handles, other schedules one', () => {
  const labels = (schedule: 'two-phase' | 'cosine') =>
    handlesOf({ ...defaultConfig, schedule }, 125).map(({ label }) => label);
  expect(labels('two-phase')).toEqual(['Large learning rate', 'Small learning rate', 'Drop']);
  expect(labels('cosine')).toEqual(['Learning rate']);
});

test('the drop lies on whole epochs of the run', () => {
  const drop = named('Drop');
  expect(drop.step).toBe(30 * 125);
  expect(changeOf(drop, 12.4)).toEqual({ switchEpoch: 12 });
  expect(changeOf(drop, -3)).toEqual({ switchEpoch: 0 });
  expect(changeOf(drop, 1e9)).toEqual({ switchEpoch: 60 });
});

test('from every rate an arrow key leads to another one, up to the limits', () => {
  fc.assert(
    fc.property(fc.double({ min: -4.9, max: 0.9, noNaN: true }), (power) => {
      const learningRate = Number((10 ** power).toPrecision(2));
      const handle = named('Large learning rate', { learningRate });
      const moved = (key: string) =>
        changeOf(handle, keyValue(handle, key, false) ?? 0).learningRate as number;
      expect(moved('ArrowUp')).toBeGreaterThan(learningRate);
      expect(moved('ArrowDown')).toBeLessThan(learningRate);
      expect(moved('Home')).toBe(handle.min);
      expect(moved('End')).toBe(handle.max);
    }),
  );
});

test('other keys mean nothing to a handle', () => {
  expect(keyValue(named('Drop'), 't', false)).toBeUndefined();
});
