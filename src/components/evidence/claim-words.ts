/** Short names of the claims, and which way a verdict points. Pure. */
import type { EvidenceFile } from '../../evidence/evidence-file';

export const claimTitles: Record<EvidenceFile['verdicts'][number]['claim'], string> = {
  C1: 'Do large steps bounce, and small steps fall smoothly?',
  C2: 'Does momentum help small steps only?',
  C3: 'Do large steps buy test accuracy?',
  C4: 'Are two phases as good as tuned schedules?',
  state: 'Is the regime in the state, not in the rate? (our own observation)',
};

export function tone(verdict: string): 'yes' | 'no' | 'mixed' {
  if (verdict.startsWith('supported')) return 'yes';
  return /^(depends|open)/.test(verdict) ? 'mixed' : 'no';
}
