import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { thresholdHints } from './threshold-hints';
import { defaultThresholds, parseThresholds, thresholdFields } from './thresholds';
import type { Thresholds } from './types';
import { shareEpochs } from './window';

/** Small and large as far apart as they may be. */
const roomy: Thresholds = {
  smallKappa: 0.05,
  smallShare: 0.05,
  smallRises: 0,
  largeKappa: 2,
  largeShare: 1.5,
  largeRises: 1,
  wallLanding: 2,
};

function message(value: unknown): string {
  const result = parseThresholds(value);
  return result.ok ? '' : result.message;
}

describe('the table of thresholds', () => {
  it('names each threshold once, with its default on a notch of the slider', () => {
    expect(thresholdFields.map(({ key }) => key).sort()).toEqual(Object.keys(defaultThresholds).sort());
    for (const { key, min, max, step } of thresholdFields) {
      const notch = (defaultThresholds[key] - min) / step;
      expect(notch).toBeCloseTo(Math.round(notch), 9);
      expect((max - min) / step).toBeCloseTo(Math.round((max - min) / step), 9);
      expect(defaultThresholds[key]).toBeGreaterThanOrEqual(min);
      expect(defaultThresholds[key]).toBeLessThanOrEqual(max);
    }
  });
});

describe('parseThresholds', () => {
  it('takes the defaults, and fills in what is absent', () => {
    expect(parseThresholds(defaultThresholds)).toEqual({ ok: true, thresholds: defaultThresholds });
    expect(parseThresholds({})).toEqual({ ok: true, thresholds: defaultThresholds });
    expect(parseThresholds({ largeKappa: 1.5 })).toEqual({
      ok: true,
      thresholds: { ...defaultThresholds, largeKappa: 1.5 },
    });
  });

  it.each(thresholdFields)('$key takes its limits and nothing beyond them', ({ key, label, min, max }) => {
    for (const value of [min, max]) {
      const thresholds = { ...roomy, [key]: value };
      expect(parseThresholds(thresholds)).toEqual({ ok: true, thresholds });
    }
    for (const value of [min - 1e-9, max + 1e-9, Number.NaN, Number.POSITIVE_INFINITY]) {
      const text = message({ ...roomy, [key]: value });
      expect(text).toContain(label);
      expect(text).toContain(`${value} `);
      expect(text).toContain(`from ${min} to ${max}`);
    }
    for (const value of [null, undefined, '1', [], {}, 1n, Symbol.iterator]) {
      expect(message({ ...roomy, [key]: value })).toContain(label);
    }
  });

  it('refuses a small-step limit above that of the large step, and says which', () => {
    const text = message({ smallKappa: 0.9, largeKappa: 0.8 });
    expect(text).toContain('Small-step κ: 0.9 is not allowed');
    expect(text).toContain('from 0.05 to 0.8');
    expect(message({ smallShare: 0.7, largeShare: 0.6 })).toContain('Small-step share Q');
    expect(message({ smallRises: 0.5, largeRises: 0.25 })).toContain('Small-step rises');
    expect(message({ smallRises: 0.25, largeRises: 0.25 })).toBe('');
  });

  it.each([[null], [undefined], [[]], ['{}'], [3]])('refuses %j as a whole', (value) => {
    expect(message(value)).toContain('object');
  });

  it('refuses unknown names', () => {
    expect(message({ kappa: 1 })).toContain('kappa');
    expect(message(JSON.parse('{"__proto__": 1}'))).toContain('__proto__');
  });

  it('never throws, and lets nothing through that is out of range or order', () => {
    const values = fc.record(
      Object.fromEntries(thresholdFields.map(({ key }) => [key, fc.oneof(fc.double(), fc.anything())])),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(values, fc.anything()), (value) => {
        const result = parseThresholds(value);
        if (!result.ok) return result.message.length > 10;
        const { thresholds } = result;
        const inRange = thresholdFields.every(
          ({ key, min, max }) => thresholds[key] >= min && thresholds[key] <= max,
        );
        return inRange && thresholds.smallKappa <= thresholds.largeKappa;
      }),
    );
  });
});

it('the hints tell why three of eight rises, and over how long Q is taken', () => {
  const hint = (key: keyof Thresholds) => thresholdHints[key];
  expect(defaultThresholds.largeRises).toBe(3 / 8);
  expect(hint('largeRises')).toContain('three of eight');
  expect(hint('largeShare')).toContain(`last ${shareEpochs} epochs`);
});
