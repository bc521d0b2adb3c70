/** Numbers in input fields and on sliders. Pure. */
import type { NumberField } from '../../training/fields';

/** 0.003 rather than 3e-3; whole numbers in full, others to six significant digits. */
export function numberText(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const rounded = Number(value.toPrecision(6));
  const text = String(rounded);
  return text.includes('e-')
    ? rounded.toFixed(Math.min(12, Number(text.split('e-')[1]) + 5)).replace(/0+$/, '')
    : text;
}

/** What was typed, as a number where it is one; a comma may stand for the point, but not before three digits. */
export function typedValue(text: string): unknown {
  if (/,\d{3}$/.test(text.trim())) return text;
  const trimmed = text.trim().replace(',', '.');
  return /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) ? Number(trimmed) : text;
}

/** Slider positions run from 0 to 1000, evenly in ratio for logarithmic fields. */
export const sliderSteps = 1000;

export function toSlider(value: number, { min, max, log }: NumberField): number {
  const share = log ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
  return Math.round(sliderSteps * Math.max(0, Math.min(1, share)));
}

export function fromSlider(position: number, { min, max, log, integer }: NumberField): number {
  const share = position / sliderSteps;
  const value = log ? min * (max / min) ** share : min + (max - min) * share;
  if (integer) return Math.round(value);
  return Math.max(min, Math.min(max, Number(value.toPrecision(2))));
}

/** Slider positions that an arrow key and a page key move by. */
const keySteps: Record<string, number> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: sliderSteps / 10,
  PageDown: -sliderSteps / 10,
};

/**
 * The value that a key on the slider leads to; undefined for keys it does not take. Many positions stand for the
 * same value, so a step goes on until the value is another one, and stops at the ends of the field.
 */
export function valueAfterKey(key: string, value: number, field: NumberField): number | undefined {
  if (key === 'Home') return field.min;
  if (key === 'End') return field.max;
  const by = keySteps[key];
  if (by === undefined) return undefined;
  const way = Math.sign(by);
  for (let at = toSlider(value, field) + by; at > 0 && at < sliderSteps; at += way) {
    const next = fromSlider(at, field);
    if ((next - value) * way > 0) return next;
  }
  return way > 0 ? field.max : field.min;
}
