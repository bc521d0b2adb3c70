/** All activations, element by element. A new one is one line here and its rule in each engine. */
import { registry } from '../part';

export const activations = registry(
  { name: 'relu', label: 'ReLU', fields: {} },
  { name: 'tanh', label: 'tanh', fields: {} },
  { name: 'gelu', label: 'GELU', fields: {} },
);
export type Activation = (typeof activations.names)[number];
