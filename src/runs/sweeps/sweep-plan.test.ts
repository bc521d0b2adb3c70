import { expect, test } from 'vitest';
import { defaultConfig } from '../../training/config';
import {
  defaultPlan,
  edited,
  isSweepPreset,
  presetPlan,
  rangeFor,
  type SweepPlan,
  stepsOf,
  sweepOf,
  sweepPresets,
} from './sweep-plan';

const refusal = (change: Partial<SweepPlan>) => {
  const made = sweepOf({ ...defaultPlan, ...change }, defaultConfig);
  return made.ok ? 'nothing' : made.message;
};

test('the first plan is 16 x 16 points of the default task at a quarter of its steps', () => {
  const made = sweepOf(defaultPlan, defaultConfig);
  if (!made.ok) throw new Error(made.message);
  expect(made.jobs).toHaveLength(256);
  expect(new Set(made.jobs.map(stepsOf))).toEqual(new Set([(60 * 125) / 4]));
  expect(made.sweep.base).toMatchObject({
    dataset: 'mnist1d',
    model: 'mlp',
    schedule: 'two-phase',
    epochs: 15,
  });
});

test('every preset can be trained as it is, and is known again', () => {
  for (const preset of sweepPresets) {
    const plan = edited(defaultPlan, presetPlan(preset, { ...defaultConfig, epochs: 15 }));
    expect(sweepOf(plan, defaultConfig).ok).toBe(true);
    // Short runs on few examples allow less.
    const little = { ...defaultConfig, trainSize: 60, batchSize: 10, epochs: 6 };
    const short = edited({ ...defaultPlan, epochs: 6 }, presetPlan(preset, little));
    expect(sweepOf(short, little)).toMatchObject({ ok: true });
    expect(sweepPresets.filter((each) => isSweepPreset(each, plan))).toEqual([preset]);
  }
});

test('what is wrong is named with what is allowed', () => {
  const { x, y } = defaultPlan;
  expect(refusal({ y: x })).toBe('Both axes are Learning rate; choose two fields.');
  expect(refusal({ x: { ...x, high: 11 } })).toContain(
    'Learning rate: 11 is not allowed; it takes a number from 0.00001 to 10.',
  );
  expect(refusal({ x: { ...x, low: Number.NaN } })).toContain('Learning rate: what is typed is not allowed');
  expect(refusal({ y: { ...y, high: 16 } })).toContain(
    'Drop at epoch: 16 is not allowed; it takes a number from 0 to 15.',
  );
  expect(refusal({ x: { ...x, low: 1, high: 0.1 } })).toContain('the first has to be the smaller');
  expect(refusal({ x: { ...x, count: 33 } })).toContain(
    'values: 33 is not allowed; it takes a whole number from 1 to 32.',
  );
  expect(refusal({ seeds: 1.5 })).toContain('Seeds: 1.5 is not allowed');
  expect(refusal({ kind: 'random', points: 0 })).toContain('Points: 0 is not allowed');
  expect(refusal({ targetLoss: 0 })).toContain('Target loss: 0 is not allowed');
  expect(refusal({ epochs: 0 })).toContain('Epochs: 0 is not allowed');
  const placeOf = (change: Partial<SweepPlan>) => {
    const made = sweepOf({ ...defaultPlan, ...change }, defaultConfig);
    return made.ok ? undefined : made.at;
  };
  expect(placeOf({ x: { ...x, high: 11 } })).toBe('x.high');
  expect(placeOf({ y: { ...y, low: -1 } })).toBe('y.low');
  expect(placeOf({ y: { ...y, count: 0 } })).toBe('y.count');
  expect(placeOf({ epochs: 0 })).toBe('epochs');
  expect(placeOf({ seeds: 0 })).toBe('seeds');
  expect(refusal({ schedule: 'cosine' })).toBe('Drop at epoch decides nothing in these runs.');
});

test('an axis of epochs goes with the epochs, unless it ends before them', () => {
  expect(edited(defaultPlan, { epochs: 60 }).y.high).toBe(60);
  const early = { ...defaultPlan, y: { ...defaultPlan.y, high: 10 } };
  expect(edited(early, { epochs: 60 }).y.high).toBe(10);
  // Nor is an end that was typed lost, while epochs are typed that allow it.
  expect(edited(edited(early, { epochs: 0 }), { epochs: 60 }).y.high).toBe(10);
  expect(edited({ ...early, y: { ...early.y, high: 30 } }, { epochs: 60 }).y.high).toBe(30);
  // What is typed on the way to a number does not part them.
  for (const typed of [0, Number.NaN]) {
    expect(edited(edited(defaultPlan, { epochs: typed }), { epochs: 3 }).y.high).toBe(3);
  }
});

test('the usual range of a field ends where runs do', () => {
  expect(rangeFor('switchEpoch', { ...defaultConfig, epochs: 7 })).toMatchObject({ low: 0, high: 7 });
  expect(rangeFor('batchSize', { ...defaultConfig, trainSize: 100 })).toMatchObject({ low: 8, high: 100 });
});

test('a random set varies the other fields that were chosen, and not those of its axes', () => {
  const plan: SweepPlan = { ...defaultPlan, kind: 'random', points: 20, also: ['width', 'learningRate'] };
  const made = sweepOf(plan, defaultConfig);
  if (!made.ok) throw new Error(made.message);
  expect(made.jobs).toHaveLength(20);
  expect(made.sweep.also.map(({ field }) => field)).toEqual(['width']);
  expect(new Set(made.jobs.map(({ config }) => config.width)).size).toBeGreaterThan(10);
});
