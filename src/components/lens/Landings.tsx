/** Where the steps landed in the valleys of their own batches: of the whole run, and of the last hundred. */
import { useId } from 'react';
import { binWidth, innerBins, landingCounts, newestLandings, totalOf } from '../../runs/landing-counts';
import type { RunData } from '../../runs/run-data';
import { tickText } from '../charts/ticks';
import { Axes, figureHeight, margin, plotOf, widest } from './Axes';
import styles from './lens.module.css';
import { Twin } from './Twin';
import { useWidth } from './use-width';

/** Landings that count as the last ones. */
const newest = 100;
const percent = (share: number) => `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;
/** Share of the plot's height that the fullest bin takes. */
const fullest = 0.92;

interface Props {
  data: RunData;
  /** What all its landings are of. */
  whole?: string;
  /** Which of several runs it is, for those who hear it. */
  of?: string;
  /** Changes when the run has new numbers. */
  version: number;
}

export default function Landings({ data, whole: name = 'whole run', of }: Props) {
  const id = useId();
  const [width, watch] = useWidth();
  const [whole, last] = [landingCounts(data), newestLandings(data, newest)];
  const [all, recent] = [totalOf(whole), totalOf(last)];
  if (all === 0) return null;
  const shares = [sharesOf(whole, all), sharesOf(last, recent)];
  const across = [whole, last].map((counts) => acrossOf(counts));
  const sentence = `Of ${all.toLocaleString('en')} measured landings ${percent(across[0])} lie across the floor (p above 1)${recent > 0 && recent < all ? `; of the last ${recent}, ${percent(across[1])} do` : ''}.`;
  return (
    <figure className={styles.lens} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>
          Where the steps landed
          {of && <span className="visually-hidden">: {of}</span>}
        </h2>
        <ul className={styles.legend}>
          <li>
            <svg width="24" height="10" aria-hidden="true">
              <rect className={styles.wholeBar} width="24" height="10" />
            </svg>
            {name}
          </li>
          <li>
            <svg width="24" height="10" aria-hidden="true">
              <path className={styles.curve} d="M0,9V2H24V9" />
            </svg>
            last {recent}
          </li>
        </ul>
      </div>
      <div ref={watch} className={styles.plot}>
        {width > 0 && <Bars {...{ shares, width }} label={sentence} />}
      </div>
      <p className={styles.verdict}>{sentence}</p>
      <Twin
        name={of ? `Where the steps landed, ${of}` : 'Where the steps landed'}
        caption="Share of the measured landings"
        headings={['Landing position p', `${name[0].toUpperCase()}${name.slice(1)}`, `Last ${recent}`]}
        rows={shares[0].map((share, bin) => [binText(bin), percent(share), percent(shares[1][bin])])}
      />
    </figure>
  );
}

const sharesOf = (counts: Uint32Array, total: number) =>
  Array.from(counts, (count) => (total === 0 ? 0 : count / total));

/** A landing on the floor itself is in the bin that begins there; so few lie exactly there that none is seen. */
function acrossOf(counts: Uint32Array): number {
  const floor = 1 + Math.round(1 / binWidth);
  return totalOf(counts.subarray(floor)) / Math.max(1, totalOf(counts));
}

function binText(bin: number): string {
  const border = (at: number) => (at * binWidth).toFixed(1);
  if (bin === 0) return 'below 0';
  if (bin > innerBins) return `${border(innerBins)} and more`;
  return `${border(bin - 1)} to ${border(bin)}`;
}

function Bars({ shares: [whole, last], width, label }: { shares: number[][]; width: number; label: string }) {
  const plot = plotOf(width);
  const step = plot.width / whole.length;
  const most = Math.max(...whole, ...last);
  const y = (share: number) => plot.height * (1 - (fullest * share) / most);
  const x = (p: number) => step * (1 + p / binWidth);
  const outline = last.map((share, bin) => `V${y(share)}H${step * (bin + 1)}`).join('');
  return (
    <svg
      className={styles.drawing}
      data-drawing="Landings"
      width={Math.min(width, widest)}
      height={figureHeight}
      role="img"
      aria-label={label}
    >
      <g transform={`translate(${margin.left},${margin.top})`}>
        {whole.map((share, bin) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its bin
            key={bin}
            className={styles.wholeBar}
            x={step * bin + 0.5}
            y={y(share)}
            width={Math.max(0, step - 1)}
            height={plot.height - y(share)}
          />
        ))}
        <path className={styles.curve} d={`M0,${plot.height}${outline}V${plot.height}`} />
        <path className={styles.plumb} d={`M${x(1)},0V${plot.height}`} />
        <text x={x(1) + 4} y={10}>
          floor
        </text>
        <Axes
          plot={plot}
          xTicks={[0, 0.5, 1, 1.5, 2].map((p) => ({ at: x(p), text: tickText(p) }))}
          yTicks={[0, most / 2, most].map((share) => ({ at: y(share), text: percent(share) }))}
          xLabel="landing position p"
          yLabel="share of the landings"
        />
      </g>
    </svg>
  );
}
