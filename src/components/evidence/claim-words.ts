/** Short names of the claims, and which way a verdict points. Pure. */
import type { EvidenceFile } from '../../evidence/evidence-file';

export const claimTitles: Record<EvidenceFile['verdicts'][number]['claim'], string> = {
  C1: 'Large steps bounce, small steps fall smoothly',
  C2: 'Momentum helps small steps only',
  C3: 'Large steps buy test accuracy',
  C4: 'Two phases are as good as tuned schedules',
  state: 'The regime is in the state, not in the rate',
};

export function tone(verdict: string): 'yes' | 'no' | 'mixed' {
  if (verdict.startsWith('supported')) return 'yes';
  return verdict.startsWith('depends') ? 'mixed' : 'no';
}
