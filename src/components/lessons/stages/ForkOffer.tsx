/** Forks a run that was trained here at its drop; until there is one that came that far, it says what it waits for. */
import type { RunStage } from '../../../lessons/lesson';
import type { LiveRun } from '../../../lessons/live';
import status from '../../status/status.module.css';
import styles from '../lessons.module.css';
import type { StageProps } from './stage';

interface Props extends Pick<StageProps<'run'>, 'lesson' | 'stage' | 'live' | 'busy' | 'forkFrom'> {
  fork: NonNullable<RunStage['fork']>;
}

export function ForkOffer({ lesson, stage, live, busy, forkFrom, fork }: Props) {
  const parent = live.findLast(({ name }) => name === stage.run);
  const planned = lesson.plan.runs[fork.name];
  const drop = Math.round(parent?.entry.data.dropStep ?? Number.NaN);
  const ready = parent !== undefined && parent.entry.state === 'finished' && !busy && drop > 0;
  // Forked already, it is not what to do next.
  const next = ready && !live.some(({ name }) => name === fork.name);
  if (!planned) return null;
  const begin = (run: LiveRun) =>
    forkFrom(run, drop, {
      name: fork.name,
      label: planned.label,
      probes: planned.probes ?? {},
      config: { ...run.config, ...fork.changes },
    });
  return (
    <div className={styles.offer}>
      <button
        type="button"
        className={next ? status.primary : undefined}
        disabled={!ready}
        onClick={() => parent && begin(parent)}
      >
        Fork it at the drop
      </button>
      <p className={styles.note} role="status">
        {waitText(parent, busy, drop)}
      </p>
    </div>
  );
}

function waitText(parent: LiveRun | undefined, busy: boolean, drop: number): string {
  if (!parent) return 'This waits for a run of your own: run it live first.';
  if (!(drop > 0)) return 'Your run has no drop after its first step.';
  if (busy && parent.entry.state !== 'finished') {
    return parent.entry.step < drop
      ? `This waits until your run has come to its drop, after step ${drop.toLocaleString('en')}, and to its end.`
      : 'Your run has dropped. This waits for its end.';
  }
  if (parent.entry.state !== 'finished') return 'This waits for a run that comes to its end.';
  return `Your run dropped after step ${drop.toLocaleString('en')}. The fork has the same past up to there.`;
}
