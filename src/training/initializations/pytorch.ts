import { type Initialization, within } from './initialization';

/** Uniform in +-1/sqrt(fanIn) for weights and biases: the default of torch.nn.Linear and Conv. */
export const pytorch = {
  name: 'pytorch',
  label: 'PyTorch default',
  fields: {},
  draw: ({ fanIn }, random) => within(1 / Math.sqrt(fanIn), random),
  biases: true,
} as const satisfies Initialization;
