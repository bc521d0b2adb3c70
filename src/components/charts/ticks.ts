/** Where ticks lie and how they are printed. Pure. */
import { scaleLinear } from 'd3';

/** At most about `most` round numbers between `low` and `high`, in ascending order. */
export function linearTicks(low: number, high: number, most: number): number[] {
  for (let wanted = most; wanted > 0; wanted--) {
    const ticks = scaleLinear([low, high], [0, 1]).ticks(wanted);
    if (ticks.length <= most) return ticks;
  }
  return [low];
}

/** Multiples of powers of ten, from dense to sparse. */
const subdivisions = [[1, 2, 5], [1, 3], [1]];

/** The densest of 1-2-5, 1-3 and 1 times powers of ten with at most `most` ticks; needs 0 < low < high. */
export function logTicks(low: number, high: number, most: number): number[] {
  const powers = (multiples: number[], stride: number) => {
    const ticks: number[] = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
      if (power % stride !== 0) continue;
      ticks.push(...multiples.map((multiple) => Number(`${multiple}e${power}`)));
    }
    return ticks.filter((tick) => tick >= low && tick <= high);
  };
  for (const multiples of subdivisions) {
    const ticks = powers(multiples, 1);
    if (ticks.length <= most) return ticks;
  }
  const decades = Math.log10(high / low) + 1;
  return powers([1], Math.ceil(decades / most));
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
// To make one takes longer than to use it a hundred times.
const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });

/** 0.003, 0.1, 20, 7,500: plain where it stays short, else a power of ten. */
export function tickText(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || (size >= 0.001 && size < 1e6)) {
    return plain.format(Number(value.toPrecision(6)));
  }
  return powerText(value, 1);
}

/** 3·10⁻⁵, 10⁹: so many digits after the point at most. */
function powerText(value: number, places: number): string {
  const [digits, power] = value.toExponential(places).split('e');
  const raised = [...String(Math.abs(Number(power)))].map((digit) => superscripts[Number(digit)]).join('');
  const factor = Number(digits) === 1 ? '' : `${Number(digits)}·`;
  return `${factor}10${Number(power) < 0 ? '⁻' : ''}${raised}`;
}

/** A value in three digits: –, infinite, 0.0123, 12.3 %, 1.95·10⁹. */
export function numberText(value: number | undefined, percent = false): string {
  if (value === undefined || Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return 'infinite';
  const shown = percent ? 100 * value : value;
  const size = Math.abs(shown);
  const plain = size === 0 || (size >= 1e-4 && size < 1e6);
  return `${plain ? Number(shown.toPrecision(3)) : powerText(shown, 2)}${percent ? '\u00a0%' : ''}`;
}

/** A share in per cent: 20 %. */
export const percentText = (share: number): string => `${tickText(100 * share)}\u00a0%`;
