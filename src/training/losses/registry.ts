/** All losses. A new one is one file and one line here. */
import { registry } from '../part';
import { crossEntropy } from './cross-entropy';
import { squaredError } from './squared-error';

export const losses = registry(crossEntropy, squaredError);
export type LossName = (typeof losses.names)[number];
