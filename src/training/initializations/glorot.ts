import { type Initialization, within } from './initialization';

/** Uniform in +-sqrt(6/(fanIn + fanOut)) (Glorot & Bengio 2010). */
export const glorot = {
  name: 'glorot',
  label: 'Glorot uniform',
  fields: {},
  draw: ({ fanIn, fanOut }, random) => within(Math.sqrt(6 / (fanIn + fanOut)), random),
} as const satisfies Initialization;
