import type { Initialization } from './initialization';

/** Normal with variance 2/fanIn (He et al. 2015). */
export const he = {
  name: 'he',
  label: 'He normal',
  fields: {},
  draw:
    ({ fanIn }, random) =>
    () =>
      random.normal() * Math.sqrt(2 / fanIn),
} as const satisfies Initialization;
