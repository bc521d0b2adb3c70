/** The linked figures under one x axis, the regime strip among them. */
import { Fragment, memo } from 'react';
import { useStore } from 'zustand';
import type { RunData } from '../../runs/run-data';
import {
  type FigureName,
  figureNames,
  setShown,
  setXMode,
  type ViewStore,
  type XMode,
  zoomBy,
} from '../../runs/view';
import { changedFields, type RunConfig } from '../../training/config';
import { liveNames } from '../../training/fields';
import { totalSteps } from '../../training/schedules/plan';
import styles from './charts.module.css';
import { Figure } from './Figure';
import { RegimeStrip } from './RegimeStrip';
import type { OtherRun } from './series';

interface Props {
  view: ViewStore;
  data: RunData | undefined;
  /** Runs drawn beside it, and its own place in the palette. */
  others: readonly OtherRun[];
  style: number;
  /** What the controls show; the plan is drawn from it. */
  config: RunConfig;
  stepsPerEpoch: number;
  editable: boolean;
  onEdit(changes: Partial<RunConfig>): void;
}

const modes: Record<XMode, string> = { steps: 'steps', epochs: 'epochs', distance: 'η·t' };

export const Figures = memo(LinkedFigures);

function LinkedFigures({ view, data, others, style, config, stepsPerEpoch, editable, onEdit }: Props) {
  const xMode = useStore(view, (state) => state.xMode);
  const shown = useStore(view, (state) => state.shown);
  const zoomed = useStore(view, (state) => state.domain !== undefined);
  const content = {
    data,
    others,
    style,
    config,
    stepsPerEpoch,
    showPlan: !data || (data.origin === 'run' && (goesOn(data) || plansDiffer(data, config))),
  };
  const figure = (name: FigureName) => (
    <Fragment key={name}>
      <Figure
        name={name}
        view={view}
        {...content}
        handles={name === 'Step size' ? { config, stepsPerEpoch, editable, onEdit } : undefined}
      />
      {name === 'Loss' && <RegimeStrip data={data} view={view} />}
    </Fragment>
  );
  return (
    <section className={styles.figures} aria-label="Figures">
      <div className={styles.toolbar}>
        <fieldset>
          <legend>Horizontal axis</legend>
          {(Object.keys(modes) as XMode[]).map((mode) => (
            <label key={mode}>
              <input
                type="radio"
                name="x-mode"
                checked={xMode === mode}
                onChange={() => setXMode(view, mode)}
              />
              {modes[mode]}
            </label>
          ))}
        </fieldset>
        <div className={styles.zoom}>
          <button type="button" aria-label="Zoom in" onClick={() => zoomBy(view, 0.5)}>
            +
          </button>
          <button type="button" aria-label="Zoom out" disabled={!zoomed} onClick={() => zoomBy(view, 2)}>
            −
          </button>
          <button type="button" disabled={!zoomed} onClick={() => view.setState({ domain: undefined })}>
            Show all
          </button>
        </div>
      </div>
      <details className={styles.choice}>
        <summary>Figures shown</summary>
        {figureNames.map((name) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={shown[name]}
              onChange={(event) => setShown(view, name, event.target.checked)}
            />
            {name}
          </label>
        ))}
      </details>
      {figureNames.filter((name) => shown[name]).map(figure)}
    </section>
  );
}

/** The run has steps before it, which only the plan shows. */
function goesOn({ steps, config, stepsPerEpoch }: RunData): boolean {
  return (steps.last('step') ?? 0) < totalSteps(config, stepsPerEpoch);
}

function plansDiffer(data: RunData, config: RunConfig): boolean {
  return changedFields(data.config, config).some((name) => liveNames.includes(name));
}
