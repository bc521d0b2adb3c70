import { activations } from '../activations/registry';
import { choice } from '../field';

/** Of every network with hidden layers. */
export const activation = choice({
  label: 'Activation',
  short: 'activation',
  hint: 'The non-linear function after each hidden layer.',
  options: activations.options,
  default: 'relu',
});
