/** All networks. A new one is one file and one line here. */
import { registry } from '../part';
import { cnn1d } from './cnn1d';
import { cnn2d } from './cnn2d';
import { logistic } from './logistic';
import { mlp } from './mlp';

export const models = registry(logistic, mlp, cnn1d, cnn2d);
export type ModelName = (typeof models.names)[number];
