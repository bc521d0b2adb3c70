/** Numbers in print: the same in the tables of the README, on the page and in the figures. Pure. */
import type { Check, Kind } from './rules/check';

export const none = '–';

const percent = (value: number, digits = 1) => (100 * value).toFixed(digits);
const significant = (value: number) => {
  const text = value.toPrecision(3);
  return text.includes('e') ? String(Number(text)) : text;
};
/** A true minus sign. */
const printed = (text: string) => text.replace(/^-/, '−');

interface Format {
  unit: string;
  text(value: number): string;
  /** From the numbers of an interval to those that are drawn. */
  drawn(value: number): number;
  /** No difference: where a line is drawn; undefined where there is no such value. */
  neutral: number | undefined;
}

export const formats: Record<Kind, Format> = {
  'difference of accuracies': {
    unit: 'percentage points of test accuracy',
    text: (value) => percent(value),
    drawn: (value) => 100 * value,
    neutral: 0,
  },
  'difference of shares': {
    unit: 'percentage points of epochs',
    text: (value) => percent(value),
    drawn: (value) => 100 * value,
    neutral: 0,
  },
  'difference of step numbers': { unit: 'κ', text: significant, drawn: (value) => value, neutral: 0 },
  ratio: {
    unit: 'ratio of training losses',
    text: (value) => significant(Math.exp(value)),
    drawn: Math.exp,
    neutral: 1,
  },
  'landing position': { unit: 'p', text: significant, drawn: (value) => value, neutral: 1 },
  'share of steps': {
    unit: 'per cent of steps',
    text: (value) => percent(value),
    drawn: (value) => 100 * value,
    neutral: undefined,
  },
  'kept share': {
    unit: 'per cent of the promised decrease',
    text: (value) => percent(value),
    drawn: (value) => 100 * value,
    neutral: 0,
  },
  'step number': { unit: 'κ', text: significant, drawn: (value) => value, neutral: 1 },
};

const unknownTo = (text: (value: number) => string) => (value: number) =>
  Number.isFinite(value) ? printed(text(value)) : none;

/** Mean and 95 % interval of a check, in its unit. */
export function checkTexts({ kind, interval }: Pick<Check, 'kind' | 'interval'>): {
  mean: string;
  interval: string;
} {
  const text = unknownTo(formats[kind].text);
  const { mean, low, high } = interval;
  const known = Number.isFinite(low) && Number.isFinite(high);
  return { mean: text(mean), interval: known ? `${text(low)} to ${text(high)}` : none };
}

/** Mean ± standard error, both with the decimals that the error calls for. */
export function meanText(mean: number, error: number, scale = 1): string {
  const [value, spread] = [scale * mean, scale * error];
  if (!Number.isFinite(value)) return none;
  if (!(spread > 0)) return printed(significant(value));
  const decimals = Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(spread))));
  return printed(`${value.toFixed(decimals)} ± ${spread.toFixed(decimals)}`);
}
