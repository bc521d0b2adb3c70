/** Numbers in input fields and on sliders. Pure. */
import type { NumberField } from '../../training/field';

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

const strides: Record<string, number> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: sliderSteps / 10,
  PageDown: -sliderSteps / 10,
};

/**
 * What a key makes of the value of a slider; undefined: the key means nothing to it. An arrow goes to the next value
 * there is: one position may be less than the rounding of the value, and would not move it.
 */
export function valueAfterKey(value: number, key: string, field: NumberField): number | undefined {
  if (key === 'Home') return field.min;
  if (key === 'End') return field.max;
  const stride = strides[key];
  if (stride === undefined) return undefined;
  const way = Math.sign(stride);
  for (let at = toSlider(value, field) + stride; at > 0 && at < sliderSteps; at += way) {
    const next = fromSlider(at, field);
    if ((next - value) * way > 0) return next;
  }
  return way > 0 ? field.max : field.min;
}
