import type { Model } from './model';

/** Multinomial logistic regression: one affine map to the class scores. */
export const logistic: Model = {
  name: 'logistic',
  layers: (_config, classes) => [{ kind: 'dense', units: classes }],
};
