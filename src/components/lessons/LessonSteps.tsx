/** A loaded lesson: which step is shown, what was measured, what is trained here; the panel and the stage get it. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { load } from '../../arrival/load';
import type { Lesson } from '../../lessons/lesson';
import { asPlanned, type Live, type LiveWish, liveRuns, wishWith } from '../../lessons/live';
import { measuredOf } from '../../lessons/measured';
import type { RecordedLesson } from '../../runs/lesson-recording';
import { createView } from '../../runs/view';
import { defaultConfig, type RunConfig } from '../../training/config';
import type { Surroundings } from '../page/surroundings';
import { LiveBar } from './LiveBar';
import styles from './lessons.module.css';
import { noRecording, stepNumber } from './opening';
import { StepPanel } from './StepPanel';
import { stages } from './stages/registry';
import type { StageProps, StageSpec } from './stages/stage';
import { keepStep } from './use-progress';
import { useVersions } from './use-versions';

interface Props {
  lesson: Lesson;
  live: Live;
  around: Surroundings;
  /** The number in the address. */
  asked: string | undefined;
  recorded: RecordedLesson | undefined;
  /** Why there is no recording. */
  fault: string;
  loadAgain(): void;
  /** A run of the person's rests. */
  held: boolean;
  embed: boolean;
}

export function LessonSteps({ lesson, live, around, asked, recorded, fault, loadAgain, held, embed }: Props) {
  const { id, steps, plan } = lesson;
  const { number, wrong } = stepNumber(asked, steps.length);
  const step = steps[number - 1];
  const view = useMemo(createView, []);
  const [turned, setTurned] = useState<Partial<RunConfig>>({});
  const [refused, setRefused] = useState('');
  const state = useStore(live.store);
  const entries = useStore(live.lab, ({ runs }) => runs);
  const trained = useMemo(() => liveRuns(state, entries, id), [state, entries, id]);
  const shown = recorded ?? noRecording;
  const version = useVersions([
    ...[...shown.runs.values()].flatMap((runs) => runs.map(({ data }) => data)),
    ...trained.map(({ entry }) => entry.data),
  ]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers grow in place; the version tells
  const measured = useMemo(() => measuredOf(plan, shown), [plan, shown, version]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers grow in place; the version tells
  const measuredHere = useMemo(() => {
    const runs = asPlanned(plan, trained).map(
      ({ name, entry: { data } }) => [name, [{ seed: data.initial.seed, data }]] as const,
    );
    return runs.length > 0 ? measuredOf(plan, { runs: new Map(runs), sweeps: new Map() }) : undefined;
  }, [plan, trained, version]);

  // A lesson that was opened is read to its end without a connection too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, after what this step shows
  useEffect(() => {
    const later = new Set(steps.map(({ stage }) => stage.kind).filter((kind) => kind !== step.stage.kind));
    if (!recorded || later.size === 0) return;
    const fetchAll = () => Promise.all([...later].map((kind) => stages[kind]?.Stage.bring()));
    // What is lost is told on the page.
    load('what later steps show', fetchAll).catch(() => {});
  }, [recorded, steps]);
  useEffect(() => keepStep(id, number, steps.length), [id, number, steps.length]);
  // What was turned belongs to the step that offers it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: of every step anew
  useEffect(() => {
    setTurned({});
    setRefused('');
  }, [number]);
  const turn = useCallback((changes: Partial<RunConfig>) => setTurned((now) => ({ ...now, ...changes })), []);

  const spec = stages[step.stage.kind] as StageSpec<typeof step.stage.kind> | undefined;
  const planned = (spec?.trains(step.stage as never) ?? []).flatMap((name): LiveWish[] => {
    const run = plan.runs[name];
    return run ? [{ name, label: run.label, config: run.config, probes: run.probes ?? {} }] : [];
  });
  const asWished = planned.map((wish, i) =>
    wishWith(wish, around.asked, defaultConfig, i === 0 ? turned : {}),
  );
  const begin = (wanted: typeof asWished) => {
    const bad = wanted.find((each) => !each.ok);
    setRefused(bad && !bad.ok ? bad.message : '');
    if (!bad)
      live.train(
        id,
        wanted.flatMap((each) => (each.ok ? [each.wish] : [])),
      );
  };
  const train = (wishes: readonly LiveWish[]) =>
    begin(wishes.map((wish) => wishWith(wish, around.asked, defaultConfig, {})));
  const differs = asWished.flatMap((each) => (each.ok ? [each.differs] : []));
  const Stage = spec?.Stage as React.ComponentType<StageProps<typeof step.stage.kind>> | undefined;
  return (
    <StepPanel
      {...{ lesson, number, measured, measuredHere, held, embed, fault, loadAgain }}
      wrong={[wrong, location.hash === around.wrongLink.at && around.wrongLink.text]
        .filter(Boolean)
        .join(' ')}
      provenance={recorded?.provenance}
    >
      <section className={styles.stage} aria-label="What this step shows">
        {(planned.length > 0 || state.busy) && (
          <LiveBar
            {...{ live, trained, refused }}
            differs={[...new Set(differs.filter(Boolean))]}
            count={planned.length}
            onTrain={() => begin(asWished)}
          />
        )}
        {Stage && (
          <Stage
            key={`${number}`}
            {...{ lesson, view, version, turned, turn, train }}
            busy={state.busy}
            forkFrom={(parent, at, wish) => live.fork(id, parent, at, wish)}
            stage={step.stage as never}
            recorded={shown}
            live={trained}
            lab={live.lab}
          />
        )}
      </section>
    </StepPanel>
  );
}
