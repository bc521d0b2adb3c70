/** All figures by name, in the order in which they stand on the page. A new one is a file and a line here. */
import type { FigureName } from '../../../runs/view';
import { accuracy } from './accuracy';
import { distance } from './distance';
import { gradientCosine } from './gradient-cosine';
import { gradientNoise } from './gradient-noise';
import { loss } from './loss';
import { secondOrderShare } from './second-order-share';
import { sharpness } from './sharpness';
import type { FigureSpec } from './spec';
import { stepNumber } from './step-number';
import { stepSize } from './step-size';

const all: readonly FigureSpec[] = [
  loss,
  accuracy,
  stepSize,
  stepNumber,
  secondOrderShare,
  sharpness,
  gradientNoise,
  gradientCosine,
  distance,
];

export const figures = Object.fromEntries(all.map((spec) => [spec.name, spec])) as Record<
  FigureName,
  FigureSpec
>;
