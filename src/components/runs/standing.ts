/** How a run stands, in a few words. Pure. */
import type { RunEntry } from '../../runs/run-entry';

const words: Record<RunEntry['state'], string> = {
  loading: 'loading',
  ready: 'not begun',
  training: 'training',
  paused: 'paused',
  finished: 'finished',
  diverged: 'diverged',
  failed: 'stopped',
  recorded: 'recorded',
};

/** "training, epoch 12 of 60 · test 68 %". */
export function standing({ state, data, elsewhere }: RunEntry): string {
  const epoch = (data.steps.last('step') ?? 0) / data.stepsPerEpoch;
  const of = data.origin === 'run' ? ` of ${data.config.epochs}` : '';
  const accuracy = data.evaluations.last('testAccuracy');
  const doing = elsewhere ? 'in another tab' : words[state];
  const parts = [`${doing}, epoch ${Math.floor(epoch)}${of}`];
  if (accuracy !== undefined && Number.isFinite(accuracy)) parts.push(`test ${Math.round(100 * accuracy)} %`);
  return parts.join(' · ').replaceAll(' %', '\u00a0%');
}
