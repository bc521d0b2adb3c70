/** The handles on the Step size figure: what they stand for, where they lie, what moving them means. Pure. */
import type { RunConfig } from '../../training/config';
import { fields } from '../../training/fields';
import { ratesAtStep } from '../../training/schedules/plan';

export type HandleId = 'learningRate' | 'smallLearningRate' | 'switchEpoch';

export interface Handle {
  id: HandleId;
  label: string;
  value: number;
  min: number;
  max: number;
  text: string;
  /** Where it is drawn: a step, and a learning rate (the drop spans the whole height). */
  step: number;
  rate: number;
}

export function handlesOf(config: RunConfig, stepsPerEpoch: number): Handle[] {
  const { schedule, learningRate, smallLearningRate, switchEpoch, epochs } = config;
  const handles: Handle[] = [];
  const rateHandle = (
    id: 'learningRate' | 'smallLearningRate',
    label: string,
    value: number,
    step: number,
  ) => {
    const { min, max } = fields[id];
    handles.push({ id, label, value, min, max, text: `learning rate ${value}`, step, rate: value });
  };
  if (schedule !== 'two-phase') {
    rateHandle('learningRate', 'Learning rate', learningRate, peakStep(config, stepsPerEpoch));
    return handles;
  }
  rateHandle('learningRate', 'Large learning rate', learningRate, (switchEpoch / 2) * stepsPerEpoch);
  rateHandle(
    'smallLearningRate',
    'Small learning rate',
    smallLearningRate,
    ((switchEpoch + epochs) / 2) * stepsPerEpoch,
  );
  handles.push({
    id: 'switchEpoch',
    label: 'Drop',
    value: switchEpoch,
    min: 0,
    max: epochs,
    text: `drop at epoch ${switchEpoch}`,
    step: switchEpoch * stepsPerEpoch,
    rate: Math.sqrt(learningRate * smallLearningRate),
  });
  return handles;
}

/** Step near the largest rate of the plan, where its handle belongs. */
function peakStep(config: RunConfig, stepsPerEpoch: number): number {
  const total = config.epochs * stepsPerEpoch;
  let best = 0;
  for (let i = 0; i <= 40; i++) {
    const step = Math.round(((total - 1) * i) / 40);
    const rate = (at: number) => ratesAtStep(at, config, stepsPerEpoch).learningRate;
    if (rate(step) > rate(best) * 1.0001) best = step;
  }
  return Math.max(best, total * 0.02);
}

/** A new value as a change of the configuration: within limits, rates at two digits, the drop at whole epochs. */
export function changeOf(handle: Handle, value: number): Partial<RunConfig> {
  const inside = Math.max(handle.min, Math.min(handle.max, value));
  return { [handle.id]: handle.id === 'switchEpoch' ? Math.round(inside) : Number(inside.toPrecision(2)) };
}

const farther = 5;
const strides: Record<string, number> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: farther,
  PageDown: -farther,
};
/** The smallest ratio that never rounds back to where it started, at two digits. */
const ratio = 1.1;

/** The value a key asks for: rates move in equal ratios, the drop by epochs; undefined for other keys. */
export function keyValue(handle: Handle, key: string, shift: boolean): number | undefined {
  const { value, min, max } = handle;
  const up = strides[key];
  if (key === 'Home') return min;
  if (key === 'End') return max;
  if (up === undefined) return undefined;
  const count = up * (shift ? farther : 1);
  return handle.id === 'switchEpoch' ? value + count : value * ratio ** count;
}
