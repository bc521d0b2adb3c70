/** All networks by name. A new one is one file and one line here. */
import type { ModelName } from '../fields';
import { cnn1d } from './cnn1d';
import { cnn2d } from './cnn2d';
import { logistic } from './logistic';
import { mlp } from './mlp';
import type { Model } from './model';

export const models: Record<ModelName, Model> = { logistic, mlp, cnn1d, cnn2d };
