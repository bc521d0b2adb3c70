import { expect, test } from 'vitest';
import type { Field, NumberField } from '../../training/field';
import { fieldNames, fields } from '../../training/fields';
import { fromSlider, numberText, sliderSteps, toSlider, typedValue, valueAfterKey } from './number-text';

test('plain decimals, whatever the size', () => {
  expect(numberText(0.003)).toBe('0.003');
  expect(numberText(0.00001)).toBe('0.00001');
  expect(numberText(0.0000025)).toBe('0.0000025');
  expect(numberText(0.1 + 0.2)).toBe('0.3');
  expect(numberText(4000)).toBe('4000');
});

test('typed text is a number or stays what it is', () => {
  expect(typedValue(' 0,4 ')).toBe(0.4);
  expect(typedValue('1e-3')).toBe(0.001);
  expect(typedValue('-.5')).toBe(-0.5);
  for (const text of ['', 'abc', '1e', '0x10', '1 2', 'Infinity', 'NaN']) expect(typedValue(text)).toBe(text);
});

const numbers = fieldNames
  .map((name) => fields[name] as Field)
  .filter((f): f is NumberField => f.kind === 'number');

test('every key moves every slider from every value towards its end, and no farther', () => {
  for (const field of numbers) {
    const values = Array.from({ length: sliderSteps + 1 }, (_, at) => fromSlider(at, field));
    for (const value of new Set([field.min, field.default, field.max, ...values])) {
      for (const key of ['ArrowRight', 'ArrowUp', 'PageUp', 'End']) {
        const next = valueAfterKey(value, key, field) as number;
        if (value < field.max) expect(next, `${field.label} ${value} ${key}`).toBeGreaterThan(value);
        expect(next).toBeLessThanOrEqual(field.max);
      }
      for (const key of ['ArrowLeft', 'ArrowDown', 'PageDown', 'Home']) {
        const next = valueAfterKey(value, key, field) as number;
        if (value > field.min) expect(next, `${field.label} ${value} ${key}`).toBeLessThan(value);
        expect(next).toBeGreaterThanOrEqual(field.min);
      }
    }
    expect(valueAfterKey(field.default, 'Tab', field)).toBeUndefined();
  }
  // The smallest whole numbers are not skipped.
  expect(
    valueAfterKey(2, 'ArrowRight', numbers.find(({ label }) => label === 'Hidden layers') as NumberField),
  ).toBe(3);
});

test('a slider reaches both ends of every field and stays inside', () => {
  for (const field of numbers) {
    expect(fromSlider(0, field)).toBeCloseTo(field.min, 9);
    expect(fromSlider(sliderSteps, field) / field.max).toBeCloseTo(1, 9);
    for (const at of [0, 1, 250, 999]) {
      const value = fromSlider(at, field);
      expect(value).toBeGreaterThanOrEqual(field.min);
      expect(value).toBeLessThanOrEqual(field.max);
      // Two digits, or whole numbers, are kept: the way back lands near.
      if (!field.integer) expect(Math.abs(toSlider(value, field) - at)).toBeLessThan(40);
    }
  }
});
