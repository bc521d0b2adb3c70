/** The measured regime along the shared x axis: a coloured, patterned and worded band; the drop apart. */
import { useId, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { loggedDrops } from '../../runs/logged-drops';
import type { RunData } from '../../runs/run-data';
import { shownDomain, type ViewStore } from '../../runs/view';
import { nameOf, regimeNames } from '../../training/regime/describe';
import type { Regime, Segment } from '../../training/regime/types';
import { useWidth } from '../lens/use-width';
import { makeXAxis } from './axis';
import { lengthOf } from './coordinates';
import { margin } from './drawn';
import { dropOf, dropWords } from './marks';
import { RegimeBands, RegimePatterns, RegimeSwatch } from './RegimeBands';
import { type Band, bandsOf } from './regime-bands';
import { patterns } from './regime-patterns';
import styles from './strip.module.css';
import tables from './table.module.css';
import { useRunVersion } from './use-run-version';

interface Props {
  data: RunData | undefined;
  view: ViewStore;
}

const height = 26;
/** Room above the band for the words of a mark, and their width. */
const above = 16;
const wordsWidth = 100;
/** Named where they occur; the others always, or what lies below would move whenever the first of a kind is met. */
const seldom: readonly Regime[] = ['catapult', 'diverged'];

export function RegimeStrip({ data, view }: Props) {
  const id = useId();
  const [whole, watch] = useWidth();
  useRunVersion(data);
  const [open, setOpen] = useState(false);
  const state = useStore(view, useShallow(shownOf));
  const width = whole - margin.left - margin.right;
  const bands = data && width > 0 ? bandsAt(data, state, width) : [];
  const segments = data?.regime.segments ?? [];
  return (
    <figure className={styles.strip} aria-labelledby={`${id}-title`}>
      <div className={styles.head}>
        <h2 id={`${id}-title`} className={styles.stripName}>
          Regime
        </h2>
        <ul className={styles.key} aria-label="Patterns of the regimes">
          {patterns
            .filter(
              ({ regime }) => !seldom.includes(regime) || segments.some((each) => each.regime === regime),
            )
            .map(({ regime }) => (
              <li key={regime}>
                <RegimeSwatch {...{ id, regime }} />
                {regimeNames[regime].toLowerCase()}
              </li>
            ))}
        </ul>
      </div>
      <div ref={watch}>
        {whole > 0 && (
          <svg width={whole} height={above + height + 2} role="img" aria-label={inWords(data, state.picked)}>
            <defs>
              <RegimePatterns id={id} />
            </defs>
            <g transform={`translate(${margin.left},${above + 1})`}>
              <rect className={styles.empty} width={Math.max(0, width)} height={height} />
              <RegimeBands {...{ bands, height, id }} />
              {data && <Mark data={data} state={state} width={width} kind="drop" step={dropOf(data).step} />}
              {data &&
                loggedDrops(data).map((step) => (
                  <Mark key={step} data={data} state={state} width={width} kind="logged" step={step} />
                ))}
              {data && <Mark data={data} state={state} width={width} kind="picked" step={state.picked} />}
            </g>
          </svg>
        )}
      </div>
      {segments.length > 0 && (
        <details className={tables.table} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>
            Show as table<span className="visually-hidden">: Regime</span>
          </summary>
          {open && (
            <section className={tables.scroll} tabIndex={0} aria-label="Regime as a table">
              <table>
                <thead>
                  <tr>
                    {['From step', 'To step', 'Measured regime'].map((heading) => (
                      <th key={heading} scope="col">
                        {heading}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {segments.map((segment) => (
                    <tr key={segment.from}>
                      <td>{(segment.from + 1).toLocaleString('en')}</td>
                      <td>{segment.to.toLocaleString('en')}</td>
                      <td>{nameOf(segment)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          )}
        </details>
      )}
    </figure>
  );
}

interface MarkProps {
  data: RunData;
  state: Shown;
  width: number;
  kind: 'drop' | 'logged' | 'picked';
  step: number | undefined;
}

/** The drop, named for comparison with what is measured, or, as a cursor, the step that is looked at. */
function Mark({ data, state, width, kind, step }: MarkProps) {
  if (step === undefined) return null;
  const at = pixelAt(data, state, width)(step);
  if (at < 0 || at > width) return null;
  const left = at > width - wordsWidth;
  return (
    <g className={kind === 'picked' ? styles.picked : styles.drop} transform={`translate(${at},0)`}>
      <line y1={kind === 'picked' ? -1 : -above} y2={height + 1} />
      {kind === 'drop' && (
        <text x={left ? -4 : 4} y={-4} textAnchor={left ? 'end' : 'start'}>
          {dropWords(dropOf(data).taken)}
        </text>
      )}
    </g>
  );
}

type Shown = Pick<ReturnType<ViewStore['getState']>, 'xMode' | 'domain' | 'most' | 'picked'>;

/** What the strip follows; the cursor is not among it. */
const shownOf = ({ xMode, domain, most, picked }: Shown): Shown => ({ xMode, domain, most, picked });

function pixelAt(data: RunData, state: Shown, width: number): (step: number) => number {
  const { config, stepsPerEpoch } = data;
  const total = lengthOf(data, config, stepsPerEpoch);
  const axis = makeXAxis(state.xMode, data, config, stepsPerEpoch, total);
  const [low, high] = shownDomain(state);
  return (step) => ((axis.toCoordinate(step) - low) / (high - low)) * width;
}

function bandsAt(data: RunData, state: Shown, width: number): Band[] {
  return bandsOf(data.regime.segments, pixelAt(data, state, width), width);
}

function inWords(data: RunData | undefined, picked: number | undefined): string {
  const number = (step: number) => `step ${Math.round(step).toLocaleString('en')}`;
  const sentences = [measuredText(data?.regime.segments ?? [])];
  const drop = data && dropOf(data);
  if (drop?.step !== undefined)
    sentences.push(`${drop.taken ? 'Dropped' : 'Will drop'} after ${number(drop.step)}.`);
  if (data && picked !== undefined) sentences.push(`Looked at: ${number(picked)}.`);
  return sentences.join(' ');
}

function measuredText(segments: readonly Segment[]): string {
  const last = segments.at(-1);
  if (!last) return 'No regime has been measured yet.';
  const count = segments.length === 1 ? '1 stretch' : `${segments.length} stretches`;
  return `${count}; now ${regimeNames[last.regime].toLowerCase()} since step ${(last.from + 1).toLocaleString('en')}.`;
}
