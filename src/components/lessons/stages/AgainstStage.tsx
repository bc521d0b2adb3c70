/** One quantity of the lesson's runs against another: every seed that was recorded, and runs that were trained here. */
import { useEffect, useMemo } from 'react';
import { quantityNamed } from '../../../runs/quantities';
import { newEntry } from '../../../runs/run-list';
import { Scatter } from '../../compare/Scatter';
import { recordedStyle, shownRuns } from './run-names';
import type { StageProps } from './stage';

export default function AgainstStage({
  stage,
  lesson,
  recorded,
  live,
  version,
  view,
}: StageProps<'against'>) {
  const { runs, x, y } = stage;
  useEffect(() => {
    const log = { x: quantityNamed(x).log, y: quantityNamed(y).log };
    view.setState({ against: { x, y, log, bySeed: true } });
  }, [view, x, y]);
  const recordings = useMemo(
    () =>
      runs.flatMap((name) =>
        (recorded.runs.get(name) ?? []).map(({ seed, data }) =>
          newEntry([], data, {
            id: `recorded ${name} ${seed}`,
            style: recordedStyle(lesson.plan, name),
            state: 'recorded',
          }),
        ),
      ),
    [runs, recorded, lesson],
  );
  const here = shownRuns(lesson, runs, recorded, live).filter(({ entry }) => entry);
  const entries = here.flatMap(({ entry, style }) => (entry ? [{ ...entry, style }] : []));
  const names = new Map<string, string>(here.map(({ id, label }) => [id, label]));
  for (const name of runs)
    for (const { seed } of recorded.runs.get(name) ?? [])
      names.set(`recorded ${name} ${seed}`, `${lesson.plan.runs[name]?.label ?? name}, recorded`);
  const all = [...recordings, ...entries];
  // Entries of live runs change with their status; what is drawn of them with their numbers.
  const key = all.map(({ id }) => id).join('|');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the runs
  const drawn = useMemo(() => all, [key]);
  return <Scatter runs={drawn} names={names} version={version} view={view} />;
}
