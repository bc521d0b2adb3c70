import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Field, fieldNames, fields, type NumberField } from '../../training/fields';
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

test('every key of a slider moves every field its way, from any value, up to the end and not beyond', () => {
  for (const field of numbers) {
    const { min, max, integer } = field;
    const values = integer ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(values, (value) => {
        for (const [up, down] of [
          ['ArrowRight', 'ArrowLeft'],
          ['ArrowUp', 'ArrowDown'],
          ['PageUp', 'PageDown'],
        ]) {
          const [more, less] = [up, down].map((key) => valueAfterKey(key, value, field) as number);
          expect(value === max ? more === max : more > value && more <= max).toBe(true);
          expect(value === min ? less === min : less < value && less >= min).toBe(true);
          if (integer) expect([more, less].every(Number.isInteger)).toBe(true);
        }
        expect(valueAfterKey('Home', value, field)).toBe(min);
        expect(valueAfterKey('End', value, field)).toBe(max);
        expect(valueAfterKey('Tab', value, field)).toBeUndefined();
      }),
    );
  }
});

test('arrows lead from one end of every field to the other in no more presses than there are positions', () => {
  for (const field of numbers) {
    let value = field.min;
    let presses = 0;
    for (; value < field.max; presses++) value = valueAfterKey('ArrowRight', value, field) as number;
    expect(presses).toBeLessThanOrEqual(sliderSteps);
  }
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
