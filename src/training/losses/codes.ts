/** The code of all losses, for exports. */
import type { LossCode } from './loss-code';
import type { LossName } from './registry';

const found = import.meta.glob<LossCode>('./*.code.ts', { eager: true, import: 'code' });

export const lossCodeOf = (name: LossName): LossCode => found[`./${name}.code.ts`];
