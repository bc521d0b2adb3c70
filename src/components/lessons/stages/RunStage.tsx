/** The linked figures of one run of the lesson, others beside it, and parts of the lens. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { isOver } from '../../../runs/run-list';
import { type FigureName, figureNames } from '../../../runs/view';
import { Figures } from '../../charts/Figures';
import styles from '../lessons.module.css';
import { ControlTurned } from './ControlTurned';
import { ForkOffer } from './ForkOffer';
import { LensParts } from './LensParts';
import { cut, isCut, pastOf } from './past';
import { pointOut } from './point-out';
import { RunsShown } from './RunsShown';
import { shownRuns } from './run-names';
import type { StageProps } from './stage';

export default function RunStage(props: StageProps<'run'>) {
  const { stage, lesson, recorded, live, view } = props;
  const { run, beside = [], figures, epochs, step, lens = [], highlight, control, fork } = stage;
  const box = useRef<HTMLDivElement>(null);
  const until = epochs?.[1];
  const past = useMemo(() => pastOf(recorded, until), [recorded, until]);
  // A step that asks what comes after this epoch must not tell it of a run that was trained here either.
  const pastLive = live.map((each) => ({
    ...each,
    entry: { ...each.entry, data: cut(each.entry.data, until) },
  }));
  const runs = shownRuns(lesson, [run, ...beside], past, pastLive);
  // Oldest first, whatever their places in the plan.
  const newest = live.map(({ entry }) => runs.find(({ id }) => id === entry.id)).findLast(Boolean);
  const [chosen, setChosen] = useState(newest?.entry && !isOver(newest.entry.state) ? newest.id : undefined);
  const before = useRef(newest?.id);
  // A run that begins here is the one that is looked at, drawn above what was recorded.
  useEffect(() => {
    if (newest && newest.id !== before.current) setChosen(newest.id);
    before.current = newest?.id;
  }, [newest]);
  const main = runs.find(({ id }) => id === chosen) ?? runs[0];
  const stepsPerEpoch = main?.data.stepsPerEpoch;
  const key = runs.map(({ id, label, data }) => `${id} ${label} ${isCut(data)}`).join('|');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for what is drawn of the runs
  const others = useMemo(
    () =>
      runs
        .filter((each) => each !== main)
        .map(({ id, label, style, data }) => ({ id, style, data, name: label })),
    [key, main?.id],
  );
  useEffect(() => {
    const shown = Object.fromEntries(figureNames.map((name) => [name, figures.includes(name)]));
    view.setState({
      shown: shown as Record<FigureName, boolean>,
      domain: epochs && stepsPerEpoch ? [epochs[0] * stepsPerEpoch, epochs[1] * stepsPerEpoch] : undefined,
      xMode: 'epochs',
      cursor: step,
      picked: step,
    });
  }, [view, figures, epochs, step, stepsPerEpoch]);
  useEffect(() => pointOut(box.current, highlight));
  return (
    <div ref={box}>
      {control && <ControlTurned {...props} control={control} run={run} />}
      {fork && <ForkOffer {...props} fork={fork} />}
      <RunsShown runs={runs} main={main} onChoose={setChosen} />
      {main && (
        <div className={styles.shown} data-lens={lens.length > 0 || undefined}>
          {lens.length > 0 && <LensParts {...props} parts={lens} main={main} />}
          <Figures
            view={view}
            data={main.data}
            others={others}
            style={main.style}
            config={main.data.config}
            stepsPerEpoch={main.data.stepsPerEpoch}
            editable={false}
            onEdit={nothing}
          />
        </div>
      )}
    </div>
  );
}

const nothing = () => {};
