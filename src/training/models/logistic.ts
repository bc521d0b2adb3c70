import { model } from './model';

/** Multinomial logistic regression: one affine map to the class scores. */
export const logistic = model({
  name: 'logistic',
  label: 'Logistic regression',
  fields: {},
  layers: (_config, classes) => [{ kind: 'dense', units: classes }],
});
